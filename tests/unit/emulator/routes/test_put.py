"""A PUT: the scopes that a payload names, each replaced alone."""

from collections.abc import Callable

from unit.emulator.partner import CHANNELS_QUERY, SVOD_QUERY, Partner, a_row, an_avail, put_item, svod

CANADA = [{"country": "CA"}]
BOTH = [{"country": "US"}, {"country": "CA"}]


def test_business_line_follows_licence_and_channel(partner: Partner) -> None:
    partner.put(an_avail(a_row("tvod")))
    partner.put(an_avail(svod("none")))
    assert partner.held(query=SVOD_QUERY) == ["none"]
    partner.put(an_avail(svod("a4k", "a4k")))
    assert partner.held(query=SVOD_QUERY) == ["a4k"]
    partner.put(an_avail(svod("mgm", "mgm")))
    partner.put(an_avail(a_row("free", LicenseType="FVOD")))
    lines = {held["businessLine"]: held["avail"]["Transaction"] for held in partner.emulator.dump()}
    assert {line: [row["_TransactionID"] for row in rows] for line, rows in lines.items()} == {
        "CHANNELS": ["mgm"],
        "FVOD": ["free"],
        "PRIME_SUBSCRIPTION": ["a4k"],
        "TVOD": ["tvod"],
    }


def test_channel_with_the_prime_benefit_is_prime_subscription(start: Callable[..., Partner]) -> None:
    partner = start(channel_benefits={"our_prime": "Prime"})
    partner.put(an_avail(svod("ours", "our_prime")))
    assert partner.held(query=SVOD_QUERY) == ["ours"]


def test_refused_put_writes_nothing(partner: Partner) -> None:
    partner.put(an_avail())
    assert partner.put(an_avail(a_row("new", End="never"))).status_code == 400
    assert partner.held() == ["t1"]


def test_several_territories_or_lines_are_refused(partner: Partner) -> None:
    answer = partner.put(an_avail(a_row("both", Territory=BOTH), svod("line", "mgm")))
    assert answer.status_code == 400
    assert answer.json()["message"] == (
        "the avail names several territories: CA, US; the avail names several business lines: CHANNELS, TVOD"
    )


def test_several_territories_and_lines_are_taken_apart_by_switch(start: Callable[..., Partner]) -> None:
    partner = start(assume={"territories-per-put": "many"})
    sent = an_avail(
        a_row("both", Territory=BOTH), a_row("canada", Territory=CANADA, LicenseType="VOD"), svod("s", "mgm")
    )
    assert partner.put(sent).status_code == 200
    assert partner.held() == ["both"]
    assert partner.held(query="territory=CA&businessLine=TVOD") == ["both", "canada"]
    assert partner.held(query=CHANNELS_QUERY) == ["s"]
    territory = partner.get().json()["avail"]["Transaction"][0]["Territory"]
    assert territory == [{"country": "US"}]


def test_several_avails_of_one_item_may_not_meet_in_a_scope(start: Callable[..., Partner]) -> None:
    partner = start(assume={"territories-per-put": "many"})
    item = put_item(an_avail())
    item["body"]["avails"] = [an_avail(a_row("one")), an_avail(a_row("two", LicenseType="VOD"))]
    (answer,) = partner.batch("put", [item]).json()
    assert answer["errorMessage"] == "two avails are for US TVOD"
    item["body"]["avails"] = [an_avail(a_row("one")), an_avail(a_row("two", Territory=CANADA))]
    (answer,) = partner.batch("put", [item]).json()
    assert answer["statusCode"] == 200
    assert len(partner.emulator.dump()) == 2


def test_several_scopes_in_one_item_are_refused_where_one_is_the_rule(partner: Partner) -> None:
    item = put_item(an_avail())
    item["body"]["avails"] = [an_avail(), an_avail(svod("s", "mgm"))]
    (answer,) = partner.batch("put", [item]).json()
    assert answer["errorMessage"] == "the avails name several scopes: US CHANNELS, US TVOD"
    assert partner.emulator.dump() == []
