"""Verdicts: yes, no, or not said."""

from collections.abc import Callable

import pytest
from builders import a_movie, an_avail
from unit.api.services import Reply, TinyServer, credentials_of, settings_of

from pvsync.api.client import AvailsClient
from pvsync.emulator.server import Emulator
from pvsync.errors import ApiError
from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Rejected, Unknown
from pvsync.model.scope import Scope

SMOKE = Reply(404, b'{"message": "Title not found for ALID some-test-alid and Licensor acme"}')


def avail(number: int, territory: str = "US") -> Avail:
    alid = f"T-{number:03}"
    return an_avail(scope=Scope(alid, territory, BusinessLine.TVOD), title=a_movie(alid))


AVAILS = [avail(number) for number in range(60)]


def test_each_is_judged_in_batches_and_taken_only_so_far_ahead(
    client: AvailsClient, emulator: Emulator
) -> None:
    taken: list[Avail] = []

    def source() -> list[Avail]:
        taken.extend(AVAILS)
        return AVAILS

    found = list(client.judge(one for one in source()))
    assert [one for one, _ in found] == AVAILS
    assert all(isinstance(verdict, Accepted) for _, verdict in found)
    assert emulator.counters().by_endpoint == {"get": 1, "batch/validate": 3}
    assert emulator.dump() == []


def test_nothing_to_judge(client: AvailsClient) -> None:
    assert list(client.judge([])) == []


def test_what_a_batch_leaves_open_is_asked_once_more_by_itself(
    client: AvailsClient, emulator: Emulator, add_fault: Callable[..., int]
) -> None:
    add_fault("failed-items", endpoint="batch/validate", items=2)
    assert all(isinstance(verdict, Accepted) for _, verdict in client.judge(AVAILS[:5]))
    assert emulator.counters().by_endpoint["validate"] == 2


def test_a_service_that_is_down_is_one_error(emulator: Emulator, add_fault: Callable[..., int]) -> None:
    with AvailsClient(settings_of(emulator.url, attempts=1), credentials_of(emulator)) as client:
        client.smoke_test()
        add_fault("500")
        with pytest.raises(ApiError, match="500"):
            list(client.judge(AVAILS))


def test_scopes_of_one_alid_may_not_share_a_batch(emulator: Emulator) -> None:
    places = [avail(number, territory) for number in range(20) for territory in ("US", "CA", "GB")]
    settings = settings_of(emulator.url, batch_same_alid=False, batch_size=10)
    with AvailsClient(settings, credentials_of(emulator)) as client:
        found = list(client.judge(places))
    assert sorted(one.scope for one, _ in found) == sorted(one.scope for one in places)
    assert emulator.counters().by_endpoint == {"get": 1, "batch/validate": 6}


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, Accepted), (400, Rejected), (409, Rejected), (422, Rejected), (404, Unknown), (413, Unknown)],
)
def test_only_some_refusals_judge_what_was_sent(
    tiny: TinyServer, emulator: Emulator, status: int, expected: type
) -> None:
    tiny.say(SMOKE, *[Reply(status, b'{"message": "these are the words"}')] * 3, SMOKE)
    with AvailsClient(settings_of(tiny.url), credentials_of(emulator)) as client:
        if expected is Unknown:
            tiny.say(SMOKE, Reply(status, b'{"message": "these are the words"}'), SMOKE)
        ((_, verdict),) = client.judge(AVAILS[:1])
    assert isinstance(verdict, expected)
    assert "these are the words" in str(verdict)
