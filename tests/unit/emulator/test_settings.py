"""How an emulator is set up unless told otherwise."""

from pathlib import Path

from pvsync.emulator.settings import EmulatorSettings


def test_limits_are_those_of_the_production_sample_and_time_is_aware() -> None:
    settings = EmulatorSettings(folder=Path("state"))
    assert (settings.host, settings.port) == ("127.0.0.1", 8443)
    assert (settings.requests_per_second, settings.open_requests) == (10, 5)
    assert settings.clock().tzinfo is not None
    settings.log("dropped")
