"""Take a title down now: end what live shows of it, read until nothing of it is open, and leave a trace.

A takedown asks nothing of the rest of the catalog, needs no read where git knows what is offered, and is over only when
a read has shown that nothing is open.
"""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import assert_never

from pvsync.api.client import AvailsClient
from pvsync.apply.options import Stop
from pvsync.catalog.scalars import nearest
from pvsync.config.environment import Environment
from pvsync.diagnostics import Place, has_errors
from pvsync.errors import ApiError, CatalogUnreadable, PlanUnsafe, UsageError
from pvsync.model.avail import Absent, Avail, Present, Reading, Unread
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted
from pvsync.model.plan import Action, Change, Coverage, Plan, UnreadScope
from pvsync.model.progress import Progress, Silent
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Episode, Season
from pvsync.model.trail import Entry
from pvsync.model.transaction import names_of
from pvsync.plan.assemble import Circumstances, assemble
from pvsync.plan.compare import Setting
from pvsync.plan.removal import withdraw
from pvsync.workflows.apply import Applied, apply_plan
from pvsync.workflows.approval import Approval, own_approval
from pvsync.workflows.desired import load
from pvsync.workflows.foreign import Strangers
from pvsync.workflows.guarded import guard_verdicts
from pvsync.workflows.lease import is_shared
from pvsync.workflows.past import Past, past_of
from pvsync.workflows.plan import circumstances
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import rendered
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection
from pvsync.workflows.sent import sent_values
from pvsync.workflows.takedown_edit import (
    TakedownEdit,
    take_back,
    takedown_edit,
    territories_of,
    write_takedown,
)
from pvsync.workflows.trail import trail_of

_OFFERS = frozenset({Action.CREATE, Action.REPLACE})


@dataclass(frozen=True, slots=True)
class Takedown:
    """What to take down.

    Args:
        alid: The title; a season stands for its episodes, a series for its box set and all of its seasons.
        territories: Territories or groups; empty for everywhere that git, receipts and live know.
        business_line: Only this line, None for all.
        because: Why; stands beside each entry and in the receipt.
        with_bundles: Whether bundles on sale that hold it end with it.
        despite_protection: Whether `protect: true` is lifted for it.
        with_others: Whether what others made of it ends too, and titles that are only observed.
    """

    alid: str
    territories: tuple[str, ...]
    business_line: BusinessLine | None
    because: str
    with_bundles: bool = False
    despite_protection: bool = False
    with_others: bool = False

    def command(self, environment: str, *more: str) -> str:
        """The same again, as a person would type it."""
        env = () if environment == "local" else ("--env", environment)
        where = [word for name in self.territories for word in ("--territory", name)] or ["--everywhere"]
        line = () if self.business_line is None else ("--business-line", str(self.business_line))
        given = (("--with-bundles", self.with_bundles), ("--despite-protection", self.despite_protection))
        flags = [flag for flag, is_given in (*given, ("--with-others", self.with_others)) if is_given]
        more = tuple(flag for flag in more if flag not in flags)
        because = ("--because", " ".join(self.because.split()))
        return shlex.join(("pvsync", *env, "takedown", self.alid, *where, *line, *flags, *more, *because))


@dataclass(slots=True)
class Target:
    """What a takedown concerns.

    Args:
        titles: Every title that goes, as the catalog has it, by ALID; empty where no file declares it any more.
        bundles: Bundles of the catalog that hold one of them.
        scopes: Every scope that is read before and after.
        ours: Those that git declares or declared, or that a run brought.
        unproven: Those that a run brought so lately that a read may not show it yet.
        lost: What git says no more or cannot be read, as the run that brought it sent it, by scope.
        errors: How many errors the rest of the catalog has.
    """

    titles: dict[str, DesiredTitle] = field(default_factory=dict)
    bundles: dict[str, DesiredTitle] = field(default_factory=dict)
    scopes: set[Scope] = field(default_factory=set)
    ours: set[Scope] = field(default_factory=set)
    unproven: set[Scope] = field(default_factory=set)
    lost: dict[Scope, Avail] = field(default_factory=dict)
    errors: int = 0

    def avail(self, scope: Scope) -> Avail | None:
        """What git offers in a scope, or offered when a run last brought it; None where nobody knows."""
        title = self.titles.get(scope.alid) or self.bundles.get(scope.alid)
        offered = () if title is None else title.avails
        return next((one for one in offered if one.scope == scope), self.lost.get(scope))

    def is_observed(self, scope: Scope) -> bool:
        """Whether git only compares the title (`manage: observe`): what is live there is made by others."""
        title = self.titles.get(scope.alid)
        return title is not None and title.is_observed

    def place(self, scope: Scope) -> Place:
        """Where git declares a title."""
        title = self.titles.get(scope.alid) or self.bundles.get(scope.alid)
        return Place("" if title is None else title.file)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A takedown that is written to the files and planned, waiting for a word.

    Args:
        takedown: What was asked for.
        target: What it concerns.
        edit: What was written.
        plan: What is to be sent.
        blind: Scopes that could not be read and are ended by what git says of them.
    """

    takedown: Takedown
    target: Target
    edit: TakedownEdit
    plan: Plan
    blind: frozenset[Scope]

    @property
    def approval(self) -> Approval:
        """A takedown is its own approval, of exactly the counts that it shows."""
        because = f"taken down because: {' '.join(self.takedown.because.split())}"
        own = own_approval(self.plan.guards, "takedown")
        return replace(own, because=because, uncommitted=True, blind=self.blind)


def prepare(
    project: Project,
    takedown: Takedown,
    environment: Environment,
    now: datetime,
    connect: Callable[[], AvailsClient],
    progress: Progress,
) -> Prepared:
    """Look for the title, read it, edit its files and plan its end; where that fails, the files are as they were.

    Raises:
        UsageError: If nobody knows such a title or territory.
        PlanUnsafe: If it is protected, or in a bundle on sale, and the flag for that is not given.
        PvsyncError: If the service or the catalog cannot be read at all.
    """
    if not takedown.because.strip():
        raise UsageError(
            "`--because` says nothing", advice="write why: it stands in the YAML and in the receipt"
        )
    territories = territories_of(project, takedown.territories, now)
    entries = trail_of(project, fetch=is_shared(environment)).of(environment.service)
    past = _past(project)
    target = _target(project, takedown, territories, entries, past, now, environment.propagation)
    _refuse_protected(takedown, target, environment)
    asked = sorted(target.scopes | _bundle_scopes(target))
    readings, failed, _ = read_all(asked, connect)
    if failed:
        readings = dict.fromkeys(asked, Unread(failed))
    _look_up_lost(project, target, readings, entries)
    strangers = Strangers(project, environment, entries, partial(_same, past))
    setting = Setting(now, project.config.zones, sent_values(project, environment, entries))
    ends = _ends(takedown, target, readings, strangers, setting)
    ends.changes |= _bundles(takedown, target, readings, ends.changes, setting, environment)
    edit = takedown_edit(
        project, _edited(target, ends), takedown.because, now, lift=takedown.despite_protection
    )
    write_takedown(project, edit)
    try:
        plan = _plan(project, environment, ends, entries, now, progress)
        _refuse_guard(takedown, plan, environment)
    except BaseException:
        take_back(project, edit)
        raise
    return Prepared(takedown, target, edit, plan, frozenset(ends.blind))


def carry_out(
    project: Project,
    environment: Environment,
    prepared: Prepared,
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
    progress: Progress,
    stop: Stop,
    steal_lease: str | None = None,
) -> Applied:
    """Apply the plan of a takedown; the edit need not be committed first, since a takedown cannot wait.

    Raises:
        PvsyncError: See `apply_plan`.
    """
    return apply_plan(
        project,
        environment,
        prepared.plan,
        connect,
        now=now,
        progress=progress,
        stop=stop,
        steal_lease=steal_lease,
        approval=prepared.approval,
        just_made=True,
    )


def _past(project: Project) -> Past:
    """What git declared before, as far as it can be known; a takedown waits for nothing that cannot."""
    try:
        return past_of(project, Silent())
    except CatalogUnreadable:
        return Past()


def _same(past: Past) -> Past:
    return past


def _target(
    project: Project,
    takedown: Takedown,
    territories: Sequence[str],
    entries: Sequence[Entry],
    past: Past,
    now: datetime,
    propagation: timedelta,
) -> Target:
    catalog = project.catalog(now)
    titles = {title.title.alid: title for title in catalog.titles()}
    family = _family(takedown.alid, titles)
    brought = {scope for entry in entries for scope in _brought(entry)}
    once = {*past.tombstones, *brought}
    if not family and not any(scope.alid == takedown.alid for scope in once):
        raise _unknown(takedown.alid, titles, has_errors=has_errors(catalog.findings))
    alids = {*family, takedown.alid}
    own = {title.title.alid: title for title in titles.values() if title.title.alid in family}
    declared = {scope for title in own.values() for scope in _declared(title)}
    ours = {*declared, *(scope for scope in once if scope.alid in alids)}
    everywhere = {scope.territory for title in titles.values() for scope in _declared(title)}
    places = territories or sorted({*everywhere, *(scope.territory for scope in ours)})
    lines = tuple(BusinessLine) if takedown.business_line is None else (takedown.business_line,)
    scopes = {Scope(alid, place, line) for alid in alids for place in places for line in lines}
    if takedown.territories and takedown.business_line is None and not scopes & ours:
        known = ", ".join(sorted({scope.territory for scope in ours}))
        raise UsageError(
            f"nothing of {takedown.alid} was ever offered in {', '.join(places)} from here",
            advice=f"it has {known}; name the business line to take down what somebody else made"
            if known
            else "name the business line to take down what somebody else made",
        )
    bundles = {
        alid: title for alid, title in titles.items() if alid not in family and _holds(title, own, family)
    }
    errors = sum(finding.severity == "error" for finding in catalog.findings)
    lately = {scope for entry in entries if entry.at > now - propagation for scope in _brought(entry)}
    return Target(own, bundles, scopes, ours, lately & scopes, {}, errors)


def _family(alid: str, titles: Mapping[str, DesiredTitle]) -> set[str]:
    """A title with all that goes with it: the episodes of a season, the box set and the seasons of a series."""
    seasons = {
        one.title.alid
        for one in titles.values()
        if isinstance(one.title, Season) and alid in {one.title.alid, one.unsent.series}
    }
    episodes = {
        one.title.alid
        for one in titles.values()
        if isinstance(one.title, Episode) and one.title.season.alid in {alid, *seasons}
    }
    return {*seasons, *episodes, *({alid} if alid in titles else ())}


def _holds(bundle: DesiredTitle, own: Mapping[str, DesiredTitle], family: set[str]) -> bool:
    match bundle.title:
        case Collection(members=members):
            return not family.isdisjoint(members)
        case BoxSet(alid=series):
            return any(isinstance(one.title, Season) and one.unsent.series == series for one in own.values())
        case _:
            return False


def _declared(title: DesiredTitle) -> Iterator[Scope]:
    yield from (avail.scope for avail in title.avails)
    yield from (removal.scope for removal in title.removals)


def _brought(entry: Entry) -> Iterator[Scope]:
    for scope, result in entry.results().items():
        if isinstance(result.outcome, Accepted) and result.action in _OFFERS:
            yield scope


def _look_up_lost(
    project: Project, target: Target, readings: Mapping[Scope, Reading], entries: Sequence[Entry]
) -> None:
    """What runs brought of scopes that no read shows and git says nothing of any more: an entry of `removed:` stands there."""
    wanted = {
        scope
        for scope in target.scopes
        if (isinstance(readings[scope], Unread) or scope in target.unproven) and target.avail(scope) is None
    }
    for entry in reversed(entries):
        here = wanted.intersection(_brought(entry))
        wanted -= here
        if not here:
            continue
        try:
            offered = rendered(project.at(entry.commit), entry.as_of, {scope.alid for scope in here})
        except (UsageError, CatalogUnreadable):
            continue  # history was written anew: nobody knows any more
        target.lost.update((scope, offered[scope]) for scope in here if scope in offered)


def _unknown(alid: str, titles: Iterable[str], *, has_errors: bool) -> UsageError:
    near = nearest(alid, titles)
    hint = f"did you mean `{near}`?" if near else "`pvsync validate` says whether its file can be read"
    where = "no title of the catalog that can be read" if has_errors else "no title of the catalog"
    return UsageError(f"{where} has the ALID `{alid}`, and no earlier commit or run knows it", advice=hint)


def _refuse_protected(takedown: Takedown, target: Target, environment: Environment) -> None:
    """See that a protected title is meant.

    Raises:
        PlanUnsafe: If it is not said.
    """
    held = sorted(alid for alid, title in target.titles.items() if title.is_protected)
    if held and not takedown.despite_protection:
        raise PlanUnsafe(
            f"NOT taken down: {', '.join(held)} is protected (`protect: true`)",
            advice=f"if it has to go all the same: `{takedown.command(environment.name, '--despite-protection')}`",
        )


def _bundle_scopes(target: Target) -> set[Scope]:
    places = {scope.territory for scope in target.scopes}
    return {Scope(alid, place, BusinessLine.TVOD) for alid in target.bundles for place in places}


@dataclass(slots=True)
class _Ends:
    """How everything ends.

    Args:
        changes: What is sent, by scope.
        blind: Of these, what could not be read.
        unread: What could not be read, and git does not know it either.
        read: How many scopes were read.
    """

    changes: dict[Scope, Change] = field(default_factory=dict)
    blind: set[Scope] = field(default_factory=set)
    unread: list[UnreadScope] = field(default_factory=list)
    read: int = 0


def _ends(
    takedown: Takedown,
    target: Target,
    readings: Mapping[Scope, Reading],
    strangers: Strangers,
    setting: Setting,
) -> _Ends:
    found = _Ends()
    for scope in sorted(target.scopes):
        reading, title = readings[scope], target.titles.get(scope.alid)
        word = None if title is None else title.foreign
        # A full extract would take rows of others along that nobody could see.
        may_be_blind = takedown.with_others or not (strangers.may_keep(word) or target.is_observed(scope))
        change, why = None, ""
        match reading:
            case Absent() | Present():
                found.read += 1
                if _is_meant(takedown, target, scope):
                    kept = _kept(takedown, target, reading, strangers, setting)
                    change = withdraw(reading, target.place(scope), setting, kept)
                if change is None and scope in target.unproven:
                    why = "a run sent it lately, and live does not show it"
            case Unread():
                why = f"could not be read ({reading.why})"
            case _:
                assert_never(reading)
        if why and may_be_blind and (change := _by_git(target, scope, why, setting)) is not None:
            found.blind.add(scope)
        if change is not None:
            found.changes[scope] = change
        elif isinstance(reading, Unread):
            found.unread.append(UnreadScope(scope, reading.why))
    return found


def _is_meant(takedown: Takedown, target: Target, scope: Scope) -> bool:
    """Whether what is live in a scope is to be ended, as far as it is not known to be made by others."""
    if takedown.with_others:
        return True
    return not target.is_observed(scope) and (scope in target.ours or takedown.business_line is not None)


def _kept(
    takedown: Takedown, target: Target, reading: Present | Absent, strangers: Strangers, setting: Setting
) -> frozenset[int]:
    """Live transactions of others, which stay unless they are meant too."""
    if takedown.with_others or isinstance(reading, Absent):
        return frozenset()
    scope = reading.avail.scope
    title, offered = target.titles.get(scope.alid), target.avail(scope)
    rows = () if offered is None else offered.transactions
    declared = {name for row in rows for name in names_of(scope.alid, row)}
    return strangers.of(reading.avail, None if title is None else title.foreign, declared, setting.at)


def _by_git(target: Target, scope: Scope, why: str, setting: Setting) -> Change | None:
    """The end of what git offers in a scope of which no read can tell: a full extract needs nothing of what was before."""
    avail = target.avail(scope)
    change = None if avail is None else withdraw(Present(avail), target.place(scope), setting)
    if change is None:
        return None
    return replace(change, reason=f"{why}, so what git offers is ended")


def _bundles(
    takedown: Takedown,
    target: Target,
    readings: Mapping[Scope, Reading],
    changes: Mapping[Scope, Change],
    setting: Setting,
    environment: Environment,
) -> dict[Scope, Change]:
    """The ends of bundles that would be on sale without a part.

    Raises:
        PlanUnsafe: If they are not meant, or one cannot be read.
    """
    places = {scope.territory for scope in changes if scope.business_line is BusinessLine.TVOD}
    found: dict[Scope, Change] = {}
    for scope in sorted(_bundle_scopes(target)):
        if scope.territory not in places:
            continue
        reading = readings[scope]
        if isinstance(reading, Unread):
            change = _by_git(target, scope, f"could not be read ({reading.why})", setting)
            if change is None:
                raise PlanUnsafe(
                    f"NOT taken down: whether the bundle {scope} is on sale could not be read: {reading.why}",
                    advice=f"try again: `{takedown.command(environment.name)}`",
                )
        else:
            change = withdraw(reading, target.place(scope), setting)
        if change is not None:
            found[scope] = change
    if found and not takedown.with_bundles:
        named = ", ".join(f"{scope.alid} in {scope.territory}" for scope in found)
        raise PlanUnsafe(
            f"NOT taken down: it is part of a bundle on sale ({named}), which would be sold without it",
            advice=f"to end the bundle first, in the same run: `{takedown.command(environment.name, '--with-bundles')}`",
        )
    return found


def _edited(target: Target, ends: _Ends) -> set[Scope]:
    """Which scopes get an entry: what ends, and what git offers where it was looked at.

    Episodes go by the entry of their season where that goes too. A title that is only observed is never offered again.
    """
    offered = {scope for title in target.titles.values() for scope in (avail.scope for avail in title.avails)}
    wanted = {one for one in (*ends.changes, *(offered & target.scopes)) if not target.is_observed(one)}
    seasons = {alid for alid, title in target.titles.items() if isinstance(title.title, Season)}
    by_season: set[Scope] = set()
    entries: set[Scope] = set()
    for scope in wanted:
        title = target.titles.get(scope.alid)
        season = title.title.season.alid if title is not None and isinstance(title.title, Episode) else ""
        if season in seasons:
            by_season.add(replace(scope, alid=season))
        else:
            entries.add(scope)
    return entries | by_season


def _plan(
    project: Project,
    environment: Environment,
    ends: _Ends,
    entries: Sequence[Entry],
    now: datetime,
    progress: Progress,
) -> Plan:
    request = Request(environment, now, simulated=False, now=now, selection=Selection())
    desired = load(project, now, progress)
    changes = tuple(ends.changes.values())
    words = tuple(sorted({f"--only alid={scope.alid}" for scope in ends.changes}))
    return assemble(
        _circumstances(project, request),
        changes,
        ends.unread,
        Coverage(len(desired.records), ends.read, complete=False, selection=words),
        guards=guard_verdicts(project, environment, desired, changes, entries, now),
        dated=(),
    )


def _circumstances(project: Project, request: Request) -> Circumstances:
    """What the plan says of itself; a checkout of which a part is missing stands in nobody's way here."""
    try:
        return circumstances(project, request)
    except CatalogUnreadable as error:
        here = project.at("HEAD")
        return replace(circumstances(here, request), dirty=True, tree="", uncommitted=(error.message,))


def _refuse_guard(takedown: Takedown, plan: Plan, environment: Environment) -> None:
    """Protection outlives its line: what the commit before protected is not taken down by the way.

    Raises:
        PlanUnsafe: If it is not said.
    """
    held = next((one for one in plan.guards if one.guard == "protected" and one.verdict == "refuse"), None)
    if held is not None and not takedown.despite_protection:
        raise PlanUnsafe(
            "NOT taken down: the title was protected in an earlier commit, and that was not lifted by an apply",
            advice=f"if it has to go all the same: `{takedown.command(environment.name, '--despite-protection')}`",
        )


def read_all(
    scopes: Sequence[Scope], connect: Callable[[], AvailsClient]
) -> tuple[dict[Scope, Reading], str, datetime | None]:
    """Every scope read, why that failed altogether (empty where it did not), and what the service's clock shows."""
    try:
        with connect() as client:
            readings = dict(client.read(scopes))
            return readings, "", client.service_time
    except ApiError as error:
        return {}, error.message, None
