"""Tokens: renewed before they expire, rotated, kept for their owner alone, and never lost between two processes."""

import fcntl
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from unit.datasets.slate_world import URI, World

from pvsync.datasets.assumed import Assumed
from pvsync.datasets.clock import Clock
from pvsync.datasets.consent import address, code_of, new_state
from pvsync.datasets.token_store import read_tokens
from pvsync.datasets.tokens import Tokens
from pvsync.errors import (
    AnswerUnreadable,
    ConnectionFailed,
    CredentialError,
    RequestRejected,
    ServiceFailed,
    UsageError,
)
from pvsync.model.secret import Secret


def refresh_of(world: World) -> str:
    return read_tokens(world.token_file).refresh.reveal()


def test_a_token_is_used_until_shortly_before_its_end(world: World) -> None:
    first = world.tokens().access()
    world.time.now += timedelta(seconds=3479)
    assert world.tokens().access() == first
    assert world.asked("/auth/o2/token") == 1
    world.time.now += timedelta(seconds=1)
    assert world.tokens().access() != first
    assert world.asked("/auth/o2/token") == 2


def test_a_short_lived_token_is_used_for_half_of_its_life(stranger: Callable[..., World]) -> None:
    world = stranger(token_life=10)
    world.sign_in()
    first = world.tokens().access()
    world.time.now += timedelta(seconds=4)
    assert world.tokens().access() == first
    world.time.now += timedelta(seconds=2)
    assert world.tokens().access() != first


def test_the_new_refresh_token_takes_the_place_of_the_old_one(world: World) -> None:
    before = refresh_of(world)
    world.time.now += timedelta(hours=2)
    world.tokens().access()
    assert refresh_of(world) != before
    world.time.now += timedelta(hours=2)
    world.tokens().access()  # the emulator refuses the old one


def test_without_a_new_one_the_old_one_stays(world: World) -> None:
    before = refresh_of(world)
    world.fault("same-refresh-token")
    world.time.now += timedelta(hours=2)
    world.tokens().access()
    assert refresh_of(world) == before


def test_a_token_that_the_service_refuses_is_renewed_whatever_its_time(world: World) -> None:
    first = world.tokens().access()
    second = world.tokens().access(refused=first)
    assert second != first
    assert world.tokens().access(refused=first) == second


def test_many_at_once_renew_it_once(world: World) -> None:
    world.time.now += timedelta(hours=2)
    # Whoever waits for the lock must really wait: a clock that moves when somebody waits would end all patience at once.
    folder = world.folder / "tokens"
    tokens = [
        Tokens(world.settings, world.client, folder, world.http(), Clock(now=world.time)) for _ in range(8)
    ]
    got: list[Secret] = []
    threads = [threading.Thread(target=lambda one=one: got.append(one.access())) for one in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(set(got)) == 1
    assert world.asked("/auth/o2/token") == 2
    assert got[0] == read_tokens(world.token_file).access


def test_a_process_that_holds_the_lock_for_ever_is_not_waited_for(world: World) -> None:
    world.time.now += timedelta(hours=2)
    with world.token_file.with_suffix(".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CredentialError, match="for ten minutes"):
            world.tokens().access()
    assert round(sum(world.time.slept)) == 600
    assert world.asked("/auth/o2/token") == 1


def test_what_is_kept_is_for_its_owner_alone(world: World) -> None:
    for path in (world.token_file, world.token_file.with_suffix(".lock")):
        assert path.stat().st_mode & 0o777 == 0o600
    assert world.token_file.parent.stat().st_mode & 0o777 == 0o700
    names = {path.name for path in world.token_file.parent.iterdir()}
    assert names == {world.token_file.name, world.token_file.with_suffix(".lock").name}


def test_nobody_has_signed_in(stranger: Callable[..., World]) -> None:
    with pytest.raises(CredentialError, match="nobody has signed in") as caught:
        stranger().tokens().access()
    assert "datasets login" in caught.value.advice


@pytest.mark.parametrize(
    "spoilt", ["", "{}", "[]", '{"format": 1}', '{"format": 1, "good_until": 7}', "\xff"]
)
def test_a_file_that_is_none_of_ours_is_said(world: World, spoilt: str) -> None:
    world.token_file.write_bytes(spoilt.encode("latin-1"))
    with pytest.raises(CredentialError, match="cannot be read"):
        world.tokens().access()


def test_a_file_of_a_later_version_is_said(world: World) -> None:
    held = json.loads(world.token_file.read_text()) | {"format": 2}
    world.token_file.write_text(json.dumps(held))
    with pytest.raises(CredentialError, match="another version"):
        world.tokens().access()


def test_a_consent_that_was_taken_back_is_said_and_nothing_is_overwritten(world: World) -> None:
    before = world.token_file.read_bytes()
    world.service.sign_in.revoke()
    world.time.now += timedelta(hours=2)
    with pytest.raises(CredentialError, match=r"was not renewed.*invalid grant") as caught:
        world.tokens().access()
    assert "datasets login" in caught.value.advice
    assert world.token_file.read_bytes() == before
    assert len(list(world.token_file.parent.iterdir())) == 2


def test_an_answer_that_is_lost_takes_the_access_with_it_and_says_what_to_do(world: World) -> None:
    """The service rotated, and nobody heard: the old token is dead, and only a person can help."""
    world.fault("lost-answer")
    world.time.now += timedelta(hours=2)
    with pytest.raises(CredentialError) as caught:
        world.tokens().access()
    assert "datasets login" in caught.value.advice
    world.sign_in()
    assert world.tokens().access()


@pytest.mark.parametrize(
    ("fault", "pauses"),
    [
        ("500", [2]),
        ("503", [2]),
        ("429", [2]),
        ("429-retry-after", [7]),
        ("dropped-connection", [2]),
        ("html-200", [2]),
    ],
)
def test_a_failure_that_passes_costs_a_pause(world: World, fault: str, pauses: list[float]) -> None:
    world.time.now += timedelta(hours=2)
    world.fault(fault, endpoint="token")
    assert world.tokens().access()
    assert world.time.slept == pauses


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("500", ServiceFailed), ("dropped-connection", ConnectionFailed), ("html-200", AnswerUnreadable)],
)
def test_a_failure_that_stays_is_said_after_a_while(world: World, fault: str, kind: type[Exception]) -> None:
    world.time.now += timedelta(hours=2)
    world.fault(fault, count=None, endpoint="token")
    with pytest.raises(kind):
        world.tokens().access()
    assert world.time.slept == [2, 4, 8, 16, 32]


def test_where_nothing_can_be_kept_nothing_is_asked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    world.time.now += timedelta(hours=2)
    monkeypatch.setattr("pvsync.datasets.private_file.tempfile.mkstemp", full)
    with pytest.raises(CredentialError, match="cannot be kept: No space"):
        world.tokens().access()
    assert world.asked("/auth/o2/token") == 1


def test_a_code_is_good_once(stranger: Callable[..., World]) -> None:
    world = stranger()
    state = new_state()
    came = world.http().location("a browser", address(world.settings, world.client.id, URI, state))
    code = code_of(came, URI, state)
    world.tokens().sign_in(code, URI)
    with pytest.raises(CredentialError, match="the code was not taken"):
        world.tokens().sign_in(code, URI)


@pytest.mark.parametrize(
    ("came", "says"),
    [
        ("http://localhost:8455/?code=c0dec0de&state={other}", "another sign-in"),
        ("http://localhost:8455/?code=c0dec0de", "another sign-in"),
        ("http://localhost:8455/?code=c0dec0de&state={state}&state={state}", "another sign-in"),
        ("https://localhost:8455/?code=c0dec0de&state={state}", "not the address"),
        ("http://elsewhere.example/?code=c0dec0de&state={state}", "not the address"),
        ("c0dec0de", "not the address"),
        ("http://[bad", "not the address"),
        ("http://localhost:8455/?error=access_denied&state={state}", "access_denied"),
        ("http://localhost:8455/?state={state}", "no code came"),
    ],
)
def test_what_a_browser_comes_back_with_is_looked_at(came: str, says: str) -> None:
    state = new_state()
    with pytest.raises(CredentialError, match=says) as caught:
        code_of(came.format(state=state.reveal(), other=new_state().reveal()), URI, state)
    assert "c0dec0de" not in f"{caught.value.message} {caught.value.advice}"


def test_without_a_scope_nobody_is_asked_to_consent(world: World) -> None:
    with pytest.raises(UsageError, match="no `scope`"):
        address(replace(world.settings, assumed=Assumed()), "client", URI, new_state())


@pytest.mark.parametrize("name", ["base_url", "token_url"])
def test_no_token_goes_to_an_address_that_it_was_not_given_for(world: World, name: str) -> None:
    before = len(world.service.app.requests)
    world.more[name] = world.emulator.datasets_url + "/elsewhere"
    with pytest.raises(CredentialError, match="nobody has signed in"):
        world.slate().accounts()
    assert len(world.service.app.requests) == before


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"access_token": 7, "refresh_token": "r"},
        {"access_token": "two words", "refresh_token": "r"},
    ],
)
def test_an_answer_without_a_token_is_said(
    world: World, answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = world.tokens()
    before = world.token_file.read_bytes()
    monkeypatch.setattr(tokens._http, "json", lambda _ask: answer)
    with pytest.raises(AnswerUnreadable, match="sent no token"):
        tokens.access(refused=tokens.access())
    assert world.token_file.read_bytes() == before


@pytest.mark.parametrize("life", [None, "3600", True, -1, 10**12])
def test_a_life_that_is_none_is_taken_for_an_hour(
    world: World, life: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = world.tokens()
    answer = {"access_token": "Atza|another", "refresh_token": "Atzr|another", "expires_in": life}
    monkeypatch.setattr(tokens._http, "json", lambda _ask: answer)
    tokens.access(refused=tokens.access())
    held = read_tokens(world.token_file)
    assert held.good_until == world.time.now + timedelta(seconds=3480)
    assert repr(held) == "Held(...)"


def test_where_nobody_is_sent_on_that_is_said(world: World) -> None:
    with pytest.raises(RequestRejected, match="unknown client or address"):
        world.http().location("a browser", f"{world.settings.authorize_url}?client_id=other")
