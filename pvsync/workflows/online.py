"""Have the service judge what the catalog offers, and say its words at the line that they are about."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, assert_never

from pvsync.api.codes import SERVICE_DID_NOT_SAY, SERVICE_REJECTS
from pvsync.api.named import Named, named
from pvsync.diagnostics import Finding, Place, Related
from pvsync.model.avail import Avail
from pvsync.model.desired import Places
from pvsync.model.outcome import Accepted, Rejected, Unknown, Verdict
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection
from pvsync.plan.compose import compose
from pvsync.workflows.desired import Desired, Rebuilt, Record
from pvsync.workflows.project import Project
from pvsync.workflows.spoiled import Spoiled


class Judge(Protocol):
    """Has avails judged by the service."""

    def judge(self, avails: Iterable[Avail]) -> Iterator[tuple[Avail, Verdict]]:
        """Each avail with what the service says of it; nothing is written."""


@dataclass(slots=True)
class Asked:
    """What the service said.

    Args:
        findings: What it does not take, and of what it did not say.
        accepted: Scopes that it takes.
        rejected: Scopes that it does not take.
        unsaid: Scopes of which it did not say.
        withheld: Scopes that were not sent, since their documents have errors.
        over: Scopes that were not sent, since every window of them is over.
    """

    findings: tuple[Finding, ...] = ()
    accepted: int = 0
    rejected: int = 0
    unsaid: int = 0
    withheld: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class _Sent:
    """An avail under way, with where its values stand."""

    avail: Avail
    places: Places
    rows: tuple[int | None, ...]

    def place(self, one: Named) -> Place:
        """The place of a value that the service names; of the avail where it says not which of several it means."""
        if one.is_of_title:
            return self.places.title(one.path)
        scope = self.avail.scope
        rows = self.rows if one.row is None else (self.rows[one.row],)
        for path in (one.path, ""):
            found = {self.places.transaction(scope, row, path) for row in rows if row is not None}
            if len(found) == 1:
                return found.pop()
        return self.places.transaction(scope, rows[0] or 0, "")


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of one title, at one place, in the same words, and the scopes of which it was said."""

    related: tuple[Place, ...]
    is_bundle: bool
    scopes: list[Scope] = field(default_factory=list)


_Key = tuple[bool, Place, str, str, str]


def ask(
    project: Project,
    desired: Desired,
    takes: Callable[[Record], bool],
    connect: Callable[[], Judge],
    progress: Progress,
) -> Asked:
    """Have every rendered scope judged that would be written and has no error of its own.

    Args:
        project: The catalog.
        desired: The same, judged.
        takes: Which scopes are asked about.
        connect: Opens the service, if there is anything to ask.
        progress: Told of each scope.

    Raises:
        ApiError: If the service cannot be asked at all.
    """
    offered = [record for record in desired.records if record.removal is None and not record.is_observed]
    wanted = [record for record in offered if takes(record)]
    asked = Asked()
    if not wanted:
        return asked
    under_way: dict[Scope, _Sent] = {}
    said: dict[_Key, _Said] = {}
    progress.begin("asking Prime Video", len(wanted))
    for avail, verdict in connect().judge(_avails(project, desired, wanted, under_way, asked, progress)):
        progress.advance()
        _take(under_way.pop(avail.scope), verdict, asked, said)
    progress.end()
    asked.findings = tuple(_finding(key, one) for key, one in said.items())
    return asked


def _avails(
    project: Project,
    desired: Desired,
    wanted: Sequence[Record],
    under_way: dict[Scope, _Sent],
    asked: Asked,
    progress: Progress,
) -> Iterator[Avail]:
    """Each avail as it would be sent if nothing were live."""
    spoiled = Spoiled(project, desired.findings, desired.records)
    rebuilt = Rebuilt(project, desired.catalog)
    settings = desired.catalog.settings
    for record in wanted:
        avail, places = rebuilt(record)
        if spoiled.has(avail, places):
            asked.withheld += 1
            progress.advance()
            continue
        composed = compose(record.scope.alid, avail.transactions, (), settings.as_of, settings.zones)
        if not composed.after:
            asked.over += 1
            progress.advance()
            continue
        sent = replace(avail, transactions=composed.after)
        under_way[record.scope] = _Sent(sent, places, composed.desired)
        yield sent


def _take(sent: _Sent, verdict: Verdict, asked: Asked, said: dict[_Key, _Said]) -> None:
    match verdict:
        case Accepted():
            asked.accepted += 1
            return
        case Rejected():
            asked.rejected += 1
            words = verdict.words
            place, *more = [sent.place(one) for one in named(words, sent.avail)] or [sent.place(_WHOLE)]
        case Unknown():
            asked.unsaid += 1
            words, place, more = verdict.why, sent.place(_WHOLE), []
        case _:
            assert_never(verdict)
    scope = sent.avail.scope
    key = (isinstance(verdict, Rejected), place, words, scope.alid, scope.business_line)
    related = tuple(other for other in dict.fromkeys(more) if other != place)
    is_bundle = isinstance(sent.avail.title, BoxSet | Collection)
    said.setdefault(key, _Said(related, is_bundle)).scopes.append(scope)


_WHOLE = Named("", is_of_title=False)


def _finding(key: _Key, said: _Said) -> Finding:
    is_no, place, words, alid, line = key
    *most, last = sorted(scope.territory for scope in said.scopes)
    where = f"{alid} in {', '.join(most)} and {last} {line}" if most else f"{alid} in {last} {line}"
    if not is_no:
        return SERVICE_DID_NOT_SAY.at(
            place,
            f"Prime Video did not say whether it takes {where}: {words}",
            f"ask again: `pvsync validate --online --only {alid}`",
        )
    related = tuple(Related("these words name this as well", other) for other in said.related)
    hint = "change what these words name, and ask again"
    if said.is_bundle:
        hint += "; a bundle is judged beside what is live now, not beside what is yet to be applied"
    return SERVICE_REJECTS.at(place, f'Prime Video does not take {where}: "{words}"', hint, related)
