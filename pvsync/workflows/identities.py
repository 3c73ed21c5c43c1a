"""An ALID stands for one title for ever: what git says now, held against every earlier commit of the branch."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pvsync.diagnostics import Finding, Place, Severity
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.identity import Identity, Sighting, identity_of
from pvsync.model.outcome import Accepted
from pvsync.model.plan import Action
from pvsync.model.trail import Entry
from pvsync.plan import codes
from pvsync.workflows.desired import Desired, Rebuilt, Record
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import titles_of
from pvsync.workflows.selection import Selection

_COMMIT = 9
_WORDS = re.compile(r"\w+")


def identity_findings(
    project: Project,
    desired: Desired,
    sightings: Mapping[str, Sequence[Sighting]],
    entries: Sequence[Entry],
    selection: Selection,
) -> Iterator[tuple[str, Finding]]:
    """One finding for each ALID that stood for something else before; an error where a run had that accepted.

    Args:
        project: The catalog.
        desired: The same, judged.
        sightings: Who was declared under each ALID by versions that are no longer in force.
        entries: Runs of the environment, oldest first.
        selection: Which scopes are looked at.
    """
    offered = {
        record.scope.alid: record
        for record in desired.records
        if record.removal is None and selection.takes(record.scope, record.kind)
    }
    rebuilt = Rebuilt(project, desired.catalog)
    for alid in sorted(sightings.keys() & offered.keys()):
        now = desired.identities[alid]
        other = [one for one in sightings[alid] if _is_other(one.identity, now)]
        applied = [one for one in other if _was_applied(project, one.identity, entries)]
        refused = [one for one in applied if _is_certain(one.identity, now)]
        if not other or (not refused and _was_applied(project, now, entries)):
            continue  # what counts is what reached Prime Video, and that is what git says
        # Without a receipt, the latest that git said.
        worst = (refused or applied or other)[-1]
        finding = _finding(
            now, worst, _place(now, offered[alid], desired, rebuilt), is_applied=worst in applied
        )
        yield alid, finding if refused else replace(finding, severity=Severity.WARNING)


def _is_certain(then: Identity, now: Identity) -> bool:
    """Whether two identities cannot be one title, or one collection: a corrected name, or a short film, may be."""
    return then.kind != now.kind or then.members != now.members


def _is_other(then: Identity, now: Identity) -> bool:
    if then.kind != now.kind or then.work_type != now.work_type:
        return True
    return then.members != now.members or _is_another_title(then, now)


def _is_another_title(then: Identity, now: Identity) -> bool:
    """Whether no word of the title is left, nor its content id: with care, for titles are corrected and translated."""
    if then.content_id == now.content_id:
        return False
    return set(_WORDS.findall(then.title.casefold())).isdisjoint(_WORDS.findall(now.title.casefold()))


def _finding(now: Identity, then: Sighting, place: Place | None, *, is_applied: bool) -> Finding:
    was, commit = then.identity, then.commit[:_COMMIT]
    seen = f"commit {commit}" + ("" if is_applied else ", which no receipt shows as applied,")
    if was.kind == now.kind == "collection" and was.members != now.members:
        parts = [f"without {', '.join(gone)}"] if (gone := _beside(was, now)) else []
        parts += [f"with {', '.join(come)}"] if (come := _beside(now, was)) else []
        return codes.MEMBERSHIP_OF_HISTORY.at(
            place,
            f"{seen} listed other movies in `{now.alid}`; now it is listed {' and '.join(parts)}",
            f"a collection keeps its members for ever: list {', '.join(was.members)}, or declare a new collection",
        )
    return codes.ALID_OF_ANOTHER_TITLE.at(
        place,
        f"{seen} declared the {_words(was)} under the ALID `{now.alid}`, which is the {_words(now)} now",
        "an ALID stays with its title for ever: give this one an ALID of its own",
    )


def _words(identity: Identity) -> str:
    name = f' "{identity.title}"' if identity.title else ""
    kind = identity.work_type if identity.kind != "box set" else identity.kind
    return f"{kind}{name}"


def _beside(one: Identity, other: Identity) -> list[str]:
    return sorted(set(one.members).difference(other.members))


def _place(now: Identity, record: Record, desired: Desired, rebuilt: Rebuilt) -> Place | None:
    if now.kind == "collection":
        return rebuilt(record)[1].title("members")
    return desired.catalog.place_of(now.alid)


def _was_applied(project: Project, identity: Identity, entries: Sequence[Entry]) -> bool:
    """Whether a run had a title accepted as that: the commit that it carried decides."""
    for entry in reversed(entries):
        accepted = any(
            scope.alid == identity.alid
            and isinstance(result.outcome, Accepted)
            and result.action is not Action.FORGET
            for scope, result in entry.results().items()
        )
        if (
            accepted
            and not entry.is_uncommitted
            and identity in _identities_at(project, entry, identity.alid)
        ):
            return True
    return False


def _identities_at(project: Project, entry: Entry, alid: str) -> list[Identity]:
    try:
        then = project.at(entry.commit)
        return [identity_of(title.title) for title in titles_of(then, entry.as_of, {alid})]
    except (UsageError, CatalogUnreadable):
        return []  # a commit that has gone: nobody knows what it said
