"""What an environment may say of itself."""

import pytest

from pvsync.api.settings import ApiSettings
from pvsync.errors import UsageError
from pvsync.model.licence import BusinessLine


def settings(url: str = "https://partnerapi.primevideo.com", **changes: object) -> ApiSettings:
    given: dict[str, object] = {"licensor": "acme", "requests_per_second": 10, "open_requests": 5}
    return ApiSettings(url=url, **(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["https://h", "https://h/", "https://h:8443", "https://[::1]:8443"])
def test_plain_https_is_taken(url: str) -> None:
    assert settings(url).origin == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "h",
        "http://h",
        "ftp://h",
        "https://",
        "https://h/v1",
        "https://h?x=1",
        "https://h#x",
        "https://user:canary@h",
        "https://h:port",
        "https://h:0",
        "https://[::1",
    ],
)
def test_anything_else_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError, match="not of the form `https://host`") as caught:
        settings(url)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("name", ["requests_per_second", "open_requests", "batch_size", "attempts"])
def test_a_limit_is_above_zero(name: str) -> None:
    with pytest.raises(UsageError, match="above zero"):
        settings(**{name: 0})


@pytest.mark.parametrize("licensor", ["", ".", ".."])
def test_a_licensor_is_needed(licensor: str) -> None:
    with pytest.raises(UsageError, match="licensor"):
        settings(licensor=licensor)


def test_open_questions_are_read_as_assumed() -> None:
    given = settings()
    assert (given.batch_size, given.batch_body, given.batch_path) == (25, "array", "without-v1")
    assert (given.delete_qualifiers, given.spec_version) == ("contract-or-channel", None)


def test_every_business_line_has_a_name() -> None:
    lines = settings().business_lines
    assert {str(line) for line in lines} == set(lines.values())
    with pytest.raises(UsageError, match="business line"):
        settings(business_lines={BusinessLine.TVOD: "TVOD"})
