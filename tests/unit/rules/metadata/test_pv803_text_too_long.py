import pytest
from unit.rules.metadata.collections import LOCALIZED, SETTING, collection, said

from pvsync.rules.metadata.pv803_text_too_long import RULE


@pytest.mark.parametrize(
    ("key", "most", "shown"),
    [
        ("title", 250, "250"),
        ("title_19", 19, "19"),
        ("title_60", 35, "35"),
        ("summary_190", 150, "150"),
        ("summary_400", 400, "400"),
        ("summary_4000", 4000, "4,000"),
    ],
)
def test_every_limit_holds_to_the_character(key: str, most: int, shown: str) -> None:
    block = (LOCALIZED, f"{LOCALIZED}    - language: fr-CA\n      {key}: TEXT\n")

    assert said(RULE, block, ("TEXT", "é" * most)) == []
    assert said(RULE, block, ("TEXT", "é" * (most + 1))) == [
        f"`{key}` in `fr-CA` has {most + 1:,} characters; Prime Video takes {shown}"
    ]


def test_a_credit_line_has_a_limit_too() -> None:
    assert said(RULE, ("2026 Acme Pictures", "x" * 250)) == []
    (remark,) = RULE.check(collection(("2026 Acme Pictures", "x" * 253)), SETTING)

    assert remark.message == "the credit line has 253 characters; Prime Video takes 250"
    assert remark.hint == "shorten it by 3 characters"
    hints = [
        one.hint
        for more in (1, 2)
        for one in RULE.check(collection(("2026 Acme Pictures", "x" * (250 + more))), SETTING)
    ]
    assert hints == ["shorten it by 1 character", "shorten it by 2 characters"]
    assert (remark.place.line, remark.place.column) == (12, 14)
