from dataclasses import replace

from unit.rules.metadata.collections import SETTING, collection, said

from pvsync.rules.metadata.pv810_licensor_not_the_alias import RULE


def test_the_alias_is_the_one_of_the_configuration() -> None:
    assert said(RULE) == []
    other = replace(SETTING, licensor="acme_films")
    (remark,) = RULE.check(collection(), other)

    assert remark.message == "the licensor in the metadata file is `acme`; your alias is `acme_films`"


def test_nothing_is_said_where_the_alias_is_not_known_or_not_given() -> None:
    assert list(RULE.check(collection(), replace(SETTING, licensor=""))) == []
    assert said(RULE, ("  licensor: {alias: acme, name: Acme Pictures}\n", "")) == []
