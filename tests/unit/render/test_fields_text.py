from pvsync.render.fields_text import field_lines
from pvsync.render.screen import Screen, paint
from pvsync.render.values import Shown
from pvsync.render.view_titles import FieldView

UTC_TEXT = "2031-01-15T04:59:59Z"


def lines(*fields: FieldView, width: int = 80) -> list[str]:
    return paint(field_lines(fields, 2, width), Screen(width)).splitlines()


def a_field(name: str, before: str, after: str, source: str = "", **changes: object) -> FieldView:
    given = {"items": ()} | changes
    return FieldView(name, Shown(before), Shown(after), source=source, **given)


def test_columns_are_shared() -> None:
    assert lines(
        a_field("srp", "9.99 CAD", "7.99 CAD", "a.yaml:1"), a_field("rental", "x", "y", "a.yaml:2")
    ) == [
        "  srp     9.99 CAD -> 7.99 CAD  a.yaml:1",
        "  rental  x        -> y         a.yaml:2",
    ]


def test_instants_stand_under_their_days() -> None:
    field = FieldView("end", Shown("14 January 2031", UTC_TEXT), Shown("not set"), (), "")
    assert lines(field) == ["  end  14 January 2031      -> not set", f"       {UTC_TEXT}"]


def test_a_source_that_does_not_fit_stands_below() -> None:
    assert lines(a_field("srp", "9.99 CAD", "7.99 CAD", "catalog/heat-haze.yaml:12"), width=40) == [
        "  srp  9.99 CAD -> 7.99 CAD",
        "       catalog/heat-haze.yaml:12",
    ]


def test_long_texts_stand_one_above_the_other() -> None:
    assert lines(a_field("title", "A" * 40, "B")) == ["  title     " + "A" * 40, "         -> B"]


def test_lists_show_what_comes_and_goes() -> None:
    items = ("+fr-CA", "+nl", "-de")
    assert lines(a_field("languages.asset", "de", "fr-CA, nl", items=items)) == [
        "  languages.asset  +fr-CA, +nl, -de"
    ]


def test_nothing_to_show() -> None:
    assert lines() == []
