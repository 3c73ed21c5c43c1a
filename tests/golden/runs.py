"""Receipts, drift and checks by name."""

from dataclasses import replace
from datetime import date, timedelta

from golden.cases import AS_OF, COLD_FRONT, HEAT_HAZE, LOW_TIDE, change, line, plan

from pvsync.model.check import Check, CheckState
from pvsync.model.drift import Drift, KnownDrift
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Result, Stale, Unknown, Verification
from pvsync.model.plan import Action, Cause, Plan, RowFate, UnreadScope
from pvsync.model.scope import Scope
from pvsync.model.titles import Movie
from pvsync.model.zones import Zones
from pvsync.plan.drift import drift_of

MIRAGE = Movie("MIRAGE-2020", "MIRAGE-2020", "Mirage")
SOLO = Movie("SOLO-2019", "SOLO-2019", "Solo")


def result(alid: str, title: str, outcome: object, **changes: object) -> Result:
    """What became of a replaced scope in the US."""
    base = Result(Scope(alid, "US", BusinessLine.TVOD), Action.REPLACE, title, Accepted())
    return replace(base, outcome=outcome, **changes)


def receipt(*results: Result, **changes: object) -> Receipt:
    """A run of a minute."""
    base = Receipt(
        run="20260601T120000Z-7c1e",
        plan_id="9ac1f00d77e2c0ffee",
        pvsync_version="0.1.0",
        environment="production",
        licensor="acme",
        commit="3f2a91c04d5e6f708192",
        as_of=AS_OF,
        started_at=AS_OF,
        finished_at=AS_OF + timedelta(seconds=65),
        results=results,
        requests=14,
    )
    return replace(base, **changes)


RECEIPTS = {
    "receipt_mixed": receipt(
        result("HEATHAZE-2024", "Heat Haze", Accepted(), verification=Verification.VERIFIED),
        result("LS-S1", "Long Summer: Season 1", Accepted(), verification=Verification.SETTLING),
        result(
            "LS-S1E1",
            "Pilot",
            Accepted(),
            verification=Verification.DIFFERS,
            note="the price is still 9.99 USD",
        ),
        result("BOTH-2026", "Both Together", Accepted(), verification=Verification.NOT_CONFIRMED),
        result(
            "COLDFRONT-2022",
            "Cold Front\x1b[2J",
            Rejected(
                "Avail window overlaps with an existing window for the same licensor and ALID\u202e", 400
            ),
        ),
        result("LOWTIDE-2023", "Low Tide", Unknown("no answer within 30 seconds"), action=Action.WITHDRAW),
        result("MIRAGE-2020", "Mirage", Stale("`end` is another one since 12:00")),
        result("SOLO-2019", "", NotTried("the run stopped after 1 failure"), action=Action.DELETE),
        approvals={"going_dark": 2},
        interrupted=True,
        notes=("there is no remote: the receipt is kept on this machine only",),
    ),
    "receipt_done": receipt(
        result("HEATHAZE-2024", "Heat Haze", Accepted(), verification=Verification.VERIFIED),
        result("LS-S1", "Long Summer: Season 1", Accepted(), action=Action.CREATE),
    ),
    "receipt_nothing": receipt(requests=0, commit=None, finished_at=AS_OF),
}


def _drifted() -> Plan:
    git = {
        "EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99", wsp="6.99"),
        "EST UHD": line("US", "2025-01-15", "2031-01-14", quality="UHD", srp="12.99", wsp="8.99"),
    }
    live = {
        "EST HD": line("US", "2025-01-15", "2028-06-30", srp="11.99", wsp="6.99"),
        "VOD HD": line("US", "2026-02-01", None, kind="VOD", srp="4.99"),
    }
    moved = change(
        HEAT_HAZE, live, {**git, "VOD HD": live["VOD HD"]}, fates={"VOD HD": RowFate.ENDED}, cause=Cause.DRIFT
    )
    gone = change(COLD_FRONT, None, {"EST HD": git["EST HD"]}, cause=Cause.DRIFT)
    named = change(
        LOW_TIDE,
        {"EST HD": git["EST HD"]},
        {"EST HD": git["EST HD"]},
        was=replace(LOW_TIDE, title="LOW TIDE!"),
    )
    priced = change(
        MIRAGE,
        {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")},
        {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="8.99")},
        cause=Cause.DRIFT,
    )
    new = change(SOLO, None, {"EST HD": git["EST HD"]}, cause=Cause.UNKNOWN)
    return plan(moved, gone, named, priced, new)


KNOWN = KnownDrift(date(2026, 7, 1), "price test agreed with Prime Video", "pricing team", ("MIRAGE-*",))
PAST = KnownDrift(
    date(2026, 6, 1), "the UHD master is being replaced", "delivery", ("HEAT*",), what=frozenset({"avails"})
)


def parted(observed: Plan) -> Drift:
    """The groups of an observed plan."""
    known = {
        one.scope: [entry for entry in (KNOWN, PAST) if entry.covers(one.scope)] for one in observed.changes
    }
    return drift_of(observed.changes, known, observed.as_of, Zones())


_UNREAD = (UnreadScope(Scope("LS-S1", "GB", BusinessLine.CHANNELS), "the answer was an HTML page"),)

DRIFTS = {
    "drift": _drifted(),
    "drift_none": plan(),
    "drift_unread": plan(unread=_UNREAD),
}

CHECKS = {
    "checks_mixed": (
        Check("configuration", CheckState.OK, "`pvsync.yaml` is valid, environment `production`"),
        Check(
            "certificate",
            CheckState.WARN,
            "the client certificate ends on 20 June 2026, in 19 days",
            "ask for a new one now: `pvsync onboard csr`",
        ),
        Check("clock", CheckState.OK, "0.3 seconds from the service's clock"),
        Check(
            "smoke test",
            CheckState.FAIL,
            "the service answered 403 where the documented answer is 404",
            "is the API key of this environment in PV_API_KEY?",
        ),
        Check("rate", CheckState.SKIPPED, "needs the smoke test"),
    ),
    "checks_good": (
        Check("configuration", CheckState.OK, "`pvsync.yaml` is valid, environment `local`"),
        Check("clock", CheckState.SKIPPED, "the local service has no clock of its own"),
    ),
}
