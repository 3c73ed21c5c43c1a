from textwrap import dedent
from typing import Any

import pytest

from pvsync.catalog.editing.edit import Edited, edit
from pvsync.catalog.editing.metadata_merge import filling, spelled
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding


def filled(text: str, metadata: dict[str, Any]) -> str | Finding:
    source = SourceFile.of("a.yaml", dedent(text).lstrip("\n").encode())
    (raw,) = read_documents(source)[0]
    found = edit(source, filling(0, raw.data, metadata))
    return found.after.data.decode() if isinstance(found, Edited) else found


def test_values_change_where_they_stand_and_comments_stay() -> None:
    before = """
    kind: collection
    metadata: # the file
      release_year: 2025 # made
      licensor: {alias: acme, name: Acme}
      spoken_languages: # two
        - en
        - fr # not any more
      country_of_origin: US
      people:
        - name: A # first
          jobs: [Actor]
        - {name: B, jobs: [Writer]}
    """
    after = """
    kind: collection
    metadata: # the file
      release_year: 2026 # made
      licensor: {alias: acme, name: Acme Pictures}
      spoken_languages: # two
        - de
      country_of_origin: US
      people:
        - name: A # first
          jobs: [Director]
          gender: male
        - {name: C, jobs: [Writer]}
        - {name: D, jobs: [Actor]}
      run_length: PT1H
    """
    metadata = {
        "release_year": "2026",
        "licensor": {"alias": "acme", "name": "Acme Pictures"},
        "spoken_languages": ["de"],
        "people": [
            {"name": "A", "jobs": ["Director"], "gender": "male"},
            {"name": "C", "jobs": ["Writer"]},
            {"name": "D", "jobs": ["Actor"]},
        ],
        "run_length": "PT1H",
    }
    assert filled(before, metadata) == dedent(after).lstrip("\n")


def test_a_key_of_a_group_goes_with_the_file_and_one_of_the_metadata_stays() -> None:
    before = "metadata:\n  release_year: 2026\n  credits:\n    - {text: a, order: 1}\n"
    after = "metadata:\n  release_year: 2026\n  credits:\n    - {text: a}\n"
    assert filled(before, {"credits": [{"text": "a"}]}) == after


def test_blocks_are_found_by_their_language() -> None:
    before = "metadata:\n  localized:\n    - {language: en-US, title: a}\n    - {language: FR-ca, title: b, copyright: c}\n"
    after = (
        "metadata:\n  localized:\n    - {language: en-US, title: a}\n"
        "    - {language: fr-CA, title: d, copyright: c}\n    - {language: ja, title: e}\n"
    )
    new = [{"language": "fr-CA", "title": "d"}, {"language": "ja", "title": "e"}]
    assert filled(before, {"localized": new}) == after


def test_what_is_something_else_altogether_is_replaced() -> None:
    assert filled("metadata: later\n", {"run_length": "PT1H"}) == "metadata: {run_length: PT1H}\n"
    assert (
        filled("metadata: {people: [x]}\n", {"people": [{"name": "A"}]})
        == "metadata: {people: [{name: A}]}\n"
    )


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ({"name": [{"text": "A"}]}, {"name": "A"}),
        (
            {"name": [{"text": "A"}, {"text": "B", "language": "en"}]},
            {"name": ["A", {"text": "B", "language": "en"}]},
        ),
        (
            {"jobs": [{"job": "Actor"}, {"job": "Actor", "order": "1"}]},
            {"jobs": ["Actor", {"job": "Actor", "order": "1"}]},
        ),
        ({"display": ["A"], "sort_name": [{"text": "A"}]}, {"display": ["A"], "sort_name": ["A"]}),
        ({"name": [{"language": "en"}]}, {"name": [{"language": "en"}]}),
        ({"genres": [{"name": "A"}]}, {"genres": [{"name": "A"}]}),
    ],
)
def test_the_shortest_spelling(long: dict[str, Any], short: dict[str, Any]) -> None:
    assert spelled(long) == short
