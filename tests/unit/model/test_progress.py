"""Progress that nobody watches."""

import pytest

from pvsync.model.progress import Silent


def test_silence(capfd: pytest.CaptureFixture[str]) -> None:
    progress = Silent()
    progress.begin("reading live", None)
    progress.advance(2)
    progress.end()

    assert capfd.readouterr() == ("", "")
