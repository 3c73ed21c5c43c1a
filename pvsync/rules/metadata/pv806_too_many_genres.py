"""A language of a collection has more than three genres.

Prime Video allows up to three genres in each language of the metadata file.

Keep the three that say most. Prime Video works genres out from the films as well.

Source: Content bundles, MEC fields of movie collections, Genre: up to three entries in each LocalizedInfo.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import changed
from pvsync.rules.rule import Remark, Rule, Setting

_MOST = 3


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on the fourth genre of a language."""
    if title.unsent.metadata is None:
        return
    for number, block in enumerate(title.unsent.metadata.localized):
        if len(block.genres) > _MOST:
            yield Remark(
                title.places.title(f"metadata.localized.{number}.genres.{_MOST}.name"),
                f"`{block.language}` has {len(block.genres)} genres; Prime Video takes {_MOST}",
                "keep the three that say most",
            )


_SUMMARY = "      summary_190: "
_THREE = "{name: Drama, id: g1}, {name: Comedy, id: g2}, {name: Crime, id: g3}"

RULE = Rule(
    code="PV806",
    name="too-many-genres",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed((_SUMMARY, f"      genres: [{_THREE}, {{name: Western, id: g4}}]\n{_SUMMARY}")),
    good=changed((_SUMMARY, f"      genres: [{_THREE}]\n{_SUMMARY}")),
    reasons=("mec-Genre",),
)
