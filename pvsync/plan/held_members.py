"""Members of a bundle that stays on sale may not be removed under it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.diagnostics import Finding, Place, Related
from pvsync.model.desired import DesiredTitle, Removal
from pvsync.model.family import Key, bundle_keys, member_keys
from pvsync.model.licence import BusinessLine
from pvsync.model.titles import Title
from pvsync.plan import codes


@dataclass(slots=True)
class HeldMembers:
    """Gathers bundles on sale and members that shall go, title by title; memory grows with these two alone.

    Args:
        at: The instant of the plan.
    """

    at: datetime
    _bundles: dict[tuple[str, Key], list[tuple[Title, Place]]] = field(default_factory=dict)
    _leaving: list[tuple[Title, Removal]] = field(default_factory=list)

    def take(self, title: DesiredTitle) -> None:
        """Look at one title."""
        self._leaving.extend(
            (title.title, removal)
            for removal in title.removals
            if removal.scope.business_line is BusinessLine.TVOD
        )
        keys = bundle_keys(title.title)
        for avail in title.avails if keys else ():
            if any(not row.window.is_over(self.at) for row in avail.transactions):
                found = (title.title, title.places.transaction(avail.scope, 0, ""))
                for key in keys:
                    self._bundles.setdefault((avail.scope.territory, key), []).append(found)

    def findings(self) -> Iterator[Finding]:
        """Each member that shall go while git still offers its bundle in the same territory."""
        for member, removal in self._leaving:
            territory = removal.scope.territory
            for key in member_keys(member):
                for bundle, place in self._bundles.get((territory, key), ()):
                    yield codes.MEMBER_OF_LIVE_BUNDLE.at(
                        removal.place,
                        f"{removal.scope.alid} shall go in {territory}, and `{bundle.title}` still offers it there",
                        "end the bundle there as well: it goes first, in the same plan",
                        (Related("the bundle is offered here", place),),
                    )
