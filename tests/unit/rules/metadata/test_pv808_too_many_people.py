import pytest
from unit.rules.metadata.collections import LOCALIZED, SETTING, collection

from pvsync.rules.metadata.pv808_too_many_people import RULE

SAME = "    - *same\n"


@pytest.mark.parametrize(
    ("people", "messages"), [(100, []), (101, ["the collection names 101 people; Prime Video takes 100"])]
)
def test_a_hundred_are_taken(people: int, messages: list[str]) -> None:
    named = "  original_language: en-US\n  people:\n    - &same {name: Ada Example, jobs: [Director]}\n"
    title = collection((LOCALIZED, named + SAME * (people - 1) + LOCALIZED))

    remarks = list(RULE.check(title, SETTING))

    assert [remark.message for remark in remarks] == messages
    assert [remark.place for remark in remarks] == [
        title.places.title(f"metadata.people.{number}.name") for number in range(100, people)
    ]
