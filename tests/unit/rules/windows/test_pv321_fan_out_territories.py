"""Which territories are missed beside which, and where nothing is said."""

from dataclasses import replace

import pytest
from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv321_fan_out_territories import check

SETTING = Setting(NOW)
ASKED = "which Prime Video asks for beside it"
TVOD = FVOD.replace("FVOD", "EST") + ", wsp: 6.99 USD, srp: 9.99 USD"
ALL_US = "US, AS, GU, MP, PR, UM, VI"


@pytest.mark.parametrize(
    ("avails", "messages"),
    [
        ([FVOD], [f"US is offered without AS, GU, MP, PR, UM and VI, {ASKED}"]),
        ([FVOD.replace("US", ALL_US)], []),
        ([FVOD.replace("US", "US, AS, GU, MP, UM, VI")], [f"US is offered without PR, {ASKED}"]),
        ([FVOD, FVOD.replace("US", "AS, GU, MP, PR, UM, VI")], []),
        (
            [FVOD.replace("US", "GB, DE")],
            [f"GB is offered without GG, IM and JE, {ASKED}", f"DE is offered without AT, {ASKED}"],
        ),
        ([FVOD.replace("US", ALL_US), TVOD], [f"US is offered without AS, GU, MP, PR, UM and VI, {ASKED}"]),
        (
            [FVOD.replace("US", "US, AS, GU, MP, PR, VI"), TVOD.replace("US", "US, AS, GU, MP, UM, VI", 1)],
            [f"US is offered without PR and UM, {ASKED}"],
        ),
        ([FVOD.replace("US", "AT, PR, FR")], []),
        ([FVOD.replace("2031-01-14", "2026-03-31")], []),
    ],
)
def test_words(avails: list[str], messages: list[str]) -> None:
    (title,), findings = read(movie(*avails))

    assert findings == ()
    assert [remark.message for remark in check(title, SETTING)] == messages


def test_the_first_avail_that_lacks_them_is_the_place() -> None:
    (title,), _ = read(movie(FVOD.replace("US", ALL_US), TVOD))

    (remark,) = check(title, SETTING)

    assert remark.place.line == 6


def test_a_partner_who_ignores_fan_out_hears_nothing() -> None:
    (title,), _ = read(movie(FVOD))

    assert list(check(title, replace(SETTING, asks_for_fan_out=False))) == []
