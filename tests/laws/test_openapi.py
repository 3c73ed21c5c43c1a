"""The emulator keeps to its own description, whatever it is asked: schemathesis makes the requests and judges the answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from unit.emulator.partner import Partner, copy_identity, make_identity

from pvsync.emulator.openapi import describe
from pvsync.emulator.routes.table import ENDPOINTS
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings
from pvsync.emulator.switches import settle

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_EXAMPLES = 4
OPERATIONS = [(endpoint.method, endpoint.path) for endpoint in ENDPOINTS]


@pytest.fixture(scope="module")
def partner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partner]:
    """An emulator that lets everything through, and somebody to ask it."""
    made = tmp_path_factory.mktemp("made")
    make_identity(made)
    folder: Path = tmp_path_factory.mktemp("state") / "emulator"
    copy_identity(made, folder)
    limits = {"requests_per_second": 10_000, "open_requests": 100}
    with Emulator(EmulatorSettings(folder=folder, port=0, **limits)) as emulator:
        yield Partner(emulator)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda value: value)
def test_every_answer_is_one_that_is_described(
    partner: Partner, method: str, path: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(describe(ENDPOINTS, settle({})))
    cases = schema[path][method].as_strategy(generation_mode=mode)

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(cases)
        folder = partner.emulator.folder
        case.call_and_validate(
            base_url=partner.emulator.url,
            session=partner.session,
            headers={"x-api-key": partner.emulator.api_key},
            verify=str(folder.authority),
            cert=(str(folder.client), str(folder.client_key)),
            checks=CHECKS,
        )

    ask()
