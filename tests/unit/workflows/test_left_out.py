"""What `--no-removals` leaves out: what customers lose, and nothing that only the partner sees."""

from builders import NOW, a_window
from guarded import changed, row

from pvsync.workflows.left_out import _removal

SOON = a_window(5, 30)


def test_another_contract_takes_nothing_away_and_another_channel_does() -> None:
    live = [row(), row(license="SVOD", window=SOON, contract="CPH", channel="one")]
    git = [row(), row(license="SVOD", window=SOON, contract="FIXED_FEE", channel="one")]
    assert _removal(changed(0, live, git), NOW) == ""
    git = [row(), row(license="SVOD", window=SOON, contract="CPH", channel="two")]
    assert "lose a line" in _removal(changed(0, live, git), NOW)
