from dataclasses import replace

from golden.cases import CASES, COLD_FRONT, HEAT_HAZE, SUMMER, change, line, plan

from pvsync.model.plan import Action, FieldChange
from pvsync.render.consequences import GoesDark, LanguageChanges, LeftAlone, OtherChanges, PriceMoves
from pvsync.render.impact import consequences_of, subjects_of

EST = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}


def test_what_is_kept_has_no_consequence() -> None:
    assert list(consequences_of(plan(change(HEAT_HAZE, EST, EST, action=Action.KEEP)))) == []


def test_what_is_forgotten_is_left_alone_however_much_it_would_lose() -> None:
    found = list(consequences_of(plan(change(HEAT_HAZE, EST, None, action=Action.FORGET))))
    assert [type(one) for one in found] == [LeftAlone]


def test_what_is_deleted_while_open_goes_dark() -> None:
    found = list(consequences_of(plan(change(HEAT_HAZE, EST, None, action=Action.DELETE))))
    assert [type(one) for one in found] == [GoesDark]


def test_languages_and_other_terms_are_told_apart() -> None:
    found = list(consequences_of(CASES["drop_and_add"]()))
    languages = [one for one in found if isinstance(one, LanguageChanges)]
    assert [(one.which, one.added, one.removed) for one in languages] == [
        ("asset", ("fr-CA:subtitle",), ("de-DE",))
    ]
    assert [one.names for one in found if isinstance(one, OtherChanges)] == [("watch",), ("title",)]


def test_a_language_list_that_goes_altogether() -> None:
    moved = change(HEAT_HAZE, EST, {"EST HD": replace(EST["EST HD"], instructions="x")})
    fields = (FieldChange("transactions[EST HD].languages.allowed", ("en",), None),)
    [found] = consequences_of(plan(replace(moved, fields=fields)))
    assert isinstance(found, LanguageChanges)
    assert (found.added, found.removed) == ((), ("en",))


def test_a_price_is_told_once() -> None:
    assert [type(one) for one in consequences_of(CASES["one_price"]())] == [PriceMoves]


def test_equal_names_carry_their_alid() -> None:
    twin = replace(COLD_FRONT, title=HEAT_HAZE.title)
    found = subjects_of(plan(change(HEAT_HAZE, None, EST), change(twin, None, EST)))
    assert [one.name for one in found.values()] == ["Heat Haze (HEATHAZE-2024)", "Heat Haze (COLDFRONT-2022)"]


def test_a_title_without_a_name_is_called_by_its_alid_and_a_season_has_no_family() -> None:
    nameless = replace(change(SUMMER, None, None), title="")
    found = subjects_of(plan(nameless))["LS-S1"]
    assert (found.name, found.family) == ("LS-S1", "")
