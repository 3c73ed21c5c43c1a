"""Members of a bundle that stays on sale: they may not be removed under it, nor move both ways with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.diagnostics import Finding, Place, Related, Severity
from pvsync.model.desired import DesiredTitle, Removal
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Change
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Title
from pvsync.plan.bundles import both_ways, holds


@dataclass(slots=True)
class HeldMembers:
    """Gathers bundles on sale and members that shall go, title by title; memory grows with these two alone.

    Args:
        at: The instant of the plan.
    """

    at: datetime
    _bundles: list[tuple[Title, Scope, Place]] = field(default_factory=list)
    _leaving: list[tuple[Title, Removal]] = field(default_factory=list)

    def take(self, title: DesiredTitle) -> None:
        """Look at one title."""
        self._leaving.extend(
            (title.title, removal)
            for removal in title.removals
            if removal.scope.business_line is BusinessLine.TVOD
        )
        if isinstance(title.title, BoxSet | Collection):
            self._bundles.extend(
                (title.title, avail.scope, title.places.transaction(avail.scope, 0, ""))
                for avail in title.avails
                if any(not row.window.is_over(self.at) for row in avail.transactions)
            )

    def findings(self) -> Iterator[Finding]:
        """Each member that shall go while git still offers its bundle in the same territory."""
        for member, removal in self._leaving:
            for bundle, scope, place in self._bundles:
                if scope.territory == removal.scope.territory and holds(bundle, member):
                    yield Finding(
                        "PV903",
                        "member-of-a-live-bundle",
                        Severity.ERROR,
                        f"{removal.scope.alid} shall go in {scope.territory}, and `{bundle.title}` still offers it there",
                        "end the bundle there as well: it goes first, in the same plan",
                        removal.place,
                        (Related("the bundle is offered here", place),),
                    )


def refused_moves(changes: Iterable[Change]) -> Iterator[tuple[Scope, Finding]]:
    """Bundles that would need two writes: widened on one side and narrowed on the other, with a member alike.

    Whichever is written first, the member would not cover its bundle for a while. Both wait.
    """
    for bundle, member in both_ways(list(changes)):
        finding = Finding(
            "PV904",
            "bundle-moves-both-ways",
            Severity.ERROR,
            f"`{bundle.title}` and {member.scope.alid} both move their windows in {bundle.scope.territory}, "
            "so that neither can be written first",
            "do it in two steps: first let the bundle end (or begin) within both the old and the new window of "
            "its member and apply that, then give both their new windows",
            _place(bundle),
        )
        yield bundle.scope, finding
        yield member.scope, finding


def _place(change: Change) -> Place | None:
    source = next((item.source for item in change.fields if item.source is not None), None)
    return (
        None
        if source is None
        else Place(source.file, source.line, source.column, source.line, source.column + 1)
    )
