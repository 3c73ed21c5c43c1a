"""Collections for the tests of these rules."""

from datetime import UTC, datetime
from pathlib import Path

from unit.catalog.reading import read

from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.rule import AnyRule, Setting

SETTING = Setting(as_of=datetime(2026, 6, 1, tzinfo=UTC), licensor="acme")
LOCALIZED = "  localized:\n"


def collection(*changes: tuple[str, str], root: Path | None = None) -> DesiredTitle:
    """The example of the rules with some of its text replaced."""
    text = EXAMPLE.lstrip("\n")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    titles, findings = read(text, root=root)
    assert findings == ()
    return next(title for title in titles if title.title.alid not in {"HEAT", "COLD"})


def said(rule: AnyRule, *changes: tuple[str, str], root: Path | None = None) -> list[str]:
    """What a rule says of it."""
    return [remark.message for remark in rule.check(collection(*changes, root=root), SETTING)]
