"""Titles of the catalog as rows; what has no place is counted."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import a_movie, a_transaction, an_avail

from pvsync.diagnostics import Place
from pvsync.formats.ema.columns import Tab, Version
from pvsync.formats.ema.out_rows import RowWriter
from pvsync.model.avail import Entitlement
from pvsync.model.desired import DesiredTitle, Removal, Unsent
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.money import Money
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.titles import Supplemental
from pvsync.model.zones import Zones


class Nowhere:
    def title(self, path: str) -> Place:
        return Place(path)

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        return Place(f"{scope}{row}{path}")


def a_title(*avails: Any, **changes: Any) -> DesiredTitle:
    return replace(DesiredTitle(a_movie(), "a.yaml", "", avails or (an_avail(),), Nowhere()), **changes)


def a_writer(version: Version = Version.V1_9) -> RowWriter:
    return RowWriter(version, "acme", Zones())


def test_a_movie_is_a_row_for_each_transaction() -> None:
    written = a_writer().rows(a_title(unsent=Unsent(eidr="10.5240/X", alt_id="ALT")))
    (row,) = written.rows
    assert written.tab is Tab.MOVIES
    assert (row["ALID"], row["ContentID"], row["AltID"], row["TitleID"]) == (
        "HEATHAZE-2024",
        "HEATHAZE-2024",
        "ALT",
        "10.5240/X",
    )
    assert (row["PriceType"], row["PriceValue"], row["PriceCurrency"], row["SRP"]) == (
        "WSP",
        Decimal("6.99"),
        "USD",
        Decimal("9.99"),
    )
    assert "ExceptionFlag" not in row


@pytest.mark.parametrize(
    ("terms", "lost"),
    [
        ({"wsp": Money("USD", Decimal(7)), "tier": "3"}, "a second type of price in one row"),
        (
            {"wsp": Money("USD", Decimal(7)), "srp": Money("EUR", Decimal(9))},
            "a retail price in another currency than the wholesale price",
        ),
    ],
)
def test_a_price_that_does_not_fit_one_row_is_counted(terms: dict[str, Any], lost: str) -> None:
    writer = a_writer()
    (row,) = writer.rows(a_title(an_avail(a_transaction(terms=terms)))).rows
    assert writer.lost == {lost: 1}
    assert row["PriceType"] == "WSP"
    assert "SRP" not in row


def test_entitlements_have_one_column_each() -> None:
    writer = a_writer()
    avail = an_avail(
        entitlements=(
            Entitlement("DMA", "D1"),
            Entitlement("DMA", "D2"),
            Entitlement("MA", "M1"),
            Entitlement("UVVU", "U1"),
        )
    )
    (row,) = writer.rows(a_title(avail)).rows
    assert (row["DMA_ID"], row["UV_ID"]) == ("D1", "U1")
    assert sum(writer.lost.values()) == 2


def a_removal(line: BusinessLine, action: Any = Action.DELETE) -> Removal:
    return Removal(Scope("HEATHAZE-2024", "CA", line), action, Place("a.yaml"))


@pytest.mark.parametrize(
    ("line", "license_type"),
    [(BusinessLine.TVOD, "EST"), (BusinessLine.PRIME_SUBSCRIPTION, "SVOD"), (BusinessLine.FVOD, "FVOD")],
)
def test_what_is_to_be_deleted_is_a_full_delete(line: BusinessLine, license_type: str) -> None:
    (row,) = a_writer().rows(a_title(avails=(), removals=(a_removal(line),))).rows
    assert (row["EntryType"], row["Territory"], row["LicenseType"]) == ("Full Delete", "CA", license_type)
    assert str(row["Start"]) < str(row["End"]) < "2001"
    assert row["DisplayName"] == "acme"


def test_what_a_sheet_cannot_say_of_a_removal_is_counted() -> None:
    writer = a_writer()
    removals = (a_removal(BusinessLine.CHANNELS), a_removal(BusinessLine.TVOD, Action.WITHDRAW))
    assert writer.rows(a_title(avails=(), removals=removals)).rows == []
    assert sum(writer.lost.values()) == 2


def test_bonus_material_has_a_tab_in_1_9_only() -> None:
    trailer = a_title(title=Supplemental("T", "T", "Trailer", WorkType.TRAILER, "HEATHAZE-2024"))
    (row,) = a_writer().rows(trailer).rows
    assert (row["WorkType"], row["RefALID"]) == ("Promotion", "HEATHAZE-2024")
    older = a_writer(Version.V1_8)
    assert older.rows(trailer).rows == []
    assert sum(older.lost.values()) == 1


def test_a_retail_price_alone_is_a_type_for_bundles_only() -> None:
    terms = {"srp": Money("USD", Decimal("9.99"))}
    (row,) = a_writer().rows(a_title(an_avail(a_transaction(terms=terms)))).rows
    assert "PriceType" not in row
    assert row["SRP"] == Decimal("9.99")
