"""What a path means."""

import pytest

from pvsync.emulator.target import DELETE_QUERY, SCOPE_QUERY, BadTarget, Target, read_target


def test_path_and_query_are_read() -> None:
    query = "territory=US&businessLine=CHANNELS&channelIdentity=a%26b"
    assert read_target("/avails/ac%20me/full-extract/A:1@x.y_z-", query, DELETE_QUERY) == Target(
        "ac me",
        "A:1@x.y_z-",
        {"territory": "US", "businessLine": "CHANNELS", "channelIdentity": "a&b"},
    )
    assert read_target("/avails/acme/full-extract/A/validate", "", ()).validate


@pytest.mark.parametrize("alid", ["", ".", "..", "a%2Fb", "ä", "a\n", "x" * 256])
def test_alid_outside_the_characters_is_refused(alid: str) -> None:
    with pytest.raises(BadTarget, match="ALID"):
        read_target(f"/avails/acme/full-extract/{alid}", "", ())


@pytest.mark.parametrize(
    ("query", "reason"), [("territory=US", "businessLine is missing"), ("a=1", "a is not known")]
)
def test_query_that_is_incomplete_or_unknown_is_refused(query: str, reason: str) -> None:
    with pytest.raises(BadTarget, match=reason):
        read_target("/avails/acme/full-extract/A", query, SCOPE_QUERY)
