"""The table of endpoints."""

from collections import Counter

from pvsync.emulator.faults import ENDPOINTS as NAMES
from pvsync.emulator.routes.table import ENDPOINTS, find


def test_names_and_places_are_unique() -> None:
    assert max(Counter(endpoint.name for endpoint in ENDPOINTS).values()) == 1
    assert max(Counter((endpoint.method, endpoint.path) for endpoint in ENDPOINTS).values()) == 1


def test_every_endpoint_that_a_fault_can_strike_exists() -> None:
    assert {endpoint.name for endpoint in ENDPOINTS if endpoint.path.startswith("/v1/")} == set(NAMES)


def test_raw_paths_are_routed_before_they_are_decoded() -> None:
    endpoint, methods = find("GET", "/v1/avails/acme/full-extract/a%2Fvalidate")
    assert endpoint is not None
    assert endpoint.name == "get"
    assert methods == ("GET", "PUT", "DELETE")
    assert find("POST", "/v1/avails/acme/full-extract/a") == (None, ("GET", "PUT", "DELETE"))
    assert find("GET", "/v1/avails/acme/full-extract/a/b") == (None, ())
