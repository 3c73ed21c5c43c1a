"""Write into the catalog what somebody changed by hand on Prime Video: only what can be said exactly, and nothing else."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from pvsync.catalog.codes.editing import NOT_EDITED
from pvsync.catalog.editing.edit import text_of
from pvsync.catalog.editing.offers import alids
from pvsync.catalog.editing.store import write_file
from pvsync.catalog.farewell import removed_entries
from pvsync.catalog.reader import read_documents
from pvsync.catalog.shape import shape
from pvsync.catalog.source import SourceFile, split_lines
from pvsync.diagnostics import Finding, Place, in_order
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.adopted import Adopted, Done
from pvsync.model.avail import Avail
from pvsync.model.normal import Table
from pvsync.model.plan import Action, Cause, Plan
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.unshown import with_unshown
from pvsync.plan.foreign import without_kept
from pvsync.render.disarm import disarm
from pvsync.workflows.adopt_differences import FOREIGN, GONE, Causes, Difference
from pvsync.workflows.adopt_trial import State, Trial
from pvsync.workflows.adopt_wishes import Wanted, wanted
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import titles_of

_BY_HAND = frozenset({Cause.DRIFT, Cause.UNKNOWN})
_SPLIT = "change it in the file; where it holds for more than this, write an avail of its own"


def adopt(
    project: Project,
    plan: Plan,
    sent: Mapping[Scope, Table],
    progress: Progress,
    *,
    deals: bool,
    write: bool,
) -> Adopted:
    """Make the catalog say what is live, wherever somebody changed live and nobody changed git.

    Args:
        project: The files as they are; they must be those of the plan.
        plan: What differs, live before and git after.
        sent: What the last run sent at places that live never shows.
        progress: Told of each file.
        deals: Whether a value that a deal gives is changed there, for all who use it.
        write: Whether files are written.

    Raises:
        UsageError: If files have changes that are not committed.
        CatalogUnreadable: If a file cannot be written; then all are as they were.
    """
    if project.is_dirty():
        raise UsageError(
            "the catalog has changes that are not committed, and drift is told against a commit",
            advice="commit them or set them aside, and run the command again",
        )
    plan = replace(plan, changes=tuple(without_kept(change) for change in plan.changes))
    live = dict(_live(plan, sent))
    outcome = Adopted()
    outcome.left += _missing(plan)
    trial, causes = Trial(project, live, plan.as_of), Causes(plan.changes)
    names = sorted({title.file for title in titles_of(project, plan.as_of, {scope.alid for scope in live})})
    originals = {name: trial.source(name) for name in names}
    progress.begin("looking for edits", len(names))
    for name in names:
        _file(outcome, trial, name, causes, deals=deals)
        progress.advance()
    progress.end()
    outcome.left = list(in_order(outcome.left))
    files = _changed(trial, originals)
    if files:
        outcome.files = tuple(before.name for before, _ in files)
        outcome.diff = "\n".join(line for before, after in files for line in _diff(before, after))
        _look_at_all(outcome, trial, live, progress)
    if files and write and not outcome.broken:
        _write(project, files)
        outcome.is_written = True
    return outcome


def _live(plan: Plan, sent: Mapping[Scope, Table]) -> Iterator[tuple[Scope, Avail]]:
    """What the service says of the scopes that differ, with what it never shows."""
    for change in plan.changes:
        if change.before is not None and change.action is not Action.CREATE:
            known = sent.get(change.scope)
            yield change.scope, with_unshown(change.before, known) if known else change.before


def _file(outcome: Adopted, trial: Trial, name: str, causes: Causes, *, deals: bool) -> None:
    """Everything that one file can be made to say; after each edit it is read again, since places have moved."""
    state = trial.state(name)
    tried: set[tuple[str, ...]] = set()
    while True:
        open_ones = (one for one in wanted(state.found, trial.project.config.zones) if one.name not in tried)
        wish = next(open_ones, None)
        if wish is None:
            return
        tried.add(wish.name)
        why = _why_not(wish.differences, state, causes)
        if why:
            outcome.left.append(_left(wish, *why))
            continue
        state = _fulfil(outcome, trial, name, state, wish, deals=deals)


def _fulfil(outcome: Adopted, trial: Trial, name: str, state: State, wish: Wanted, *, deals: bool) -> State:
    for raw, edits in (*(wish.deal if deals else ()), *wish.own):
        after = trial.attempt(name, state, wish.differences, raw, edits)
        if after is not None:
            deal = str(raw.data.get("name")) if raw.data.get("kind") == "deal" else ""
            outcome.done.append(Done(wish.alid, wish.what, wish.value, deal))
            if not deal:
                outcome.users.update(_users(trial.project, wish))
            return after
    outcome.left.append(_left(wish, "this cannot be written for it alone", _SPLIT))
    return state


def _why_not(aim: Collection[Difference], state: State, causes: Causes) -> tuple[str, str] | None:
    """Why something is not even tried, and what to do about it; None where nothing speaks against it."""
    if any(one.is_unclear for one in aim):
        return (
            "what live says there is not understood",
            "apply what git says, or put it right in Slate",
        )
    found = {causes.of(one) for one in aim}
    if not found <= _BY_HAND:
        return (
            "git was changed since the last apply, so it is not known which of the two shall hold",
            "apply what git says, or change the file by hand",
        )
    gone = {one.scope for one in state.found if one.path == GONE and causes.of(one) is Cause.UNKNOWN}
    if any(one.path == GONE and one.scope in gone for one in aim):
        return (
            "live does not have it, and no receipt shows that it was ever applied",
            "apply it, or take it out of the file by hand",
        )
    if any(one.path == FOREIGN and one.scope in gone for one in aim):
        return (
            "it may stand in the place of another one, of which no receipt shows that it was ever applied",
            "apply what git says, or change the file by hand",
        )
    return None


def _left(wish: Wanted, why: str, hint: str) -> Finding:
    value = f" (live says {wish.value})" if wish.value else ""
    return NOT_EDITED.at(wish.place, f"{wish.alid} {wish.what} stays as it is{value}: {why}", hint)


def _missing(plan: Plan) -> Iterator[Finding]:
    """Scopes that live has not at all: that they shall be gone is a word that a person says."""
    for change in plan.changes:
        if change.action is Action.CREATE:
            source = next((item.source for item in change.fields if item.source is not None), None)
            place = None if source is None else Place(source.file, source.line, source.column)
            words = removed_entries([change.scope])
            yield NOT_EDITED.at(
                place,
                f"{change.scope} is missing on Prime Video altogether, and stays in the catalog",
                f"to keep it so, say it below the keys of `{change.scope.alid}`:\n{words}",
            )


def _users(project: Project, wish: Wanted) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The deal that a value came from, with the other titles that use it."""
    for raw, _ in wish.deal:
        name = str(raw.data.get("name"))
        uses = re.compile(rb"use[\"']?\s*:\s*[\"']?" + re.escape(name.encode()) + rb"(?![\w-])")
        found: set[str] = set()
        for source in project.sources():
            if not isinstance(source, SourceFile) or not uses.search(source.data):
                continue
            for document in read_documents(source)[0]:
                declared, _ = shape(document)
                if declared is not None and name in _used(document.data):
                    found.update(alids(declared))
        yield name, tuple(sorted(found - {wish.alid}))


def _used(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("use"), str):
            yield data["use"]
        for value in data.values():
            yield from _used(value)
    elif isinstance(data, list):
        for value in data:
            yield from _used(value)


def _changed(trial: Trial, originals: Mapping[str, SourceFile]) -> list[tuple[SourceFile, SourceFile]]:
    sources = {one.name: one for one in trial.project.sources() if isinstance(one, SourceFile)} | dict(
        originals
    )
    return [
        (sources[name], file) for name, file in sorted(trial.files.items()) if file.data != sources[name].data
    ]


def _look_at_all(outcome: Adopted, trial: Trial, live: Mapping[Scope, Avail], progress: Progress) -> None:
    """Read the whole catalog once before and once after: nothing may be wrong or otherwise that was not meant."""
    before, known = trial.whole(progress, edited=False)
    after, found = trial.whole(progress, edited=True)
    words = {(one.code, one.message) for one in known}
    outcome.broken = tuple(one for one in found if (one.code, one.message) not in words)
    changed = {scope for scope in before.keys() | after.keys() if before.get(scope) != after.get(scope)}
    outcome.others = tuple(sorted({scope.alid for scope in changed - live.keys()}))
    if outcome.others and not any(one.deal for one in outcome.done):
        raise RuntimeError("an edit of one title changed another")


def _diff(before: SourceFile, after: SourceFile) -> Iterator[str]:
    lines = difflib.unified_diff(
        split_lines(text_of(before)),
        split_lines(text_of(after)),
        f"a/{before.name}",
        f"b/{before.name}",
        n=1,
        lineterm="",
    )
    return (disarm(line) for line in lines)


def _write(project: Project, files: Sequence[tuple[SourceFile, SourceFile]]) -> None:
    written: list[tuple[SourceFile, SourceFile]] = []
    try:
        for before, after in files:
            write_file(project.root, before, after)
            written.append((before, after))
    except CatalogUnreadable:
        for before, after in written:
            write_file(project.root, after, before)
        raise
