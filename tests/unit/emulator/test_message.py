"""Requests and answers."""

import pytest

from pvsync.emulator.message import Answer, Request, problem


@pytest.mark.parametrize(
    ("declared", "is_json"),
    [
        ("application/json", True),
        ("Application/JSON ; charset=utf-8", True),
        ("application/jsonp", False),
        ("", False),
    ],
)
def test_body_is_json_where_it_is_declared_so(declared: str, *, is_json: bool) -> None:
    assert Request("PUT", "/", "", {"content-type": declared}).is_json is is_json


def test_problem_is_a_message() -> None:
    assert problem(400, 'say "no"') == Answer(400, b'{"message": "say \\"no\\""}')
