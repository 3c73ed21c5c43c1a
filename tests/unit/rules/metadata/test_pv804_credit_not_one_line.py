import pytest
from unit.rules.metadata.collections import SETTING, collection, said

from pvsync.rules.metadata.pv804_credit_not_one_line import RULE

LINE = "    - {text: 2026 Acme Pictures}\n"


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        ('    - {text: "Acme\\nand others"}\n', ["the credit has 2 lines; Prime Video takes one"]),
        (
            "    - {text: A, language: en-US, countries: [US, CA]}\n    - {text: B, language: EN-us, countries: [GB, CA]}\n",
            ["this is the second credit for EN-us in CA; Prime Video takes one"],
        ),
        (
            "    - {text: A}\n    - {text: B}\n    - {text: C}\n",
            ["this is the second credit for all languages in all countries; Prime Video takes one"] * 2,
        ),
        ("    - {text: A}\n    - {text: B, language: en-US}\n    - {text: C, countries: [US]}\n", []),
    ],
)
def test_one_line_for_a_language_and_country(lines: str, messages: list[str]) -> None:
    assert said(RULE, (LINE, lines)) == messages


def test_each_further_credit_is_shown_the_first_one() -> None:
    lines = "    - {text: A}\n    - {text: B}\n    - {text: C}\n"
    second, third = RULE.check(collection((LINE, lines)), SETTING)

    assert third.place.line == second.place.line + 1
    assert second.related[0].place == third.related[0].place
    assert second.related[0].place.line == second.place.line - 1
