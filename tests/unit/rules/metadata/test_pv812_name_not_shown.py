import pytest
from unit.rules.metadata.collections import LOCALIZED, said

from pvsync.rules.metadata.pv812_name_not_shown import RULE


@pytest.mark.parametrize(
    ("name", "original", "messages"),
    [
        ("Ada", "en", []),
        ("Ada", "fr", ["the name `Ada` is in `fr`, which has no block: it is not shown"]),
        ("Ada", "", ["the name `Ada` has no language, and the collection no `original_language`"]),
        ("[{text: Ada, language: en-GB}, {text: Ida, language: de-DE}]", "fr",
         ["the name `Ida` is in `de-DE`, which has no block: it is not shown"]),
    ],
)  # fmt: skip
def test_a_name_is_shown_in_a_language_with_a_block(name: str, original: str, messages: list[str]) -> None:
    language = f"  original_language: {original}\n" if original else ""
    people = f"  people:\n    - name: {name}\n      jobs: [Director]\n"

    assert said(RULE, (LOCALIZED, language + people + LOCALIZED)) == messages
