"""A validate gives the findings that a PUT would give."""

from unit.emulator.partner import Partner, a_row, an_avail


def test_findings_of_one_avail_come_together_and_as_in_a_put(partner: Partner) -> None:
    wrong = an_avail(a_row(End="2025-01-01", FormatProfile=None), Licensor=None)
    answer = partner.validate(wrong)
    assert answer.status_code == 400
    assert answer.json() == partner.put(wrong).json()
    assert answer.json()["message"] == (
        "Licensor.DisplayName is missing; Transaction[0].FormatProfile.value is missing; "
        "Transaction[0].End 2025-01-01 is not after its Start 2026-01-15T05:00:00Z"
    )
