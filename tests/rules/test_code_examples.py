"""Findings that no rule makes have pages and examples too: the bad one speaks, the good one is silent."""

from pathlib import Path

import pytest
from rules.test_examples import findings

from pvsync.diagnostics import Code
from pvsync.rules.guard import Guard
from pvsync.rules.rule import Rule
from pvsync.workflows.all_codes import all_codes

CODES = [code for code in all_codes().values() if not isinstance(code, Rule | Guard)]
WITHOUT_EXAMPLE = {
    "PV001": "a file that cannot be opened",
    "PV002": "bytes that are no text",
    "PV003": "an empty file",
    "PV008": "two hundred thousand values",
    **dict.fromkeys((f"PV{number}" for number in range(161, 171)), "what stands in a sheet"),
    **dict.fromkeys((f"PV{number}" for number in range(151, 160)), "a metadata file"),
    "PV146": "the name of a file",
    "PV145": "an error of a part beside it",
    "PV181": "a list of ids",
    "PV182": "a list of ids",
    **dict.fromkeys((f"PV{number}" for number in range(183, 188)), "what is live"),
    "PV191": "an edit that was asked for",
    "PV192": "a layout that was asked for",
    "PV901": "what is live",
    "PV902": "what is live",
    "PV905": "what is live",
    "PV906": "an earlier commit",
    "PV907": "an earlier commit",
    "PV908": "what is live",
    "PV909": "what is live",
    "PV917": "what is live",
    "PV918": "what is live",
    "PV923": "what is live",
    "PV950": "what the service says",
    "PV951": "what the service says",
}


@pytest.mark.parametrize("code", [code for code in CODES if code.bad], ids=lambda code: code.code)
def test_bad_speaks_and_good_is_silent(code: Code, tmp_path: Path) -> None:
    spoken = findings(code, code.bad, tmp_path)

    assert {finding.code for finding in spoken} == {code.code}
    assert all(finding.severity is code.severity for finding in spoken)
    assert findings(code, code.good, tmp_path) == ()


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_the_page_says_what_why_and_where_from(code: Code) -> None:
    paragraphs = code.page.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[0].endswith(".")
    assert paragraphs[-1].startswith("Source: ")
    assert bool(code.bad) == bool(code.good)


def test_only_what_no_text_can_show_is_without_an_example() -> None:
    assert {code.code for code in CODES if not code.bad} <= set(WITHOUT_EXAMPLE)
