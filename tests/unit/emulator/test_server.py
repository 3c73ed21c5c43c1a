"""Starting, stopping, and what can be asked from outside."""

import _thread
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Timer

import pytest
import requests
from unit.emulator.partner import Partner, an_avail, copy_identity

from pvsync.emulator.faults import Fault
from pvsync.emulator.running import listen
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings
from pvsync.errors import EmulatorError


@pytest.fixture
def settings(identity: Path, tmp_path: Path) -> EmulatorSettings:
    copy_identity(identity, tmp_path / "state")
    return EmulatorSettings(folder=tmp_path / "state", port=0)


def test_what_is_held_survives_a_restart(settings: EmulatorSettings) -> None:
    for held in ([], [an_avail()]):
        with Emulator(settings) as emulator:
            assert [entry["avail"] for entry in emulator.dump()] == held
            partner = Partner(emulator)
            assert partner.put(an_avail()).status_code == 200
            partner.session.close()


def test_stopped_emulator_can_be_started_again_and_keeps_its_counters(start: Callable[..., Partner]) -> None:
    partner = start()
    partner.get()
    partner.emulator.stop()
    partner.emulator.stop()
    assert partner.emulator.port == 0
    with pytest.raises(requests.ConnectionError):
        partner.get()
    partner.emulator.start()
    partner.get()
    assert partner.emulator.counters().requests == 2
    with pytest.raises(EmulatorError, match="running already"):
        partner.emulator.start()


def test_faults_of_the_settings_are_in_force_from_the_start(start: Callable[..., Partner]) -> None:
    partner = start(faults=(Fault(name="500", count=1),))
    assert [partner.get().status_code for _ in range(2)] == [500, 404]


def test_port_that_is_taken_is_refused(settings: EmulatorSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        emulator = Emulator(EmulatorSettings(folder=settings.folder, port=port))
        with pytest.raises(EmulatorError, match=f"cannot listen on 127.0.0.1 port {port}"):
            emulator.start()
        emulator.close()


def test_clock_without_a_zone_is_refused(settings: EmulatorSettings) -> None:
    naive = EmulatorSettings(folder=settings.folder, clock=lambda: datetime(2026, 3, 1))  # noqa: DTZ001
    with pytest.raises(EmulatorError, match="without a zone"):
        Emulator(naive)


def test_url_of_an_ipv6_address(settings: EmulatorSettings) -> None:
    emulator = Emulator(EmulatorSettings(folder=settings.folder, host="::1", port=8443))
    assert emulator.url == "https://[::1]:8443"
    emulator.wait()


def test_server_that_dies_before_it_listens_is_an_error(
    settings: EmulatorSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator = Emulator(settings)
    monkeypatch.setattr("pvsync.emulator.running._Server.run", lambda *_: None)
    with pytest.raises(EmulatorError, match="before it listened"):
        emulator.start()
    emulator.close()


def test_ctrl_c_ends_it_and_lets_go_of_everything(
    settings: EmulatorSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator = Emulator(settings)
    listening = threading.Event()
    start = emulator.start

    def started() -> None:
        start()
        listening.set()

    def interrupt() -> None:
        listening.wait()
        _thread.interrupt_main()

    monkeypatch.setattr(emulator, "start", started)
    threading.Thread(target=interrupt, daemon=True).start()
    emulator.serve_forever()
    assert emulator.port == 0


def test_wait_ends_when_it_is_stopped_elsewhere(settings: EmulatorSettings) -> None:
    emulator = Emulator(settings)
    emulator.start()
    Timer(0.05, emulator.stop).start()
    emulator.wait()
    assert emulator.port == 0


def test_small_packets_are_not_held_back() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP
