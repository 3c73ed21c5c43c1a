"""Members that every avail must have."""

import pytest
from unit.emulator.partner import a_row, an_avail, said


@pytest.mark.parametrize(
    ("avail", "finding"),
    [
        (an_avail(ALID=None), "ALID is missing"),
        (an_avail(ALID=" "), "ALID is missing"),
        (an_avail(Disposition=None), "Disposition.EntryType is not FullExtract"),
        (an_avail(Disposition={"EntryType": "Full Extract"}), "Disposition.EntryType is not FullExtract"),
        (an_avail(Licensor={}), "Licensor.DisplayName is missing"),
        (an_avail(Asset=None), "Asset is missing or is not a list of at least one"),
        (an_avail(Asset={}), "Asset is missing or is not a list of at least one"),
        (an_avail(Asset=[1]), "Asset[0] is not an object"),
        (an_avail(Transaction=None), "Transaction is missing or is not a list of at least one"),
        (an_avail(Transaction=[]), "Transaction is missing or is not a list of at least one"),
        (an_avail(Transaction=a_row()), "Transaction is missing or is not a list of at least one"),
        (an_avail(a_row(), 1), "Transaction[1] is not an object"),
        (an_avail(a_row(LicenseType=None)), "Transaction[0].LicenseType is missing"),
        (an_avail(a_row(Start=None)), "Transaction[0].Start is missing"),
        (an_avail(a_row(End=5)), "Transaction[0].End is missing"),
        (
            an_avail(a_row(Territory=None)),
            "Transaction[0].Territory is missing or is not a list of at least one",
        ),
        (an_avail(a_row(Territory=[{}])), "Transaction[0].Territory[0].country is missing"),
        (an_avail(a_row(FormatProfile={"value": ""})), "Transaction[0].FormatProfile.value is missing"),
        (an_avail(a_row(FormatProfile="HD")), "Transaction[0].FormatProfile.value is missing"),
    ],
)
def test_missing_member_is_named(avail: dict, finding: str) -> None:
    assert said(avail) == [finding]


def test_switch_spec_version() -> None:
    plain, versioned = an_avail(), an_avail(Compatibility={"SpecVersion": "1.7.3"})
    taken = {
        reading: [not said(avail, **{"spec-version": reading}) for avail in (plain, versioned)]
        for reading in ("optional", "required", "refused")
    }
    assert taken == {"optional": [True, True], "required": [False, True], "refused": [True, False]}
