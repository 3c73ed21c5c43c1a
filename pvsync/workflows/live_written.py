"""Titles that are live into files whose first plan is empty; where that cannot be, it is said what it would do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from pvsync.catalog.editing.compose import document_text
from pvsync.catalog.editing.spoken import entry_of
from pvsync.catalog.editing.store import create_file
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Place, in_order
from pvsync.formats.ema.names import slug
from pvsync.formats.ema.plain import Draft
from pvsync.formats.live import codes
from pvsync.formats.live.drafts import Drafted, drafts
from pvsync.formats.live.title import LiveTitle
from pvsync.formats.live.words import Words
from pvsync.model.avail import Avail
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.workflows.live_asked import Standing
from pvsync.workflows.live_first_plan import FirstPlan, findings_of, first_plan
from pvsync.workflows.project import Project

_TERM_NAME = "_termName"


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it.

    Args:
        files: Names of files that were written.
        findings: What is to be said of them, by place.
    """

    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go.

    Args:
        project: The project.
        folder: Folder of the catalog, relative to the repository root.
        standing: What is there already.
        at: The instant that the first plan is told for.
    """

    project: Project
    folder: Path
    standing: Standing
    at: datetime


@dataclass(frozen=True, slots=True)
class _Attempt:
    drafted: Drafted
    sources: Mapping[str, SourceFile]
    plan: FirstPlan


def write_titles(
    target: Target,
    titles: Sequence[LiveTitle],
    present: Mapping[Scope, Avail],
    progress: Progress,
    *,
    observe: bool,
) -> Written:
    """Write a file for each title, or for a series several.

    Args:
        target: Where they go.
        titles: The titles.
        present: What the service holds, windows that are over included.
        progress: Told of each stage.
        observe: Whether the documents are compared only, and never written to Prime Video.

    Raises:
        CatalogUnreadable: If a file cannot be written.
    """
    if not titles:
        return Written()
    config = target.project.config
    words = Words(partial(entry_of, zones=config.zones), config.display_name, observe=observe)
    live = {avail.scope: present[avail.scope] for title in titles for avail in title.avails}
    made = _best(target, titles, words, live, progress)
    said = tuple(_findings(made, titles))
    files = {alid: made.sources[path].name for path, draft in made.drafted.files for alid in _alids(draft)}
    findings = in_order((*said, *findings_of(made.plan, files, said)))
    progress.begin("writing files", len(made.sources))
    for path, _ in sorted(made.drafted.files, key=_turn):
        source = made.sources[path]
        create_file(target.project.root / source.name, source.data)
        progress.advance()
    progress.end()
    return Written(tuple(sorted(source.name for source in made.sources.values())), findings)


def _turn(file: tuple[str, Draft]) -> tuple[int, str]:
    """What others refer to first, so that a run that is stopped leaves nothing that cannot be gone on with."""
    path, draft = file
    return {"series": 0, "bundle": 2}.get(str(draft.document["kind"]), 1), path


def _best(
    target: Target,
    titles: Sequence[LiveTitle],
    words: Words,
    live: Mapping[Scope, Avail],
    progress: Progress,
) -> _Attempt:
    """The files that come nearest: ids of transactions are written where nothing else tells them apart."""
    plain = _attempt(target, titles, words, live, progress)
    if not plain.plan.changes:
        return plain
    named = _attempt(target, titles, _with_ids(words, plain.plan.alids), live, progress)
    helped = plain.plan.alids - named.plan.alids
    if helped == plain.plan.alids:
        return named
    return _attempt(target, titles, _with_ids(words, helped), live, progress) if helped else plain


def _with_ids(words: Words, alids: frozenset[str]) -> Words:
    return Words(words.say, words.licensor, words.observe, alids)


def _attempt(
    target: Target,
    titles: Sequence[LiveTitle],
    words: Words,
    live: Mapping[Scope, Avail],
    progress: Progress,
) -> _Attempt:
    drafted = drafts(titles, words, target.standing.declared)
    taken: set[str] = set()
    sources: dict[str, SourceFile] = {}
    for path, draft in drafted.files:
        name = _free(target, path, draft, taken)
        taken.add(name)
        sources[path] = SourceFile.of(name, document_text(draft.document).encode())
    plan = first_plan(
        target.project, target.standing.files, list(sources.values()), live, target.at, progress
    )
    return _Attempt(drafted, sources, plan)


def _free(target: Target, path: str, draft: Draft, taken: set[str]) -> str:
    """A name that no file has: what is there is never overwritten."""
    wanted = PurePosixPath(target.folder.as_posix(), path)
    tries = [wanted, wanted.with_stem(f"{wanted.stem}-{slug(draft.identity) or 'live'}")]
    number = 2
    while tries[0].as_posix() in taken or (target.project.root / tries[0]).exists():
        tries.pop(0)
        if not tries:
            tries.append(wanted.with_stem(f"{wanted.stem}-{number}"))
            number += 1
    return tries[0].as_posix()


def _alids(draft: Draft) -> Iterator[str]:
    """What a file offers."""
    document = draft.document
    if document["kind"] == "series":
        return
    yield str(document["series"] if document["kind"] == "bundle" else document["alid"])
    episodes = document.get("episodes")
    for episode in episodes if isinstance(episodes, list) else ():
        if isinstance(episode, dict):
            yield str(episode["alid"])


def _findings(made: _Attempt, titles: Iterable[LiveTitle]) -> Iterator[Finding]:
    paths = made.drafted.paths
    for note in made.drafted.notes:
        source = made.sources.get(paths.get(note.subject, ""))
        yield note.code.at(None if source is None else Place(source.name), note.message, note.hint)
    unknown: dict[str, list[Scope]] = defaultdict(list)
    for title in titles:
        for avail in title.avails:
            for name in sorted(set(_members(avail))):
                unknown[name].append(avail.scope)
    for name, scopes in sorted(unknown.items()):
        count = len(scopes)
        where = f"in {count:,} scopes, first in {scopes[0]}" if count > 1 else f"in {scopes[0]}"
        yield codes.UNKNOWN_MEMBER.at(
            None,
            f"`{name}` is live {where}, and the catalog has no word for it",
            "nothing: it is sent along unchanged as long as its transaction stays",
        )


def _members(avail: Avail) -> Iterator[str]:
    """What is live and pvsync does not know, as the service calls it."""
    yield from avail.extra
    for row in avail.transactions:
        for name, value in row.extra.items():
            terms = value if isinstance(value, list) else []
            named = [str(one[_TERM_NAME]) for one in terms if isinstance(one, dict) and _TERM_NAME in one]
            yield from (f"Transaction.{name}.{one}" for one in named)
            if not named:
                yield f"Transaction.{name}"
