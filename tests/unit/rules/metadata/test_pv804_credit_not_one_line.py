import pytest
from unit.rules.metadata.collections import said

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
