"""Territory lists: groups, exceptions, and names that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.catalog.reading import FVOD, codes_of, movie, read, rows, settings

from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.model.zones import EASTERN_MOST, Zones

GROUPS = {"DACH": ("DE", "AT", "CH"), "GERMAN": ("DE", "AT")}


def listed(territories: str, more: str = "") -> str:
    return movie(FVOD.replace("[US]", territories) + more)


@given(
    st.lists(st.sampled_from(["DE", "FR", "NO", "DACH"]), unique=True, min_size=1),
    st.sets(st.sampled_from(["DE", "CH"])),
)
def test_groups_are_opened_and_exceptions_taken_out(names: list[str], out: set[str]) -> None:
    opened = {name: None for group in names for name in GROUPS.get(group, (group,))}
    wanted = [name for name in opened if name not in out]
    titles, findings = read(
        listed(f"[{', '.join(names)}]", f", except: [{', '.join(sorted(out))}]"), groups=GROUPS
    )

    said = {finding.code for finding in findings}
    assert ("PV123" in said) == (
        "DE" in names and names.index("DE") > names.index("DACH")
        if "DACH" in names and "DE" in names
        else False
    )
    assert ("PV124" in said) == bool(out - set(opened))
    assert ("PV115" in said) == (not wanted)
    assert sorted(avail.scope.territory for avail in titles[0].avails) == sorted(wanted)


@pytest.mark.parametrize("name", ["NO", "GB", "US", "DE"])
def test_norway_is_a_country(name: str) -> None:
    assert [row.territory for row in rows(listed(f"[{name}]"))] == [name]


def test_every_territory_of_the_table_is_known_and_no_other() -> None:
    assert [expand_name(name, settings()) for name in EASTERN_MOST] == [(name,) for name in EASTERN_MOST]
    assert expand_name("XK", settings()) == ()
    assert expand_name("XK", settings(zones=Zones({"XK": "Europe/Belgrade"}))) == ("XK",)
    assert expand_name("DACH", settings(groups=GROUPS)) == ("DE", "AT", "CH")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("UK", "did you mean `GB`?"),
        ("uk", "did you mean `GB`?"),
        ("usa", "did you mean `US`?"),
        ("fr", "did you mean `FR`?"),
        ("DAHC", "did you mean `DACH`?"),
        (
            "ZZ",
            "write the two letters of ISO 3166, such as `US`, or the name of a group in `territory_groups`",
        ),
    ],
)
def test_the_hint_says_what_was_probably_meant(name: str, hint: str) -> None:
    assert unknown_territory(name, settings(groups=GROUPS)) == (f"`{name}` is not a territory", hint)


def test_repeated_and_unused_names_are_said() -> None:
    assert codes_of(listed("[DE, DE]")) == ["PV123"]
    assert codes_of(listed("[DE, DACH]"), groups=GROUPS) == []
    assert codes_of(listed("[DE]", ", except: [FR]")) == ["PV124"]
    assert codes_of(listed("[DE, UK]", ", except: [UKK]")) == ["PV107", "PV107"]
    assert codes_of(listed("[DACH]", ", except: [DACH]"), groups=GROUPS) == ["PV115"]
    assert codes_of(listed("[]")) == ["PV111"]
