"""`guards:` takes limits and `off`, and says what is wrong at its place."""

from pathlib import Path

import pytest

from pvsync.catalog.source import SourceFile
from pvsync.config.load import load_config
from pvsync.model.guarded import Threshold
from pvsync.rules.verdicts import usual_thresholds

USUAL = usual_thresholds()


def read(text: str) -> tuple[object, list[tuple[int, str]]]:
    config, findings = load_config(Path(), SourceFile("pvsync.yaml", f"licensor: acme\n{text}".encode(), ""))
    return config and config.guards, [(one.place.line, one.message) for one in findings if one.place]


def test_without_a_word_every_guard_has_its_own_limits() -> None:
    assert read("") == (USUAL, [])
    assert read("guards: {}\n") == (USUAL, [])


def test_what_is_said_stands_in_place_of_one_limit_and_not_of_the_other() -> None:
    found, _ = read(
        "guards:\n  going_dark: {count: 20}\n  delta: {share: 35 %}\n  price_move: {percent: 250}\n"
    )

    assert found == {
        **USUAL,
        "going_dark": Threshold(count=20, share=5),
        "delta": Threshold(share=35),
        "price_move": Threshold(count=0, percent=250),
    }


@pytest.mark.parametrize("guard", USUAL)
def test_each_can_be_off(guard: str) -> None:
    found, findings = read(f"guards: {{{guard}: off}}\n")

    assert findings == []
    assert isinstance(found, dict)
    assert {name for name, threshold in found.items() if threshold.is_off} == {guard, "impact"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("going_dark: on", "`on` says nothing of a guard"),
        ("going_dark: 5", "`5` says nothing of a guard"),
        ("going_dark: {share: 101}", "101 % is more than a whole territory"),
        ("going_dark: {share: 7.5}", "this is not a number of whole percents"),
        ("going_dark: {count: -1}", "`-1` is not a whole number"),
        ("delta: {count: 5}", "`count` is not a key here"),
        ("protected: {count: 5}", "a word for a guard without limits"),
        ("dark: off", "`dark` is not a key here"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, message: str) -> None:
    config, findings = read(f"guards:\n  {text}\n")

    assert config is None
    assert [line for line, _ in findings] == [3]
    assert message in findings[0][1]
