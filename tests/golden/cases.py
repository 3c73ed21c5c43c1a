"""Plans by name, small enough to know by heart and wide enough to show every kind of screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pvsync.diagnostics import Finding, Place, Severity
from pvsync.model.audience import Audience, ChannelAudience, Hit, ScopeAudience
from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine, License
from pvsync.model.money import Money
from pvsync.model.normal import title_table, transaction_table
from pvsync.model.plan import (
    ABSENT_FINGERPRINT,
    Action,
    Cause,
    Change,
    Coverage,
    Estimate,
    FieldChange,
    Plan,
    Row,
    RowFate,
    Source,
    UnreadScope,
)
from pvsync.model.scope import Scope
from pvsync.model.standing import KeptRow, Settling
from pvsync.model.titles import Collection, Episode, Movie, Season, Series, Title
from pvsync.model.transaction import Language, Transaction
from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.model.window import Window
from pvsync.model.zones import Zones

AS_OF = datetime(2026, 6, 1, 12, tzinfo=UTC)
ZONES = Zones()
ALL_ZONES = {name: ZONES.name(name) for name in ("US", "CA", "GB", "DE", "JP")}
_HOURS = (AS_OF - timedelta(hours=1), AS_OF + timedelta(hours=23))
_CURRENCIES = {"US": "USD", "CA": "CAD", "GB": "GBP", "DE": "EUR", "JP": "JPY"}

HEAT_HAZE = Movie("HEATHAZE-2024", "HEATHAZE-2024", "Heat Haze")
COLD_FRONT = Movie("COLDFRONT-2022", "COLDFRONT-2022", "Cold Front")
LOW_TIDE = Movie("LOWTIDE-2023", "LOWTIDE-2023", "Low Tide")
SUMMER = Season("LS-S1", "LS-S1", "Long Summer: Season 1", 1, 3, Series("LS", "Long Summer", 2))


def window(territory: str, start: str, end: str | None) -> Window:
    """Whole days in a territory."""
    last = None if end is None else ZONES.end_of(date.fromisoformat(end), territory)
    return Window(ZONES.start_of(date.fromisoformat(start), territory), last)


def line(
    territory: str, start: str, end: str | None, *, kind: str = "EST", quality: str = "HD", **changes: Any
) -> Transaction:
    """One transaction; `srp` and `wsp` are amounts in the territory's currency."""
    terms: dict[str, Any] = dict(changes.pop("terms", {}))
    for name in ("srp", "wsp"):
        if name in changes:
            terms[name] = Money(_CURRENCIES[territory], Decimal(changes.pop(name)))
    base = Transaction(None, License(kind), territory, quality, window(territory, start, end), terms=terms)
    return replace(base, **changes)


def change(
    title: Title,
    before: Mapping[str, Transaction] | None,
    after: Mapping[str, Transaction] | None,
    *,
    action: Action | None = None,
    territory: str = "US",
    business_line: BusinessLine = BusinessLine.TVOD,
    fates: Mapping[str, RowFate] | None = None,
    was: Title | None = None,
    reason: str = "",
    cause: Cause = Cause.INTENT,
) -> Change:
    """What a planner would say of one scope, transactions paired by label."""
    scope = Scope(title.alid, territory, business_line)
    live = None if before is None else Avail(scope, "acme", was or title, tuple(before.values()))
    desired = None if after is None else Avail(scope, "acme", title, tuple(after.values()))
    rows = tuple(_rows(before or {}, after or {}, fates or {}))
    taken = action or (Action.CREATE if before is None else Action.REPLACE)
    return Change(
        scope=scope,
        action=taken,
        kind=str(title.work_type),
        title=title.title,
        reason=reason
        or {Action.CREATE: "not live yet", Action.REPLACE: "live differs from git"}.get(taken, ""),
        before=live,
        after=desired,
        fields=tuple(_fields(live, desired, rows, cause)),
        rows=rows,
        fingerprint="f00d" if before else ABSENT_FINGERPRINT,
    )


def plan(*changes: Change, **overrides: Any) -> Plan:
    """A complete plan for production."""
    base = Plan(
        plan_id="9ac1f00d77e2c0ffee",
        pvsync_version="0.1.0",
        environment="production",
        licensor="acme",
        commit="3f2a91c04d5e6f708192a3b4c5d6e7f80912a3b4",
        dirty=False,
        base=None,
        as_of=AS_OF,
        simulated=False,
        valid_until=None,
        created_at=AS_OF,
        coverage=Coverage(scopes_desired=40, scopes_read=40, complete=True),
        changes=changes,
        estimate=Estimate(3 * len(changes), 0.3 * len(changes)),
        zones=ALL_ZONES,
    )
    return replace(base, **overrides)


def _rows(
    before: Mapping[str, Transaction], after: Mapping[str, Transaction], fates: Mapping[str, RowFate]
) -> list[Row]:
    was, becomes = list(before), list(after)
    rows = []
    for label in dict.fromkeys([*before, *after]):
        one = was.index(label) if label in before else None
        other = becomes.index(label) if label in after else None
        if one is None:
            fate = RowFate.ADDED
        elif other is None:
            fate = RowFate.OMITTED
        else:
            same = transaction_table(before[label]) == transaction_table(after[label])
            fate = RowFate.SAME if same else RowFate.CHANGED
        rows.append(Row(label, fates.get(label, fate), one, other))
    return rows


def _fields(
    live: Avail | None, desired: Avail | None, rows: Sequence[Row], cause: Cause
) -> list[FieldChange]:
    found = []
    if live is not None and desired is not None:
        found += _differences("", title_table(live), title_table(desired), cause, 3)
    for position, row in enumerate(rows):
        before = (
            None if live is None or row.before is None else transaction_table(live.transactions[row.before])
        )
        after = (
            None
            if desired is None or row.after is None
            else transaction_table(desired.transactions[row.after])
        )
        number = 12 + 7 * position
        prefix = f"transactions[{row.label}]"
        if before is None or after is None:
            sides = (None if before is None else row.label), (None if after is None else row.label)
            found.append(FieldChange(prefix, *sides, cause, _source(number)))
        else:
            found += _differences(f"{prefix}.", before, after, cause, number)
    return found


def _differences(
    prefix: str, before: Mapping[str, Any], after: Mapping[str, Any], cause: Cause, number: int
) -> list[FieldChange]:
    names = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
    return [
        FieldChange(f"{prefix}{name}", before.get(name), after.get(name), cause, _source(number + place))
        for place, name in enumerate(names)
    ]


def _source(number: int) -> Source:
    return Source("catalog/heat-haze.yaml", number, 12)


def _episode(number: int, name: str) -> Episode:
    return Episode(f"LS-S1E{number}", f"LS-S1E{number}", name, number, SUMMER)


def _launch() -> Plan:
    changes = []
    prices = {"US": ("19.99", "1.99"), "CA": ("24.99", "2.49"), "GB": ("16.99", "1.69")}
    for place, (season, each) in prices.items():
        offer = {"EST HD": line(place, "2026-05-01", "2030-12-31", srp=season, wsp="12.00")}
        changes.append(change(SUMMER, None, offer, territory=place))
        for number, name in enumerate(("Pilot", "Two", "Three"), start=1):
            own = {"EST HD": line(place, "2026-05-01", "2030-12-31", srp=each, wsp="1.20")}
            changes.append(change(_episode(number, name), None, own, territory=place))
    for number, name in enumerate(("Pilot", "Two", "Three"), start=1):
        prime = {
            "SVOD HD prime CPH": line(
                "US",
                "2026-10-01",
                "2028-09-30",
                kind="SVOD",
                channel="prime",
                contract="CPH",
                asset_languages=(Language("en-US"), Language("fr-CA", "subtitle")),
                holdback_languages=(Language("es-US", "audio"),),
                terms={"category": "sub", "exclusive": True},
            )
        }
        changes.append(
            change(_episode(number, name), None, prime, business_line=BusinessLine.PRIME_SUBSCRIPTION)
        )
    rental = {
        "VOD HD": line(
            "DE",
            "2026-06-01",
            "2029-05-31",
            kind="VOD",
            srp="4.99",
            wsp="2.75",
            terms={"rental": "PT720H", "watch": "PT48H"},
        ),
        "VOD UHD": line("DE", "2026-06-01", "2029-05-31", kind="VOD", quality="UHD", srp="5.99", wsp="3.25"),
    }
    changes.append(change(HEAT_HAZE, None, rental, territory="DE"))
    return plan(*changes, valid_until=datetime(2026, 6, 2, 4, tzinfo=UTC))


def _price() -> Plan:
    before = {"EST HD": line("CA", "2026-01-15", "2031-01-14", srp="9.99", wsp="6.99")}
    after = {"EST HD": line("CA", "2026-01-15", "2031-01-14", srp="7.99", wsp="5.59")}
    return plan(change(HEAT_HAZE, before, after, territory="CA"), valid_until=AS_OF + timedelta(days=20))


def _promotion() -> Plan:
    before = {"EST HD from 2026-01-15": line("CA", "2026-01-15", "2031-01-14", srp="7.99", wsp="5.99")}
    after = {
        "EST HD from 2026-01-15": line("CA", "2026-01-15", "2026-06-30", srp="7.99", wsp="5.99"),
        "EST HD from 2026-07-01": line("CA", "2026-07-01", "2026-07-15", srp="5.99", wsp="4.19"),
        "EST HD from 2026-07-16": line("CA", "2026-07-16", "2031-01-14", srp="7.99", wsp="5.99"),
    }
    return plan(change(HEAT_HAZE, before, after, territory="CA"))


def _ending() -> Plan:
    yesterday = {"EST HD": line("US", "2025-01-15", "2026-05-31", srp="9.99")}
    today = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}
    rental = {
        "VOD HD": line("US", "2025-01-15", "2030-12-31", kind="VOD", srp="4.99"),
        "VOD UHD": line("US", "2027-01-01", "2030-12-31", kind="VOD", quality="UHD", srp="5.99"),
    }
    ended = {"VOD HD": line("US", "2025-01-15", "2026-05-31", kind="VOD", srp="4.99")}
    withdrawn = [
        change(
            title,
            rental,
            ended,
            action=Action.WITHDRAW,
            fates={"VOD HD": RowFate.ENDED},
            reason="`state: withdrawn`",
        )
        for title in (COLD_FRONT, LOW_TIDE, Movie("MIRAGE-2020", "MIRAGE-2020", "Mirage"))
    ]
    shorter = {"EST HD": line("GB", "2025-01-15", "2026-12-31", srp="8.99")}
    longer = {"EST HD": line("GB", "2025-01-15", None, srp="8.99")}
    never = {"EST HD": line("DE", "2027-01-15", "2031-01-14", srp="9.99")}
    future = {"EST HD": line("CA", "2026-09-01", "2031-01-14", srp="12.99")}
    never_opens = {"EST HD": line("CA", "2026-05-30", "2026-05-31", srp="12.99")}
    return plan(
        change(HEAT_HAZE, future, never_opens, territory="CA", fates={"EST HD": RowFate.ENDED}),
        change(HEAT_HAZE, today, yesterday),
        change(HEAT_HAZE, longer, shorter, territory="GB"),
        change(HEAT_HAZE, never, None, territory="DE", action=Action.DELETE, reason="`state: deleted`"),
        *withdrawn,
    )


def _quality() -> Plan:
    before = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99", wsp="6.99")}
    after = {"EST HD": line("US", "2025-01-15", "2031-01-14", quality="UHD", srp="9.99", wsp="6.99")}
    return plan(change(HEAT_HAZE, before, after))


def _drop_and_add() -> Plan:
    both = {
        "EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99", wsp="6.99"),
        "EST UHD": line("US", "2025-01-15", "2031-01-14", quality="UHD", srp="12.99", wsp="8.99"),
    }
    dropped = {
        "EST HD": both["EST HD"],
        "EST UHD": line("US", "2025-01-15", "2026-05-31", quality="UHD", srp="12.99", wsp="8.99"),
    }
    britain = {
        "EST HD": line("GB", "2026-10-01", "2031-01-14", srp="9.99", wsp="6.49"),
        "EST UHD": line("GB", "2026-10-01", "2031-01-14", quality="UHD", srp="9.99", wsp="6.49"),
    }
    renamed = replace(LOW_TIDE, title="Low Tide (Director's Cut with a Very Long Title That Needs Two Lines)")
    svod = {
        "SVOD HD mgm_plus_subscription CPH": line(
            "US", "2025-01-15", "2031-01-14", kind="SVOD", channel="mgm_plus_subscription", contract="CPH",
            asset_languages=(Language("en-US"), Language("de-DE")), terms={"watch": "PT48H"},
        )
    }  # fmt: skip
    changed = {
        "SVOD HD mgm_plus_subscription CPH": replace(
            svod["SVOD HD mgm_plus_subscription CPH"],
            asset_languages=(Language("en-US"), Language("fr-CA", "subtitle")),
            terms={"watch": "PT720H"},
        )
    }
    return plan(
        change(HEAT_HAZE, both, dropped, fates={"EST UHD": RowFate.ENDED}),
        change(HEAT_HAZE, None, britain, territory="GB"),
        change(renamed, svod, changed, was=LOW_TIDE, business_line=BusinessLine.CHANNELS),
        coverage=Coverage(40, 3, complete=False, selection=("--only", "HEAT*", "--only", "LOW*")),
    )


def _unread() -> Plan:
    scopes = (Scope("COLDFRONT-2022", "US", BusinessLine.TVOD), Scope("LS-S1", "GB", BusinessLine.FVOD))
    return replace(
        _price(),
        unread=tuple(UnreadScope(scope, "the service answered 500 twice") for scope in scopes),
        coverage=Coverage(
            40,
            38,
            complete=False,
            not_checked=("scopes that have left the catalog are not looked for",),
        ),
        diagnostics=(
            Finding(
                "PV310",
                "window-ends-soon",
                Severity.WARNING,
                "`end` is 3 days after `start`",
                "is the year right?",
                Place("catalog/low-tide.yaml", 9, 5, 9, 20),
            ),
        ),
    )


def _hostile() -> Plan:
    title = "Heat\x1b[31m Haze\x1b]0;owned\x07 \u202eezaH taeH\n+ EST HD  Free"
    movie = replace(HEAT_HAZE, title=title)
    before = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99", instructions="none")}
    after = {
        "EST HD": replace(before["EST HD"], instructions="\x1b[2J\u2066run\u2069 \u4e16\u754c " + "x" * 20)
    }
    return plan(change(movie, before, after, was=replace(movie, title="\u9ad8\u6e29 \u8b66\u5831")))


def _guarded() -> Plan:
    guards = (
        GuardVerdict("going_dark", 5, 2, "refuse", says="5 transactions that are on sale go dark"),
        GuardVerdict(
            "delta",
            7,
            None,
            "refuse",
            earlier=1,
            territories=(
                TerritoryVerdict("CA", 1, 1, 20, 20, "pass"),
                TerritoryVerdict("US", 5, 5, 18, 20, "refuse"),
            ),
            says="7 scopes change",
        ),
        GuardVerdict("price", 1, 0, "approved"),
    )
    loosens = (
        "This change loosens the guard price_move: count 0 to 1,000.",
        "This change lifts `protect` of `LS-S1`.",
    )
    return replace(_ending(), guards=guards, dirty=True, loosens=loosens)


def _twice() -> Plan:
    both = Collection(
        "HEAT-COLLECTION", "HEAT-COLLECTION", "The Heat Collection", ("HEATHAZE-2024", "LOWTIDE-2023")
    )
    days = (("2026-01-15", "2028-12-31"), ("2026-03-01", "2028-12-31"), ("2026-03-01", "2029-12-31"))
    live, shared, after = (line("US", *pair, quality="Max", srp="14.99") for pair in days)
    bundle = change(both, {"EST Max": live}, {"EST Max": after})
    members = (
        change(
            movie,
            {"EST HD": line("US", *days[0], srp="9.99")},
            {"EST HD": line("US", *days[2], srp="9.99")},
        )
        for movie in (HEAT_HAZE, LOW_TIDE)
    )
    assert bundle.after
    return plan(replace(bundle, first=replace(bundle.after, transactions=(shared,))), *members)


def _simulated() -> Plan:
    forgotten = {"EST HD": line("JP", "2025-01-15", "2031-01-14", srp="1500")}
    forget = change(
        HEAT_HAZE, forgotten, None, territory="JP", action=Action.FORGET, reason="`on_removal: forget`"
    )
    return replace(_price(), simulated=True, changes=(forget,))


def _standing() -> Plan:
    """One price that git asks for, one that somebody changed by hand, a line of others, and a run not visible yet."""
    here, there = "2025-01-15", "2031-01-14"
    was = {"EST HD": line("US", here, there, srp="9.99", wsp="6.99")}
    becomes = {"EST HD": line("US", here, there, srp="8.99", wsp="5.99")}
    by_hand = {"EST HD": line("CA", here, there, srp="1.99", wsp="7.99")}
    back = {"EST HD": line("CA", here, there, srp="12.99", wsp="7.99")}
    scope = Scope("HEATHAZE-2024", "US", BusinessLine.TVOD)
    stays = window("US", here, there)
    tide = Scope("LOWTIDE-2023", "GB", BusinessLine.CHANNELS)
    return plan(
        change(HEAT_HAZE, was, becomes, reason="changed in git"),
        change(
            HEAT_HAZE,
            by_hand,
            back,
            territory="CA",
            cause=Cause.DRIFT,
            reason="changed on Prime Video, not in git",
        ),
        change(
            COLD_FRONT,
            by_hand,
            back,
            territory="CA",
            cause=Cause.DRIFT,
            reason="changed on Prime Video, not in git",
        ),
        kept=(
            KeptRow(scope, "Heat Haze", "EST SD", stays.start, stays.end),
            KeptRow(scope, "Heat Haze", "VOD SD", stays.start, None),
            KeptRow(tide, "Low Tide", "SVOD HD brit_box CPH", stays.start, stays.end, in_doubt=True),
        ),
        settling=(
            Settling(tide, "Low Tide", "20260601T110000Z-7c1e00", *_HOURS),
            Settling(scope, "Heat Haze", "20260601T110000Z-7c1e00", *_HOURS, is_all=False),
        ),
    )


def _only_standing() -> Plan:
    return replace(_standing(), changes=(), settling=())


def _watched() -> Plan:
    """A withdrawal on two channels, one in a marketplace of two territories, and two of which nothing is known."""

    def gone(title: Title, territory: str, business_line: BusinessLine, kind: str, **more: Any) -> Change:
        live = {kind: line(territory, "2025-01-15", "2031-01-14", kind=kind, **more)}
        sent = {kind: line(territory, "2025-01-15", "2026-05-31", kind=kind, **more)}
        return change(
            title,
            live,
            sent,
            action=Action.WITHDRAW,
            territory=territory,
            business_line=business_line,
            fates={kind: RowFate.ENDED},
            reason="the document says `state: withdrawn`",
        )

    channels, tvod = BusinessLine.CHANNELS, BusinessLine.TVOD
    day = AS_OF - timedelta(days=2)
    alpha = ChannelAudience("alpha", 1, ("US",), 412, 1_144_800, day)
    beta = ChannelAudience("beta", 1, ("US",), 1, 900, day)
    shared = ChannelAudience(None, 4, ("DE", "GB"), 1_204, None, day)
    outside = "the datasets hold titles of subscription channels only"
    gone_dark = (Hit.WITHDRAWN,)
    scopes = (
        ScopeAudience(
            Scope("COLDFRONT-2022", "CA", channels),
            "Cold Front",
            gone_dark,
            unknown="`datasets.marketplaces` in pvsync.yaml names no marketplace of CA",
        ),
        ScopeAudience(Scope("HEATHAZE-2024", "GB", channels), "Heat Haze", gone_dark, (shared,)),
        ScopeAudience(Scope("HEATHAZE-2024", "US", channels), "Heat Haze", gone_dark, (alpha, beta)),
        ScopeAudience(
            Scope("LOWTIDE-2023", "US", tvod), "Low Tide", gone_dark, unknown=outside, is_outside=True
        ),
    )
    behind = ("the store is behind with playback: `pvsync datasets pull`",)
    watched = "3 scopes are hit that more subscribers watched than allowed, or of which that is unknown"
    return plan(
        gone(COLD_FRONT, "CA", channels, "SVOD", channel="alpha"),
        gone(HEAT_HAZE, "GB", channels, "SVOD", channel="alpha"),
        gone(HEAT_HAZE, "US", channels, "SVOD", channel="alpha"),
        gone(LOW_TIDE, "US", tvod, "EST", srp="9.99"),
        impact=Audience(AS_OF - timedelta(days=28), AS_OF, day, scopes, behind),
        guards=(GuardVerdict("impact", 3, 0, "refuse", says=watched),),
    )


CASES = {
    "standing": _standing,
    "only_kept": _only_standing,
    "nothing_to_do": plan,
    "nothing_in_part": lambda: plan(coverage=Coverage(40, 3, complete=False, selection=("--only", "HEAT*"))),
    "first_creates": _launch,
    "one_price": _price,
    "promotion": _promotion,
    "endings": _ending,
    "hd_to_uhd": _quality,
    "drop_and_add": _drop_and_add,
    "unread": _unread,
    "hostile": _hostile,
    "guard_refused": _guarded,
    "forget_simulated": _simulated,
    "written_twice": _twice,
    "watched": _watched,
}
