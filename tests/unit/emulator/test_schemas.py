"""The bodies that travel, as JSON Schema."""

import jsonschema
import pytest
from unit.emulator.partner import a_row, an_avail, said

from pvsync.emulator.schemas import schemas
from pvsync.emulator.switches import settle

AVAIL = schemas(settle({}))["AvailData"]


@pytest.mark.parametrize(
    "avail",
    [
        an_avail(),
        an_avail(Extra=1),
        *(an_avail(**{name: None}) for name in an_avail()),
        *(an_avail(a_row(**{name: None})) for name in a_row()),
        an_avail(a_row(LicenseType="AVOD")),
        an_avail(a_row(Territory=[])),
    ],
)
def test_schema_of_an_avail_asks_for_what_the_checks_ask_for(avail: dict) -> None:
    assert jsonschema.Draft202012Validator(AVAIL).is_valid(avail) == (not said(avail))
