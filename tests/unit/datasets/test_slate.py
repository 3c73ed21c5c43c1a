"""The endpoints against the emulated service: paths, pages, time ranges, tokens, faults that pass and faults that stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from unit.datasets.slate_world import BUSINESS, NOW, World, a_zip

from pvsync.datasets.assumed import Assumed, Members
from pvsync.datasets.slate import Named
from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    CertificateRefused,
    ConnectionFailed,
    CredentialError,
    RequestRejected,
    ServiceFailed,
    Throttled,
    TimedOut,
    UsageError,
)


def names(world: World, start: datetime, end: datetime) -> list[str]:
    return [listed.name for listed in world.slate().files(BUSINESS, "playback", start, end)]


def test_everything_from_accounts_to_datasets(world: World) -> None:
    slate = world.slate()
    assert slate.accounts() == (Named("1001", "Emulated account"),)
    assert slate.groups("1001") == (Named("channels", "Channels"),)
    assert slate.businesses("1001", "channels") == (Named("2001", "Emulated studio"),)
    assert [one.id for one in slate.datasets(BUSINESS)] == ["subscription", "playback", "catalog"]


def test_ids_are_quoted_in_paths(world: World) -> None:
    with pytest.raises(RequestRejected):
        world.slate().groups("../accounts?x=1")
    assert world.asked("/accounts/..%2Faccounts%3Fx%3D1") == 1


@pytest.mark.parametrize("page", [1, 2, 3, 7, 1000])
def test_files_come_page_by_page(world: World, page: int) -> None:
    published = [f"f{number}.zip" for number in range(7)]
    for number, name in enumerate(published):
        world.publish(name, a_zip(10), NOW - timedelta(hours=number))
    world.more["page"] = page
    assert sorted(names(world, NOW - timedelta(days=1), NOW)) == published
    assert world.asked("/datasets/playback") == max(1, -(-7 // page))


def test_a_time_range_counts_whole_seconds_in_utc(world: World) -> None:
    world.time.now += timedelta(hours=1)
    for second in range(4):
        world.publish(f"f{second}.zip", a_zip(10), NOW + timedelta(seconds=second))
    zone = NOW.astimezone().tzinfo
    start = (NOW + timedelta(seconds=1, milliseconds=900)).astimezone(zone)
    end = (NOW + timedelta(seconds=2, milliseconds=1)).astimezone(zone)
    assert sorted(names(world, start, end)) == ["f1.zip", "f2.zip", "f3.zip"]


def test_an_address_is_never_shown(world: World) -> None:
    world.publish("a.zip", a_zip(10))
    (listed,) = world.slate().files(BUSINESS, "playback", NOW - timedelta(days=1), NOW)
    assert listed.link is not None
    assert "Signature" in listed.link.reveal()
    assert repr(listed) == "Listed('a.zip')"
    assert "Signature" not in f"{listed} {listed.link} {listed.link!r}"


def test_a_token_that_ended_early_is_renewed_once(world: World) -> None:
    world.fault("401")
    assert world.slate().accounts()
    assert world.asked("/auth/o2/token") == 2
    assert world.time.slept == []


def test_a_service_that_takes_no_token_is_said(world: World) -> None:
    world.fault("401", count=None)
    with pytest.raises(CredentialError, match=r"401.*with a new token as well") as caught:
        world.slate().accounts()
    assert "Reporting" in caught.value.advice
    assert world.asked("/auth/o2/token") == 2


@pytest.mark.parametrize("endpoint", ["lists", "files"])
@pytest.mark.parametrize(
    ("fault", "pauses"),
    [
        ("500", [2, 4]),
        ("502", [2, 4]),
        ("503", [2, 4]),
        ("429", [2, 4]),
        ("429-retry-after", [7, 7]),
        ("html-200", [2, 4]),
        ("dropped-connection", [2, 4]),
    ],
)
def test_a_fault_that_passes_costs_pauses(
    world: World, endpoint: str, fault: str, pauses: list[float]
) -> None:
    world.publish("a.zip", a_zip(10))
    world.fault(fault, count=2, endpoint=endpoint)
    if endpoint == "lists":
        assert world.slate().accounts()
    else:
        assert names(world, NOW - timedelta(days=1), NOW) == ["a.zip"]
    assert world.time.slept == pauses


@pytest.mark.parametrize(
    ("fault", "kind", "says"),
    [
        ("500", ServiceFailed, r'failed \(500\): "Internal Server Error"'),
        ("403", RequestRejected, r'refused the request \(403\): "Forbidden"'),
        ("429", Throttled, "slow down"),
        ("429-retry-after", Throttled, "slow down"),
        ("html-200", AnswerUnreadable, "not JSON"),
        ("dropped-connection", ConnectionFailed, "dropped"),
        ("foreign-next", AnswerUnreadable, "another address"),
        ("other-path-next", AnswerUnreadable, "another address"),
        ("circular-next", AnswerUnreadable, "circle"),
        ("lost-entry", AnswerUnreadable, "by its own count"),
    ],
)
def test_a_fault_that_stays_is_one_error_with_advice(
    world: World, fault: str, kind: type[ApiError], says: str
) -> None:
    world.fault(fault, count=None, endpoint="lists")
    with pytest.raises(kind, match=says) as caught:
        world.slate().accounts()
    assert caught.value.advice
    assert sum(world.time.slept) <= 900


def test_a_service_that_asks_for_too_long_a_pause_is_not_waited_for(world: World) -> None:
    world.more["budget"] = 6.0
    world.fault("429-retry-after", count=None)
    with pytest.raises(Throttled):
        world.slate().accounts()
    assert world.time.slept == []


def test_an_answer_without_end_is_cut_off(world: World) -> None:
    world.more["largest_answer"] = 50
    with pytest.raises(AnswerUnreadable, match="longer than any"):
        world.slate().accounts()


def test_names_of_members_are_settings(world: World) -> None:
    world.publish("a.zip", a_zip(10))
    world.more["assumed"] = Assumed(scope="emulated", members=Members(file_url="url"))
    (listed,) = world.slate().files(BUSINESS, "playback", NOW - timedelta(days=1), NOW)
    assert listed.link is None
    world.more["assumed"] = Assumed(scope="emulated", members=Members(file_name="title"))
    with pytest.raises(AnswerUnreadable, match="no `title`") as caught:
        names(world, NOW - timedelta(days=1), NOW)
    assert "assumption" in caught.value.advice


def test_the_time_of_a_file_is_an_instant(world: World) -> None:
    world.publish("a.zip", a_zip(10))
    (listed,) = world.slate().files(BUSINESS, "playback", NOW - timedelta(days=1), NOW)
    assert listed.published == NOW
    assert listed.published.tzinfo is UTC
    world.more["assumed"] = Assumed(scope="emulated", members=Members(file_time="downloadUrl"))
    (listed,) = world.slate().files(BUSINESS, "playback", NOW - timedelta(days=1), NOW)
    assert listed.published is None


def test_a_stranger_s_certificate_is_refused(world: World) -> None:
    world.more["ca"] = None
    with pytest.raises(CertificateRefused, match="not to be trusted"):
        world.slate().accounts()


def test_nothing_around_switches_verification_off(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.more["ca"] = None
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(world.emulator.folder.authority))
    with pytest.raises(CertificateRefused):
        world.slate().accounts()


@pytest.mark.parametrize("name", ["base_url", "token_url", "authorize_url"])
@pytest.mark.parametrize(
    "url", ["http://slate.example", "https://", "https://user@slate.example", "https://[bad"]
)
def test_a_token_never_leaves_in_the_clear(stranger: Callable[..., World], name: str, url: str) -> None:
    with pytest.raises(UsageError, match=name):
        replace(stranger().settings, **{name: url})


def test_a_service_that_is_not_there_is_said(world: World) -> None:
    slate = world.slate()
    world.emulator.stop()
    with pytest.raises(ConnectionFailed, match="no connection to the Datasets API could be opened"):
        slate.accounts()
    assert len(world.time.slept) == 5


def test_an_answer_that_drips_is_not_waited_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(0, 10**6, 100))
    monkeypatch.setattr(type(world.time), "seconds", lambda _self: float(next(seconds)))
    world.more["attempts"] = 1
    with pytest.raises(TimedOut, match="did not answer in time"):
        world.slate().accounts()


def test_a_token_that_fails_in_another_way_the_second_time_is_said_so(world: World) -> None:
    world.fault("401")
    world.service.faults.add("403", None, "lists")
    slate, real, calls = world.slate(), world.service.faults.draw, [0]

    def first_401_then_403(endpoint: str, *names: str) -> str | None:
        calls[0] += "403" in names and endpoint == "lists"
        return None if "403" in names and calls[0] == 1 else real(endpoint, *names)

    world.service.faults.draw = first_401_then_403  # type: ignore[method-assign]
    with pytest.raises(RequestRejected, match="403"):
        slate.accounts()
    assert world.asked("/auth/o2/token") == 2


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"name": "a.zip", "downloadUrl": 7}, "`downloadUrl` of a file is not a text"),
        ({"name": "", "downloadUrl": "https://x.example/"}, "has no `name`"),
        ({"name": "a\nb", "downloadUrl": "https://x.example/"}, "has no `name`"),
        ({"name": True}, "has no `name`"),
    ],
)
def test_a_file_of_another_form_is_said(
    world: World, item: object, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slate = world.slate()
    monkeypatch.setattr(slate, "_ask", lambda _url: {"total": 1, "next": None, "data": [item]})
    with pytest.raises(AnswerUnreadable, match=says):
        list(slate.files(BUSINESS, "playback", NOW, NOW))


def test_ids_may_be_numbers_and_times_may_have_no_zone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    slate = world.slate()
    page = {"total": 1, "next": None, "data": [{"id": 12, "name": 13, "modifiedDate": "2026-06-01T12:00:00"}]}
    monkeypatch.setattr(slate, "_ask", lambda _url: page)
    assert slate.accounts() == (Named("12", "13"),)
    (listed,) = slate.files(BUSINESS, "playback", NOW, NOW)
    assert (listed.name, listed.published, listed.link) == ("13", NOW, None)
    page["data"] = [{"name": "a", "modifiedDate": 17}]
    (listed,) = slate.files(BUSINESS, "playback", NOW, NOW)
    assert listed.published is None
