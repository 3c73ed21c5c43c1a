from unit.rules.metadata.collections import LOCALIZED, said

from pvsync.rules.metadata.pv811_rating_incomplete import RULE


def test_all_that_is_missing_is_named() -> None:
    assert said(RULE, (LOCALIZED, f"  ratings: [{{value: PG}}]\n{LOCALIZED}")) == [
        "the rating has no `country` and no `system`"
    ]


def test_rated_and_not_rated() -> None:
    rated = "  ratings: [{country: US, system: MPAA, value: PG}]\n"

    assert said(RULE, (LOCALIZED, f"  not_rated: true\n{LOCALIZED}")) == []
    assert said(RULE, (LOCALIZED, f"  not_rated: true\n{rated}{LOCALIZED}")) == [
        "`not_rated` stands beside `ratings`; the metadata file takes one of the two"
    ]
