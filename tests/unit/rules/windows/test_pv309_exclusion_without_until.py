"""Which exclusions end by themselves, and which are spoken of."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv309_exclusion_without_until import check

OVER = EST.replace("2031-01-14", "2026-02-14")
RIGHT = "nothing says when this is no longer a new release"
DISCOUNT = "nothing says when this title counts for the discount of a bundle again"


@pytest.mark.parametrize(
    ("avail", "keys", "messages"),
    [
        (f"{EST}, license_rights: New Release", "", [RIGHT]),
        (f"{EST}, license_rights: {{value: new release}}", "", [RIGHT]),
        (f"{EST}, license_rights: {{value: New Release, until: 2026-09-01}}", "", []),
        (f"{EST}, license_rights: {{value: New Release, until: 2026-03-01}}", "", []),
        (f"{OVER}, license_rights: New Release", "", []),
        (f"{EST}, license_rights: DAB", "", []),
        (EST, "bundle_discount: {excluded: true}\n", [DISCOUNT]),
        (EST, "bundle_discount: {excluded: true, because: new release}\n", [DISCOUNT]),
        (EST, "bundle_discount: {excluded: true, because: new release, until: 2026-09-01}\n", []),
        (EST, "bundle_discount: {excluded: false}\n", []),
        (EST, "", []),
    ],
)
def test_what_has_no_end(avail: str, keys: str, messages: list[str]) -> None:
    (title,), findings = read(movie(avail, keys=keys))

    assert findings == ()
    assert [remark.message for remark in check(title, Setting(NOW))] == messages


def test_the_place_is_the_right_or_the_exclusion() -> None:
    text = movie(f"{EST}, license_rights: New Release", keys="bundle_discount: {excluded: true}\n")
    (title,), _ = read(text)

    places = [remark.place for remark in check(title, Setting(NOW))]

    column = text.splitlines()[5].index("New Release") + 1
    assert [(place.line, place.column) for place in places] == [(4, 18), (6, column)]


def test_of_two_rights_only_the_one_without_an_end_is_meant() -> None:
    ends = EST.replace("HD", "UHD") + ", license_rights: {value: New Release, until: 2026-09-01}"
    (title,), _ = read(movie(ends, f"{EST}, license_rights: New Release"))

    assert [remark.place.line for remark in check(title, Setting(NOW))] == [6]
