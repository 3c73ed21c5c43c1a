"""One row of the table of endpoints."""

from datetime import timedelta

import pytest

from pvsync.emulator.endpoint import Effects, Endpoint
from pvsync.emulator.message import Answer

ROW = Endpoint("get", "GET", "/v1/{what}/x", "Read", lambda _: Answer(200))


@pytest.mark.parametrize(
    ("path", "covered"),
    [("/v1/a%2Fx/x", True), ("/v1/a/y", False), ("/v1/a/x/", False), ("/v1/a/b/x", False)],
)
def test_raw_path_is_compared_segment_by_segment(path: str, *, covered: bool) -> None:
    assert ROW.covers(path) is covered


def test_staleness_may_be_for_one_alid_only() -> None:
    minute = timedelta(minutes=1)
    assert Effects(stale=minute).stale_for("A-1") == minute
    assert Effects(stale=minute, stale_alid="B-1").stale_for("A-1") == timedelta()


@pytest.mark.parametrize(
    ("name", "path", "open_to"),
    [
        ("get", "/v1/x", {"read", "read-write"}),
        ("batch/get", "/v1/x", {"read", "read-write"}),
        ("put", "/v1/x", {"write", "read-write"}),
        ("batch/delete", "/v1/x", {"write", "read-write"}),
        ("validate", "/v1/x", {"write", "read-write"}),
        ("dump", "/_emulator/dump", {"read", "write", "read-write"}),
    ],
)
def test_a_key_reads_and_writes_as_far_as_it_may(name: str, path: str, open_to: set[str]) -> None:
    endpoint = Endpoint(name, "GET", path, "", lambda _: Answer(200))
    assert {access for access in ("read", "write", "read-write") if endpoint.open_to(access)} == open_to
