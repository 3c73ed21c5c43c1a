"""What a document says about scopes that shall go: `state`, `removed`, `never_delivered`, `protect`, `manage`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pvsync.catalog import codes
from pvsync.catalog.documents.titles import KnownDriftEntry, OfferKeys
from pvsync.catalog.expand import Expanded
from pvsync.catalog.merge import Origin, Report
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.diagnostics import Related
from pvsync.model.desired import Removal
from pvsync.model.drift import KnownDrift
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.standing import Foreign
from pvsync.model.transaction import names_of

Rows = dict[Scope, list[Expanded]]

_ACTIONS: dict[str, Literal[Action.WITHDRAW, Action.DELETE]] = {
    "withdrawn": Action.WITHDRAW,
    "deleted": Action.DELETE,
}


@dataclass(frozen=True, slots=True)
class Stated:
    """The keys of a title with their place.

    Args:
        keys: The keys.
        origin: The title's own place.
    """

    keys: OfferKeys
    origin: Origin


class Standing:
    """What a title's own keys and, for an episode, those of its season say about being there at all.

    Args:
        levels: The title's own keys first, then its season's.
    """

    def __init__(self, *levels: Stated) -> None:
        self._levels = levels

    @property
    def is_observed(self) -> bool:
        """Whether the title is compared and never written."""
        return self._origin("manage") is not None

    @property
    def is_protected(self) -> bool:
        """Whether the title may not go without a change of its own first."""
        return self._origin("protect") is not None

    @property
    def foreign(self) -> Foreign | None:
        """What the title says of transactions that others made; None where it says nothing."""
        said = (level.keys.foreign for level in self._levels)
        return next((Foreign(word) for word in said if word is not None), None)

    def known_drift(self, alid: str, settings: CatalogSettings, report: Report) -> tuple[KnownDrift, ...]:
        """What the title, or its season, expects live to differ in."""
        return tuple(
            known_drift(entry, (alid,), level.origin.at("drift_known", index), settings, report)
            for level in self._levels
            for index, entry in enumerate(level.keys.drift_known or ())
        )

    def removals(
        self, alid: str, rows: Rows, settings: CatalogSettings, report: Report
    ) -> tuple[Removal, ...]:
        """The scopes that shall go, each once; what speaks against it is reported."""
        found: dict[Scope, Removal] = {}
        for removal in (*self._listed(alid, settings, report), *self._all(rows, report)):
            found.setdefault(removal.scope, removal)
        for removal in found.values():
            self._judge(removal, rows.get(removal.scope, []), settings, report)
        return tuple(_with_names(found[scope], rows.get(scope, [])) for scope in sorted(found))

    def _listed(self, alid: str, settings: CatalogSettings, report: Report) -> Iterator[Removal]:
        for level in self._levels:
            for index, entry in enumerate(level.keys.removed or ()):
                origin = level.origin.at("removed", index)
                territories = expand_name(entry.territory, settings)
                if not territories:
                    report(
                        codes.UNKNOWN_TERRITORY.at(
                            origin.at("territory").place, *unknown_territory(entry.territory, settings)
                        )
                    )
                for territory in territories:
                    scope = Scope(alid, territory, BusinessLine(entry.business_line))
                    yield Removal(scope, _ACTIONS[entry.as_], origin.place)

    def _all(self, rows: Rows, report: Report) -> Iterator[Removal]:
        for level in self._levels:
            if level.keys.state is None:
                continue
            place = level.origin.at("state").place
            if getattr(level.keys, "avails", None) == [] and not level.keys.removed:
                report(
                    codes.REMOVAL_OF_NOTHING.at(
                        place,
                        f"`state: {level.keys.state}` stands here, and no avail says in which territories",
                        "keep the avails that it had, or name each scope under `removed`",
                    )
                )
            for scope in rows:
                yield Removal(scope, _ACTIONS[level.keys.state], place)
            return

    def _judge(
        self, removal: Removal, rows: list[Expanded], settings: CatalogSettings, report: Report
    ) -> None:
        where = f"{removal.scope.territory} {removal.scope.business_line}"
        protected = self._origin("protect")
        if protected is not None:
            report(
                codes.PROTECTED.at(
                    removal.place,
                    f"this title is protected, and {where} of it shall go",
                    "take the removal out; to lift the protection, remove `protect` in a change of its own first",
                    (Related("it is protected here", protected.place),),
                )
            )
        observed = self._origin("manage")
        if observed is not None:
            report(
                codes.REMOVAL_OF_OBSERVED.at(
                    removal.place,
                    f"this title is only observed, so {where} of it cannot be removed",
                    "remove `manage: observe` first",
                    (Related("it is observed here", observed.place),),
                )
            )
        if removal.action is Action.DELETE:
            self._judge_delete(removal, rows, settings, report)

    def _judge_delete(
        self, removal: Removal, rows: list[Expanded], settings: CatalogSettings, report: Report
    ) -> None:
        if self._origin("never_delivered") is None:
            report(
                codes.DELETE_UNCONFIRMED.at(
                    removal.place,
                    "a delete is only for what was never delivered, and nothing here says so",
                    "write `never_delivered: true` if no asset and no metadata ever reached Prime Video; otherwise `withdrawn`",
                )
            )
        started = next(
            (
                row
                for row in rows
                if row.transaction.window.start is not None and row.transaction.window.start <= settings.as_of
            ),
            None,
        )
        if started is not None:
            report(
                codes.DELETE_STARTED.at(
                    removal.place,
                    f"a window in {removal.scope.territory} has started, so it cannot be deleted",
                    "write `withdrawn`: it ends what customers see",
                    (Related("it started here", started.place("start")),),
                )
            )

    def _origin(self, key: str) -> Origin | None:
        """Where a key is set, by the title itself or else by its season; None where it is not, or says false."""
        for level in self._levels:
            value = getattr(level.keys, key)
            if value is not None:
                return level.origin.at(key) if value is not False else None
        return None


def known_drift(
    entry: KnownDriftEntry, titles: Sequence[str], origin: Origin, settings: CatalogSettings, report: Report
) -> KnownDrift:
    """One entry of `drift_known`, with its groups opened.

    Args:
        entry: The entry.
        titles: ALIDs, or patterns of ALIDs, that it speaks of.
        origin: Where it stands.
        settings: Which territories there are.
        report: Takes what is wrong with it.
    """
    found: set[str] = set()
    for index, name in enumerate(entry.territories or ()):
        territories = expand_name(name, settings)
        if not territories:
            place = origin.at("territories", index).place
            report(codes.UNKNOWN_TERRITORY.at(place, *unknown_territory(name, settings)))
        found.update(territories)
    # A misspelled territory alone must not come to mean everywhere.
    places = frozenset(found or entry.territories or ())
    line = entry.business_line or ""
    return KnownDrift(
        entry.until, entry.reason, entry.owner, tuple(titles), places, line, frozenset(entry.what or ())
    )


def _with_names(removal: Removal, rows: list[Expanded]) -> Removal:
    """The removal with what its document still lists for the scope: that was ours."""
    alid = removal.scope.alid
    return replace(removal, once=frozenset(name for row in rows for name in names_of(alid, row.transaction)))
