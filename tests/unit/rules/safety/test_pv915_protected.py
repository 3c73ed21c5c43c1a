"""What customers of a protected title lose, by whatever key; what they gain, or pay, is no loss."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from builders import NOW, a_window
from guarded import NO_LIMITS, changed, gone, row, scopes

from pvsync.model.guarded import GuardedPlan, Threshold
from pvsync.model.plan import Action, Change
from pvsync.model.transaction import Language, Transaction
from pvsync.model.verdict import GuardVerdict
from pvsync.model.zones import Zones
from pvsync.rules.safety.pv915_protected import losses
from pvsync.rules.verdicts import verdicts


def spoken(*tags: str, **more: object) -> Transaction:
    return row(asset_languages=tuple(map(Language, tags)), **more)


def lent(rental: str | None, watch: str | None = "PT48H") -> Transaction:
    spans = {"rental": rental, "watch": watch}
    base = row(license="VOD")
    return replace(base, terms={**base.terms, **{name: span for name, span in spans.items() if span}})


@pytest.mark.parametrize(
    ("live", "git", "expected"),
    [
        pytest.param([row()], None, "leaves", id="withdrawn"),
        pytest.param([row()], [row(srp="99.99", wsp="66.00")], "", id="a price"),
        pytest.param([row()], [row(contract="CPH")], "", id="a contract"),
        pytest.param([row()], [row(window=a_window(-10, 29))], "EST HD ends", id="a day shorter"),
        pytest.param([row()], [row(window=a_window(1, 30))], "EST HD opens", id="opens later"),
        pytest.param([row()], [row(window=a_window(-10, 31))], "", id="a day longer"),
        pytest.param([row(), row(format="UHD")], [row()], "EST UHD goes", id="a format"),
        pytest.param([row()], [row(license="VOD")], "leaves|EST HD goes", id="a licence"),
        pytest.param([spoken("en-US", "de-DE")], [spoken("en-US")], "EST HD loses de-DE", id="a language"),
        pytest.param([spoken("en-US")], [spoken("en-US", "de-DE")], "", id="one more language"),
        pytest.param(
            [row()],
            [row(allowed_languages=(Language("en-US"),))],
            "EST HD allows en-US alone",
            id="a limit where there was none",
        ),
        pytest.param(
            [row(allowed_languages=(Language("en-US"), Language("fr-FR")))],
            [row(allowed_languages=(Language("en-US"),))],
            "EST HD no longer allows fr-FR",
            id="one less that is allowed",
        ),
        pytest.param([row(allowed_languages=(Language("en-US"),))], [row()], "", id="no limit any more"),
        pytest.param(
            [row()],
            [row(holdback_languages=(Language("fr-CA"),))],
            "EST HD holds back fr-CA",
            id="one that is held back",
        ),
        pytest.param([row(holdback_languages=(Language("fr-CA"),))], [row()], "", id="one that comes"),
        pytest.param(
            [lent("PT720H")], [lent("PT48H")], "VOD HD has `rental` PT48H instead of PT720H", id="a rental"
        ),
        pytest.param([lent("PT48H")], [lent("PT720H")], "", id="a longer rental"),
        pytest.param([lent("PT720H")], [lent("PT720H", "PT24H")], "VOD HD has `watch` PT24H", id="a watch"),
        pytest.param([lent(None)], [lent("PT48H")], "VOD HD has `rental` PT48H instead of none", id="none"),
        pytest.param(
            [spoken("en-US", "de-DE", window=a_window(-9, 5)), spoken("en-US", window=a_window(6, 30))],
            [spoken("en-US", window=a_window(-9, 5)), spoken("en-US", "de-DE", window=a_window(6, 30))],
            "EST HD loses de-DE",
            id="a language for some days",
        ),
    ],
)
def test_losses(live: list[Transaction], git: list[Transaction] | None, expected: str) -> None:
    said = ", ".join(losses(changed(0, live, git), NOW, Zones()))

    assert (said == "") is (expected == "")
    assert any(said.startswith(one) for one in expected.split("|")), said


def verdict(changes: Iterable[Change], protected: frozenset[str]) -> GuardVerdict:
    limits = {**NO_LIMITS, "protected": Threshold(count=0)}
    plan = GuardedPlan(NOW, tuple(changes), scopes(9), thresholds=limits, protected=protected)
    return next(one for one in verdicts(plan) if one.guard == "protected")


def test_only_protected_titles_count_and_what_is_forgotten_loses_nothing() -> None:
    first, second = gone(1), gone(2)
    assert verdict([first, second], frozenset({second.scope.alid})).count == 1
    assert verdict([first], frozenset()).count == 0
    forgotten = replace(first, action=Action.FORGET, after=None)
    assert verdict([forgotten], frozenset({first.scope.alid})).count == 0
