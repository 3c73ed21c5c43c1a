"""The plan file as people and other tools meet it; its laws are with the other laws."""

import json

from jsonschema import Draft202012Validator
from unit.plan.plans import a_plan

from pvsync.plan.file import freeze, plan_schema, write_plan


def test_the_schema_is_a_schema_and_refuses_what_it_does_not_name() -> None:
    Draft202012Validator.check_schema(plan_schema())
    document = json.loads(write_plan(freeze(a_plan())))

    assert Draft202012Validator(plan_schema()).is_valid(document)
    assert not Draft202012Validator(plan_schema()).is_valid({**document, "more": 1})
    assert not Draft202012Validator(plan_schema()).is_valid({**document, "as_of": "today"})


def test_the_file_is_readable_text_with_a_line_for_each_member() -> None:
    text = write_plan(freeze(a_plan(licensor="Übersee"))).decode()

    assert text.startswith('{\n "format_version": "1",\n "plan_id": "')
    assert text.endswith("}\n")
    assert '"licensor": "Übersee"' in text
