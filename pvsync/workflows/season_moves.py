"""Seasons that a plan makes season passes or season offers, or offers from another day than live."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from pvsync.model.desired import DesiredTitle
from pvsync.model.family import SeasonFamily
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.season_move import SeasonMove
from pvsync.model.season_sale import SoldSeason, sold_in
from pvsync.model.titles import Episode, Season
from pvsync.workflows.compared import Compared
from pvsync.workflows.desired import Desired
from pvsync.workflows.families import Families
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request


def season_moves(
    project: Project, desired: Desired, compared: Compared, request: Request
) -> Iterator[SeasonMove]:
    """Every season whose plan moves what it is sold as; of one that was not read as a whole nothing is said.

    Args:
        project: Reads the files of changed seasons once more.
        desired: The judged catalog.
        compared: What is changed, and what could not be read.
        request: What the plan is asked for.
    """
    if not request.selection.is_all:
        return
    changes = {change.scope: change for change in compared.changes if _decides(change)}
    unread = {item.scope.alid for item in compared.unread}
    files = {record.file: record.blob for record in desired.records if record.scope in changes}
    for file, blob in files.items():
        families = Families(desired.catalog)
        for title in desired.catalog.rebuild(project.source(file, blob)):
            for family in families.take(title):
                yield from _moves(family, changes, unread, request)
        for rest in families.rest():
            if isinstance(rest, SeasonFamily):
                yield from _moves(rest, changes, unread, request)


def _decides(change: Change) -> bool:
    """Whether a change may move what a season is: it is of the season or an episode of it, for purchase or rental."""
    avail = change.after or change.before
    return (
        avail is not None
        and isinstance(avail.title, Season | Episode)
        and change.scope.business_line is BusinessLine.TVOD
        and change.action is not Action.FORGET
    )


def _moves(
    family: SeasonFamily, changes: Mapping[Scope, Change], unread: set[str], request: Request
) -> Iterator[SeasonMove]:
    titles = (family.season, *family.episodes)
    observed = any(title.is_observed for title in titles) and not request.observed
    if observed or any(title.title.alid in unread for title in titles):
        return
    now = sold_in(_live(family, changes), request.as_of)
    for territory, then in sold_in(family, request.as_of).items():
        was = now.get(territory)
        is_new = was is None or was.decision is None
        before, after = _offer_from(was), _offer_from(then)
        ends_as_pass = after is not None and then.closes is not None and then.closes < after
        if then.decision is not None and before != after and not ends_as_pass:
            scope = Scope(family.season.title.alid, territory, BusinessLine.TVOD)
            yield SeasonMove(scope, family.season.title.title, before, after, is_new)


def _offer_from(sold: SoldSeason | None) -> datetime | None:
    """From when a pass is an offer; None for an offer, and for no sale."""
    if sold is None or sold.decision is None:
        return None
    return sold.decision.becomes_offer


def _live(family: SeasonFamily, changes: Mapping[Scope, Change]) -> SeasonFamily:
    """The family as live has it: what is not changed is there as git says."""
    return SeasonFamily(
        _as_live(family.season, changes), tuple(_as_live(episode, changes) for episode in family.episodes)
    )


def _as_live(title: DesiredTitle, changes: Mapping[Scope, Change]) -> DesiredTitle:
    kept = (avail for avail in title.avails if avail.scope not in changes)
    changed = (changes[scope].before for scope in _scopes(title) if scope in changes)
    return replace(title, avails=(*kept, *(avail for avail in changed if avail is not None)))


def _scopes(title: DesiredTitle) -> Iterable[Scope]:
    return (*(avail.scope for avail in title.avails), *(removal.scope for removal in title.removals))
