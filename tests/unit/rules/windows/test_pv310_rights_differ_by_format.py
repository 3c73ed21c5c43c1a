"""New releases of one format and of several."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv310_rights_differ_by_format import check

NEW = f"{EST}, license_rights: New Release"
UHD = EST.replace("HD", "UHD")
SVOD = EST.replace("EST", "SVOD")


@pytest.mark.parametrize(
    ("avails", "spoken"),
    [
        ((NEW, UHD), 1),
        ((UHD, NEW), 1),
        ((NEW, f"{UHD}, license_rights: DAB"), 1),
        ((NEW, UHD, EST.replace("HD", "SD")), 2),
        ((NEW, f"{UHD}, license_rights: new release"), 0),
        ((NEW, UHD.replace("US", "CA")), 0),
        ((NEW, UHD.replace("EST", "VOD")), 0),
        ((NEW, UHD.replace("2026-01-15", "2031-01-15").replace("2031-01-14", "2031-12-31")), 0),
        ((f"{EST}, license_rights: DAB", UHD), 0),
        ((NEW, EST), 0),
        (
            (
                SVOD + ", channel: one, license_rights: New Release",
                SVOD.replace("HD", "UHD") + ", channel: two",
            ),
            0,
        ),
        (
            (
                SVOD + ", channel: one, license_rights: New Release",
                SVOD.replace("HD", "UHD") + ", channel: one",
            ),
            1,
        ),
    ],
)
def test_formats_of_one_territory_licence_and_time(avails: tuple[str, ...], spoken: int) -> None:
    (title,), findings = read(movie(*avails))

    assert findings == ()
    assert len(list(check(title, Setting(NOW)))) == spoken


def test_words() -> None:
    (title,), _ = read(movie(NEW, UHD))

    (remark,) = check(title, Setting(NOW))

    assert remark.message == "EST in US is a new release in HD and not in UHD, and counts as one in both"
    assert (remark.place.line, remark.related[0].place.line) == (6, 5)
