"""Rows into as few avails as say the same."""

from typing import Any

import pytest

from pvsync.formats.ema.cells import Spot
from pvsync.formats.ema.fold import avails
from pvsync.formats.ema.lines import Line, Price
from pvsync.formats.ema.notes import Notes

EST = {"license": "EST", "start": "2026-01-15", "end": "2031-01-14"}


def a_line(territory: str = "US", name: str = "HD", price: str = "6.99 USD", **changes: Any) -> Line:
    terms = {**EST, **changes.pop("terms", {})}
    shown = {
        "spot": Spot("a.xlsx#Movies", 4, {}),
        "alid": "X",
        "work_type": "movie",
        "is_delete": False,
        "id": "",
    }
    return Line(
        territories=(territory,), format=name, price=Price(wsp=price), terms=terms, **{**shown, **changes}
    )


def folded(*lines: Line) -> list[dict[str, Any]]:
    return avails(lines, Notes())


def test_territories_and_formats_become_lists() -> None:
    (avail,) = folded(*(a_line(where, name) for name in ("UHD", "HD") for where in ("US", "CA")))
    assert avail["territories"] == ["US", "CA"]
    assert avail["formats"] == ["HD", "UHD"]
    assert avail["wsp"] == "6.99 USD"


def test_what_is_no_full_grid_becomes_several() -> None:
    found = folded(a_line("US", "HD"), a_line("US", "UHD"), a_line("CA", "HD"))
    assert [(avail["territories"], avail["formats"]) for avail in found] == [
        (["US"], ["HD", "UHD"]),
        (["CA"], ["HD"]),
    ]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            {
                ("US", "HD"): "1.00 USD",
                ("US", "UHD"): "2.00 USD",
                ("PR", "HD"): "1.00 USD",
                ("PR", "UHD"): "2.00 USD",
            },
            [{"format": "HD", "wsp": "1.00 USD"}, {"format": "UHD", "wsp": "2.00 USD"}],
        ),
        (
            {
                ("US", "HD"): "1.00 USD",
                ("US", "UHD"): "1.00 USD",
                ("CA", "HD"): "2.00 CAD",
                ("CA", "UHD"): "2.00 CAD",
            },
            [{"territory": "US", "wsp": "1.00 USD"}, {"territory": "CA", "wsp": "2.00 CAD"}],
        ),
        (
            {
                ("US", "HD"): "1.00 USD",
                ("US", "UHD"): "1.50 USD",
                ("CA", "HD"): "2.00 CAD",
                ("CA", "UHD"): "2.00 CAD",
            },
            [
                {"territory": "US", "format": "HD", "wsp": "1.00 USD"},
                {"territory": "US", "format": "UHD", "wsp": "1.50 USD"},
                {"territory": "CA", "wsp": "2.00 CAD"},
            ],
        ),
    ],
    ids=["by format", "by territory", "by both"],
)
def test_price_lines_say_no_more_than_they_must(
    rows: dict[tuple[str, str], str], lines: list[dict[str, str]]
) -> None:
    (avail,) = folded(*(a_line(where, name, price) for (where, name), price in rows.items()))
    assert avail["prices"] == lines
    assert "wsp" not in avail


def test_a_row_without_a_price_is_an_avail_of_its_own() -> None:
    """A price line that fits nothing would be an error, and one too many a wrong price."""
    found = folded(a_line("US"), a_line("CA", price=""))
    assert [avail.get("wsp") for avail in found] == ["6.99 USD", None]


def test_windows_terms_and_languages_keep_rows_apart() -> None:
    found = folded(
        a_line(),
        a_line("CA", terms={"start": "2026-02-01"}),
        a_line("GB", terms={"license_rights": "DAB"}),
        a_line("DE", allowed=(("de", ""),)),
    )
    assert [avail["territories"] for avail in found] == [["US"], ["CA"], ["GB"], ["DE"]]
    assert found[3]["languages"] == {"allowed": ["de"]}


def test_two_prices_for_one_cell_are_two_avails() -> None:
    found = folded(a_line(price="6.99 USD"), a_line(price="5.99 USD"))
    assert [avail["wsp"] for avail in found] == ["6.99 USD", "5.99 USD"]


def test_ids_stand_by_territory_and_format() -> None:
    (avail,) = folded(
        a_line(id="a1"), a_line("CA"), a_line("US", "UHD", id="a2"), a_line("CA", "UHD", id="a1")
    )
    assert avail["ids"] == {"US/HD": "a1", "US/UHD": "a2", "CA/UHD": "a1"}
