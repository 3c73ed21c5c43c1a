"""Ids that an avail states."""

from unit.catalog.reading import EST, codes_of, movie, rows


def test_an_id_stands_for_one_transaction_of_a_scope() -> None:
    one_each = EST.replace("[US]", "[US, CA]") + ", id: a1"
    assert [row.id for row in rows(movie(one_each))] == ["a1", "a1"]
    several = EST.replace("[HD]", "[HD, UHD]")
    assert [row.id for row in rows(movie(several + ", ids: {US/UHD: a2}"))] == [None, "a2"]
    dated = ", prices: [{wsp: 1 USD}, {wsp: 2 USD, until: 2027-01-01}]"
    assert codes_of(movie(several + ", id: a1")) == ["PV121"]
    assert codes_of(movie(EST + ", id: a1" + dated)) == ["PV121"]
    assert codes_of(movie(EST + ", ids: {US/HD: a1}" + dated)) == ["PV121"]
    assert codes_of(movie(several + ", ids: {US/HD: a1, US/UHD: a1}")) == ["PV122"]
    assert codes_of(movie(EST + ", ids: {CA/HD: a1}")) == ["PV121"]
