"""Which languages are local, and which subscriptions are judged."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv343_no_local_language import check

CPH = f"{EST.replace('EST', 'SVOD')}, channel: prime, contract: CPH, category: sub"
JAPAN = CPH.replace("US", "JP")
ASKED = "where `CPH` asks for a local one"


@pytest.mark.parametrize(
    ("avail", "messages"),
    [
        (f"{JAPAN}, languages: {{asset: [ja]}}", []),
        (f"{JAPAN}, languages: {{asset: [jpn]}}", []),
        (f"{CPH.replace('US', 'NO')}, languages: {{asset: ['no']}}", []),
        (f"{CPH.replace('US', 'NO')}, languages: {{asset: [nb]}}", []),
        (f"{CPH.replace('US', 'TW')}, languages: {{asset: [cmn-Hant]}}", []),
        (f"{CPH.replace('US', 'AQ')}, languages: {{asset: [en]}}", []),
        (f"{JAPAN}, languages: {{asset: [x-ours]}}", [f"none of x-ours is the language of JP, {ASKED}"]),
        (f"{JAPAN}, languages: {{asset: [en, JA-jp]}}", []),
        (f"{JAPAN}, languages: {{asset: [en-JP]}}", []),
        (
            f"{JAPAN}, languages: {{asset: [en-US, en-US, fr]}}",
            [f"none of en-US, fr is the language of JP, {ASKED}"],
        ),
        (f"{CPH.replace('US', 'CH')}, languages: {{asset: [fr-CH]}}", []),
        (f"{JAPAN.replace('2031-01-14', '2026-03-14')}, languages: {{asset: [en]}}", []),
        (f"{JAPAN}, languages: {{holdback: [en]}}", []),
        (JAPAN, []),
        (f"{JAPAN.replace('CPH', 'FIXED_FEE')}, languages: {{asset: [en]}}", []),
    ],
)
def test_words(avail: str, messages: list[str]) -> None:
    (title,), findings = read(movie(avail))

    assert findings == ()
    assert [remark.message for remark in check(title, Setting(NOW))] == messages
