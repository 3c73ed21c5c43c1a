"""The built-in environments have the documented numbers."""

from datetime import timedelta

import pytest

from pvsync.config.document import EnvironmentKeys
from pvsync.config.environment import EMULATOR_FOLDER, environments, is_built_in


@pytest.mark.parametrize(
    ("name", "url", "alias", "rate", "open_requests", "propagation"),
    [
        ("local", "https://127.0.0.1:8443", "acme", 10, 5, timedelta(seconds=36)),
        (
            "sandbox",
            "https://sandbox.partnerapi.primevideo.com",
            "api_sandbox_acme",
            4,
            2,
            timedelta(hours=24),
        ),
        ("production", "https://partnerapi.primevideo.com", "acme", 10, 5, timedelta(hours=24)),
    ],
)
def test_addresses_and_limits(
    name: str, url: str, alias: str, rate: float, open_requests: int, propagation: timedelta
) -> None:
    found = environments("acme", {})[name]

    assert (found.name, found.url, found.alias, found.rate, found.open) == (
        name,
        url,
        alias,
        rate,
        open_requests,
    )
    assert found.propagation == propagation
    assert (found.batch, found.batch_body, found.batch_path, found.batch_same_alid) == (
        25,
        "array",
        "without-v1",
        True,
    )
    assert found.spec_version is None
    assert is_built_in(name)


def test_only_the_emulator_brings_its_credentials() -> None:
    found = environments("acme", {})
    assert (found["sandbox"].credentials, found["production"].credentials) == (None, None)
    local = found["local"].credentials
    assert local is not None
    for reference in (local.key, local.cert, local.ca, local.api_key):
        assert reference is not None
        assert reference.startswith(f"file:{EMULATOR_FOLDER}/")


def test_what_is_written_replaces_one_value_and_keeps_the_others() -> None:
    found = environments(
        "acme", {"sandbox": EnvironmentKeys(rate="2"), "own": EnvironmentKeys(url="https://x")}
    )

    assert (found["sandbox"].rate, found["sandbox"].open, found["sandbox"].alias) == (
        2,
        2,
        "api_sandbox_acme",
    )
    assert (found["own"].url, found["own"].alias) == ("https://x", "acme")
    assert not is_built_in("own")
    assert list(found) == ["local", "sandbox", "production", "own"]
