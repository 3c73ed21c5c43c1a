from unit.rules.metadata.collections import SETTING, collection

from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pv802_metadata_incomplete import RULE


def test_each_missing_value_is_named_at_the_nearest_key() -> None:
    metadata = EXAMPLE[EXAMPLE.index("metadata:") : EXAMPLE.index("---")]
    remarks = list(
        RULE.check(collection((metadata, "metadata: {localized: [{language: fr-CA}]}\n")), SETTING)
    )

    assert [(one.message, one.place.line, one.place.column) for one in remarks] == [
        ("the metadata of the collection has no `release_year`", 6, 1),
        ("the metadata of the collection has no `credits`", 6, 1),
        ("the metadata of the collection has no `licensor`", 6, 1),
        ("`fr-CA` has no `title`", 6, 25),
        ("`fr-CA` has no `summary_190`", 6, 25),
        ("`fr-CA` has no `summary_400`", 6, 25),
    ]


def test_no_language_at_all() -> None:
    metadata = EXAMPLE[EXAMPLE.index("  localized:") : EXAMPLE.index("---")]
    remarks = list(RULE.check(collection((metadata, "  localized: []\n")), SETTING))

    assert [(one.message, one.place.line) for one in remarks] == [
        ("the metadata of the collection has no `localized`", 13)
    ]
