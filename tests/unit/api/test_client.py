"""The client as the rest of pvsync sees it: limits, counters, credentials and its end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_movie, a_transaction, an_avail
from unit.api.services import Reply, TinyServer, credentials_of, settings_of

from pvsync.api.client import AvailsClient, SmokeTest
from pvsync.api.governor import Governor
from pvsync.api.wire.lines import LINE_LITERALS
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings
from pvsync.errors import ApiError, ConnectionFailed, CredentialError
from pvsync.model.avail import Absent, Present
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted
from pvsync.model.scope import Scope

SCOPES = [Scope(f"T-{number}", "US", BusinessLine.TVOD) for number in range(100)]


def test_the_smoke_test(client: AvailsClient) -> None:
    sentence = "Title not found for ALID some-test-alid and Licensor acme"
    answer = client.smoke_test()
    assert replace(answer, at=None) == SmokeTest(404, sentence, as_documented=True)
    assert answer.at is not None
    assert (client.requests_sent, client.throttled) == (1, 0)


def test_a_smoke_test_that_is_answered_otherwise(tiny: TinyServer, emulator: Emulator) -> None:
    tiny.say(Reply(404, b'{"message": "no such licensor"}'), Reply(200, b'{"avail": {}}'))
    with AvailsClient(settings_of(tiny.url), credentials_of(emulator)) as client:
        answers = [replace(client.smoke_test(), at=None) for _ in range(2)]
    assert answers == [SmokeTest(404, "no such licensor", False), SmokeTest(200, "", False)]


def test_credentials_are_checked_before_any_request(
    tiny: TinyServer, emulator: Emulator, tmp_path: Path
) -> None:
    bad = replace(credentials_of(emulator), key=tmp_path / "gone.key")
    with pytest.raises(CredentialError, match=r"credentials\.key"):
        AvailsClient(settings_of(tiny.url), bad)
    assert tiny.heard == []


def test_both_limits_of_the_service_hold_with_threads(tmp_path: Path) -> None:
    service = EmulatorSettings(folder=tmp_path, port=0, requests_per_second=25, open_requests=3)
    with Emulator(service) as emulator:
        settings = settings_of(emulator.url, requests_per_second=25, open_requests=3, batch_size=2)
        with AvailsClient(settings, credentials_of(emulator)) as client:
            with ThreadPoolExecutor(4) as pool:
                reads = [pool.submit(lambda: list(client.read(SCOPES[:20]))) for _ in range(4)]
            assert all(reading == Absent() for read in reads for _, reading in read.result())
            counters = emulator.counters()
            # A machine that stalls lets requests arrive in a bunch; one that is refused is sent again.
            assert counters.requests == client.requests_sent == 40 + counters.throttled
            assert counters.max_per_second <= 25 + counters.throttled
            assert client.throttled == counters.throttled


def test_clients_may_share_a_governor(emulator: Emulator) -> None:
    governor = Governor(500, 5, budget=1)
    settings, credentials = settings_of(emulator.url), credentials_of(emulator)
    with AvailsClient(settings, credentials, governor) as first:
        first.smoke_test()
    with AvailsClient(settings, credentials, governor) as second:
        second.smoke_test()
        assert second.requests_sent == 2


def test_a_closed_client_sends_nothing(emulator: Emulator) -> None:
    client = AvailsClient(settings_of(emulator.url), credentials_of(emulator))
    client.close()
    with pytest.raises(ConnectionFailed, match="was closed"):
        client.smoke_test()
    assert emulator.counters().requests == 0


def test_an_abandoned_read_stops(emulator: Emulator) -> None:
    with AvailsClient(settings_of(emulator.url, batch_size=1), credentials_of(emulator)) as client:
        answers = client.read(SCOPES)
        next(answers)
    assert client.requests_sent < 50


def test_no_secret_and_no_local_path_in_any_error(
    emulator: Emulator, add_fault: Callable[..., int], tmp_path: Path
) -> None:
    said = []
    for name in ("500", "html-200", "dropped-connection", "cut-body", "certificate-refused"):
        emulator.faults.clear()
        add_fault(name)
        with (
            AvailsClient(settings_of(emulator.url, attempts=1), credentials_of(emulator)) as client,
            pytest.raises(ApiError) as caught,
        ):
            list(client.read(SCOPES[:3]))
        said.append(f"{caught.value!r} {caught.value.advice} {caught.value.path}")
    text = " ".join(said)
    assert emulator.api_key not in text
    assert str(emulator.folder.path) not in text
    assert str(tmp_path.parent) not in text


@pytest.mark.parametrize(
    ("assume", "changes"),
    [
        ({"batch-body": "object"}, {"batch_body": "object"}),
        ({"batch-path": "with-v1"}, {"batch_path": "with-v1"}),
        ({"get-wrapper": "bare"}, {}),
        ({"write-answer": "empty"}, {}),
        ({"write-answer": "echo"}, {}),
        ({"echo": "supported"}, {}),
        ({"spec-version": "required"}, {"spec_version": "1.7.3"}),
        ({"batch-size": "100"}, {"batch_size": 100}),
    ],
    ids=["batch-object", "path-with-v1", "bare", "empty", "echo", "supported", "version", "batch-100"],
)
def test_every_reading_of_an_open_question_works(
    tmp_path: Path, assume: dict[str, str], changes: dict[str, object]
) -> None:
    avails = [
        an_avail(scope=Scope(f"T-{number}", "US", BusinessLine.TVOD), title=a_movie(f"T-{number}"))
        for number in range(30)
    ]
    service = EmulatorSettings(
        folder=tmp_path, port=0, requests_per_second=1000, open_requests=100, assume=assume
    )
    with (
        Emulator(service) as emulator,
        AvailsClient(settings_of(emulator.url, **changes), credentials_of(emulator)) as client,
    ):
        accepted = client.write(avails[:1]) | client.write(avails[1:])
        assert {type(outcome).__name__ for outcome in accepted.values()} == {"Accepted"}
        found = {scope: getattr(reading, "avail", reading) for scope, reading in client.read(accepted)}
        assert found == {avail.scope: avail for avail in avails}


def test_other_literals_of_business_lines(tmp_path: Path) -> None:
    assume = {"free-business-line": "VOD", "channels-business-line": "CHANNEL"}
    literals = LINE_LITERALS | {BusinessLine.FVOD: "VOD", BusinessLine.CHANNELS: "CHANNEL"}
    free = an_avail(
        a_transaction(license="FVOD", terms={}), scope=Scope("HEATHAZE-2024", "US", BusinessLine.FVOD)
    )
    channel = an_avail(
        a_transaction(license="SVOD", channel="mgm", contract="CPH", terms={}),
        scope=Scope("HEATHAZE-2024", "US", BusinessLine.CHANNELS),
    )
    service = EmulatorSettings(folder=tmp_path, port=0, requests_per_second=1000, assume=assume)
    with (
        Emulator(service) as emulator,
        AvailsClient(settings_of(emulator.url, business_lines=literals), credentials_of(emulator)) as client,
    ):
        outcomes = client.write([free, channel])
        assert {type(outcome).__name__ for outcome in outcomes.values()} == {"Accepted"}
        assert dict(client.read(outcomes)) == {avail.scope: Present(avail) for avail in (free, channel)}
        call = DeleteCall(channel.scope, contract="CPH", channel="mgm")
        assert isinstance(client.delete([call])[call], Accepted)
        assert dict(client.read([channel.scope])) == {channel.scope: Absent()}
