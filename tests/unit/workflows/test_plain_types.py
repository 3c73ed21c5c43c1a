from typing import Annotated, Any, Literal

import pytest
from pydantic import BeforeValidator, WithJsonSchema

from pvsync.catalog import scalars
from pvsync.catalog.documents.avail import LanguageEntry, PriceLine
from pvsync.catalog.price_scalars import Price
from pvsync.workflows.plain_types import group_name, plain_type


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (scalars.AlidText, "id"),
        (Price | None, "amount and currency"),
        (scalars.FormatText, "`SD`, `HD`, `UHD`, `4K` or `Max`"),
        (list[scalars.Territory] | None, "list: territory or group"),
        (dict[str, scalars.Text], "text by name"),
        (dict[str, Any], "keys of its own"),
        (Literal["movie"], "`movie`"),
        (list[PriceLine], "list: [price line](#price-line)"),
        (Annotated[LanguageEntry, BeforeValidator(str)], "[language entry](#language-entry)"),
        (Annotated[str, WithJsonSchema({"anyOf": [{"type": "boolean"}, scalars.DATE_SCHEMA]})],
         "`true` or `false` or day"),
        (Annotated[str, WithJsonSchema({"type": "integer"})], "whole number"),
        (Annotated[str, WithJsonSchema({"type": "string"})], "text"),
        (bytes, "text"),
    ],
)  # fmt: skip
def test_a_type_in_plain_words(hint: Any, said: str) -> None:
    assert plain_type(hint) == said


def test_a_group_goes_by_its_name() -> None:
    assert group_name(PriceLine) == "price line"
