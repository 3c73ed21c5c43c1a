"""A plan counted, grouped and put into words; what every layout of a plan reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pvsync.diagnostics import Finding, Severity, in_order
from pvsync.model.plan import Action, Coverage, Plan
from pvsync.render.assumed_note import assumed_note
from pvsync.render.days import span_text, utc_text
from pvsync.render.english import counted, sentence
from pvsync.render.impact import LINE_WORDS, consequences_of
from pvsync.render.sentences import Statement, statements
from pvsync.render.undo_notes import NOTHING_TO_UNDO, undo_notes
from pvsync.render.view_audience import AudienceView, audience_view
from pvsync.render.view_guards import GuardView, guard_view
from pvsync.render.view_standing import Standing, nothing_sent, standing_of
from pvsync.render.view_titles import TitleView, title_views

KNOW_FIRST = "Know this first"
"""Heading of what a change loosens: it decides what all the rest is worth."""

_SHORT = 9
_ALWAYS_COUNTED = (Action.CREATE, Action.REPLACE, Action.WITHDRAW, Action.DELETE)


@dataclass(frozen=True, slots=True)
class UnreadView:
    """A scope without an answer.

    Args:
        scope: Its ALID, territory and business line.
        why: One plain sentence.
    """

    scope: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan in words.

    Args:
        target: For whom, where and when.
        origin: Commit and plan id; empty outside git and before the plan is frozen.
        changes: How many scopes change.
        loosens: What the change loosens or alters of guards, addresses and credentials, whole sentences.
        statements: What customers will see, worst first.
        titles: Every change.
        standing: What stays as it is, and why.
        unread: Scopes without an answer.
        guards: Guards that refuse or are approved.
        findings: Warnings and notices about the catalog.
        coverage: What was not compared, whole sentences.
        notes: What else the reader must know before applying it, whole sentences.
        counts: Number of scopes by action.
        summary: The counts as one sentence.
        empty: What is said in place of changes; empty where there are changes.
        licensor: For whom.
        environment: Where.
        as_of: The instant that it is made for.
        raw: The plan file itself, for a layout that carries it along.
        folder: As `Report.folder`, for a layout that names files to a forge.
        audience: Who watched what it hits, None where nobody asked.
    """

    target: str
    origin: str
    changes: int
    statements: tuple[Statement, ...]
    titles: tuple[TitleView, ...]
    unread: tuple[UnreadView, ...]
    guards: tuple[GuardView, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[str, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    summary: str
    empty: str
    licensor: str
    environment: str
    as_of: datetime
    raw: str = ""
    folder: str = ""
    standing: tuple[Standing, ...] = ()
    audience: AudienceView | None = None
    loosens: tuple[str, ...] = ()


def view_of(plan: Plan, approvals: Mapping[str, int] | None = None) -> PlanView:
    """Everything that a plan says, ready to be laid out.

    Args:
        plan: The plan.
        approvals: Counts that are approved, by guard.
    """
    given = approvals or {}
    guards = tuple(
        guard_view(verdict, given.get(verdict.guard)) for verdict in plan.guards if verdict.verdict != "pass"
    )
    changes = sum(change.action is not Action.KEEP for change in plan.changes)
    nothing = _nothing(plan) if plan.undoes is None else NOTHING_TO_UNDO
    return PlanView(
        target=f"{plan.licensor} in {plan.environment}, as of {utc_text(plan.as_of)}",
        origin=_origin(plan),
        changes=changes,
        statements=statements(consequences_of(plan)),
        titles=title_views(plan),
        unread=tuple(sorted((_unread(plan)), key=lambda one: one.scope)),
        guards=guards,
        findings=tuple(item for item in in_order(plan.diagnostics) if item.severity is not Severity.NOTICE)
        if plan.undoes is None
        else (),
        coverage=tuple(_coverage(plan.coverage) if plan.undoes is None else undo_notes(plan, plan.undoes)),
        notes=(*_notes(plan, changes), *_notices(plan)),
        counts=plan.summary,
        summary=_summary(plan, guards),
        empty="" if changes else nothing,
        licensor=plan.licensor,
        environment=plan.environment,
        as_of=plan.as_of,
        standing=standing_of(plan),
        audience=audience_view(plan.impact),
        loosens=tuple(sentence(text) for text in plan.loosens),
    )


def _nothing(plan: Plan) -> str:
    """What is said where nothing changes, and of how much it is said."""
    read = counted(plan.coverage.scopes_read, "scope")
    in_full = plan.coverage.complete and not plan.coverage.selection and not plan.unread
    if not plan.coverage.scopes_read:
        return "Nothing was compared, so nothing is planned."
    if not in_full:
        return (
            f"No changes in the {read} that {'was' if plan.coverage.scopes_read == 1 else 'were'} compared."
        )
    return (
        nothing_sent(plan)
        or f"No changes: {read} compared, and Prime Video holds exactly what this catalog says."
    )


def _origin(plan: Plan) -> str:
    parts = [f"undoes run {plan.undoes.run}"] if plan.undoes is not None else []
    parts += [f"commit {plan.commit[:_SHORT]}"] if plan.commit else []
    parts += [f"compared with commit {plan.base[:_SHORT]}"] if plan.base and plan.base != plan.commit else []
    parts += [f"plan {plan.plan_id[:_SHORT]}"] if plan.plan_id else []
    return ", ".join(parts)


def _unread(plan: Plan) -> Iterator[UnreadView]:
    for one in plan.unread:
        scope = one.scope
        yield UnreadView(f"{scope.alid} in {scope.territory} {LINE_WORDS[scope.business_line]}", one.why)


def _notes(plan: Plan, changes: int) -> Iterator[str]:
    if plan.simulated:
        yield f"This is a simulation for {utc_text(plan.as_of)}: it cannot be applied."
    if plan.dirty:
        yield "The catalog has changes that are not committed; only the local environment takes such a plan."
        yield from (sentence(text) for text in plan.uncommitted)
    if changes and plan.valid_until is not None:
        until = utc_text(plan.valid_until)
        yield f"Valid until {until}, when a date changes what is planned and the plan must be made again."
    if changes and plan.estimate.requests:
        requests = counted(plan.estimate.requests, "request")
        yield f"Applying it takes {requests} and at least {span_text(plan.estimate.seconds)}."
    yield from assumed_note(plan)


def _notices(plan: Plan) -> Iterator[str]:
    count = sum(item.severity is Severity.NOTICE for item in plan.diagnostics)
    if count:
        them = "it" if count == 1 else "them"
        yield f"{counted(count, 'notice')} about the catalog: run `pvsync validate` to read {them}."


def _coverage(coverage: Coverage) -> Iterator[str]:
    read = f"{coverage.scopes_read:,} of {counted(coverage.scopes_desired, 'scope')}"
    if coverage.selection:
        yield f"Only a selection was compared ({_listed(coverage.selection)}): {read} in the catalog."
    elif coverage.scopes_read < coverage.scopes_desired:
        yield f"This plan is partial: {read} in the catalog could be compared."
    yield from (sentence(text) for text in coverage.not_checked)


def _listed(selection: Sequence[str]) -> str:
    """The flags as typed, or the scopes that a command chose, told apart."""
    is_typed = any(word.startswith("--") for word in selection)
    return (" " if is_typed else ", ").join(selection)


def _summary(plan: Plan, guards: Sequence[GuardView]) -> str:
    counts = plan.summary
    named = [f"{counts[action]:,} to {action}" for action in _ALWAYS_COUNTED]
    named += [f"{counts[Action.FORGET]:,} to forget"] if counts[Action.FORGET] else []
    refused = sum(guard.refused for guard in guards)
    sentences = [f"Plan: {', '.join(named)}."]
    sentences += [f"{counted(len(plan.unread), 'scope')} could not be read."] if plan.unread else []
    sentences += [f"Refused by {counted(refused, 'guard')}."] if refused else []
    return " ".join(sentences)
