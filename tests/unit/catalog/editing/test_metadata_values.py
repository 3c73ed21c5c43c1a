from typing import Any

import pytest

from pvsync.catalog.editing.metadata_values import take_out


@pytest.mark.parametrize(
    ("metadata", "rest", "said"),
    [
        ({"release_year": "2026"}, {"release_year": "2026"}, []),
        ({"release_year": "26"}, {}, ["`26` is not a year"]),
        (
            {"spoken_languages": ["en", "e n", "fr", "-"]},
            {"spoken_languages": ["en", "fr"]},
            ["`-` is not a language tag", "`e n` is not a language tag"],
        ),
        ({"spoken_languages": "en"}, {}, ["`spoken_languages` is of another shape than the catalog has it"]),
        (
            {
                "people": [
                    {"name": [{"text": "A"}], "jobs": [{"job": "Cook"}]},
                    {"name": "B", "jobs": ["Actor"]},
                ]
            },
            {"people": [{"name": "B", "jobs": ["Actor"]}]},
            ["`Cook` is not a job that Prime Video takes", "without `jobs`, all of it is left out"],
        ),
        (
            {"localized": [{"title": "a", "genres": [{"level": "3"}]}]},
            {},
            [
                "without `language`, all of it is left out",
            ],
        ),
    ],
)
def test_what_the_catalog_does_not_take_is_taken_out(
    metadata: dict[str, Any], rest: dict[str, Any], said: list[str]
) -> None:
    left = take_out(metadata)
    assert metadata == rest
    assert [one.message for one in left][-len(said) or None :] == said
    assert all(one.hint for one in left)
