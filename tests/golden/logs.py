"""Logs by name."""

from datetime import timedelta

from golden.cases import AS_OF, line

from pvsync.model.licence import BusinessLine
from pvsync.model.log import Arrival, Edit, Log, LogEntry, State, TitleLog
from pvsync.model.outcome import Verification
from pvsync.model.scope import Scope

US = Scope("HEATHAZE-2024", "US", BusinessLine.TVOD)
CA = Scope("HEATHAZE-2024", "CA", BusinessLine.TVOD)
ZONES = {"US": "America/New_York", "CA": "America/St_Johns"}
RUN = "20260601T120000Z-7c1e00"


def arrival(state: State, environment: str = "production", **changes: object) -> Arrival:
    return Arrival(environment, state, RUN, AS_OF, **changes)  # type: ignore[arg-type]


APPLIED = arrival(State.APPLIED, verification=Verification.VERIFIED)


def entry(number: int, subject: str, *edits: Edit, pull_request: int | None = None) -> LogEntry:
    at = AS_OF - timedelta(days=number)
    return LogEntry(f"{number:x}c0ffee" * 6, "Rights Team", at, at, subject, pull_request, edits)


HEAT_HAZE = TitleLog(
    "HEATHAZE-2024",
    "Heat Haze",
    "movie",
    (
        entry(
            1,
            "Heat Haze, not heat haze",
            Edit(US, "", "title", "heat haze", "Heat Haze"),
            Edit(CA, "", "title", "heat haze", "Heat Haze"),
        ),
        entry(
            2,
            "Cheaper in Canada, longer everywhere (#118)",
            Edit(CA, "EST HD", "srp", "12.99 CAD", "9.99 CAD", arrivals=(APPLIED,)),
            Edit(CA, "EST HD", "end", "2029-01-15T03:29:59Z", "2031-01-15T03:29:59Z", arrivals=(APPLIED,)),
            Edit(
                US,
                "EST HD",
                "end",
                "2029-01-15T04:59:59Z",
                "2031-01-15T04:59:59Z",
                arrivals=(arrival(State.REJECTED, words="Avail window overlaps\x1b[2J"),),
            ),
            Edit(
                US,
                "EST HD",
                "languages.holdback",
                ("de-DE", "fr-CA:subtitle"),
                ("fr-CA:subtitle", "it-IT"),
                arrivals=(arrival(State.OVERTAKEN, words="1c0ffee1c0ffee"),),
            ),
            pull_request=118,
        ),
        entry(
            3,
            "Taken down: rights dispute",
            Edit(US, "", "state", None, "withdrawn", arrivals=(APPLIED, arrival(State.OPEN, "sandbox"))),
        ),
        entry(
            4,
            "First offer",
            *(
                Edit(
                    scope,
                    "EST HD",
                    "",
                    None,
                    "2026",
                    line(scope.territory, "2026-01-15", "2029-01-14", srp="12.99"),
                    (arrival(State.APPLIED, verification=Verification.SETTLING),),
                )
                for scope in (CA, US)
            ),
            Edit(
                US,
                "VOD HD",
                "",
                "2026",
                None,
                line("US", "2026-01-15", None, kind="VOD"),
                (arrival(State.UNKNOWN, words="no answer within 30 seconds"),),
            ),
        ),
    ),
)

LOGS = {
    "log_life": Log(
        (HEAT_HAZE,),
        ZONES,
        (
            "the catalog had errors at commit 5c0ffee5c: what changed there is told of the next commit that can be read",
        ),
    ),
    "log_nothing": Log((TitleLog("SOLO-2019", "Solo", "movie", ()),), ZONES),
}
