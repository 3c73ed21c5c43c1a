"""The documents describe themselves: what the reference page and the published schema are made of."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError

from pvsync.catalog.documents import KINDS
from pvsync.catalog.documents.avail import KEYS_BY_NAME, NAMES_BY_KEY, AvailEntry
from pvsync.catalog.documents.base import Keys


def models(parent: type[BaseModel] = Keys) -> Iterator[type[BaseModel]]:
    for model in parent.__subclasses__():
        if model.__module__.startswith("pvsync.catalog"):
            yield model
            yield from models(model)


@pytest.mark.parametrize("model", list(dict.fromkeys(models())), ids=lambda model: model.__name__)
def test_every_key_says_what_it_is(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name


def test_an_example_of_a_key_is_a_value_that_it_takes() -> None:
    tried = 0
    for name, field in AvailEntry.model_fields.items():
        for example in field.examples or []:
            tried += 1
            entry = AvailEntry.model_validate({field.alias or name: example})
            assert getattr(entry, name) is not None
    assert tried > 20


def test_keys_are_strict_and_do_not_change_after_reading() -> None:
    for wrong in ({"licence": "EST"}, {"except_": ["US"]}, {"KEY": "x"}):
        with pytest.raises(ValidationError):
            AvailEntry.model_validate(wrong)
    with pytest.raises(ValidationError):
        AvailEntry.model_validate({"key": "x"}).key = "y"  # type: ignore[misc]


def test_attributes_and_keys_are_one_to_one() -> None:
    assert KEYS_BY_NAME["except"] == "except_"
    assert {NAMES_BY_KEY[name] for name in AvailEntry.model_fields} == set(KEYS_BY_NAME)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schema_of_every_kind_can_be_written(kind: str) -> None:
    schema = KINDS[kind].model_json_schema()

    assert schema["additionalProperties"] is False
    assert schema["properties"]["kind"]["const"] == kind
