"""Documents into titles: one scope after the other, each transaction with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from pvsync.catalog import codes
from pvsync.catalog.bundles import bundled, check_members, count_seasons, report_no_season
from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    EpisodeEntry,
    MovieDocument,
    SeasonDocument,
    SeriesDocument,
    SupplementalDocument,
)
from pvsync.catalog.exclusion import excluded, exclusion_ends
from pvsync.catalog.expand import Expanded, dated_instants, expand, is_own_row
from pvsync.catalog.merge import Origin, Report, Stack, effective, episode_stacks, own_stacks
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.removals import Standing, Stated
from pvsync.catalog.rights_book import RightsBook
from pvsync.catalog.seasons import SeasonIndex
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared
from pvsync.catalog.title_places import TitlePlaces
from pvsync.catalog.unsent import Offering, references, unsent
from pvsync.diagnostics import Place, Related
from pvsync.model.avail import Avail, Entitlement
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import WorkType
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental, Title


class TitleBuilder:
    """Builds titles of documents; what is wrong goes to `report`.

    Args:
        settings: What the configuration says.
        deals: All deals.
        seasons: Complete seasons by series, for box sets.
        rights: Every contract.
        report: Takes findings.
    """

    def __init__(
        self,
        settings: CatalogSettings,
        deals: DealBook,
        seasons: SeasonIndex,
        rights: RightsBook,
        report: Report,
    ) -> None:
        self.settings = settings
        self.deals = deals
        self.seasons = seasons
        self.rights = rights
        self.report = report

    def movie(self, declared: Declared[MovieDocument]) -> DesiredTitle:
        """A movie or a short."""
        document, raw = declared.document, declared.raw
        title = Movie(
            document.alid,
            document.content_id or document.alid,
            document.title,
            WorkType(document.work_type.lower()),
        )
        stacks = own_stacks(document.avails, raw, ("avails",), self.report)
        self._no_episode_prices(stacks, "a movie has no episodes")
        rows = self._rows(document.alid, stacks)
        return self._excluded(title, declared, rows)

    def supplemental(self, declared: Declared[SupplementalDocument]) -> DesiredTitle:
        """A trailer or a bonus."""
        document, raw = declared.document, declared.raw
        content_id = document.content_id or document.alid
        title = Supplemental(document.alid, content_id, document.title, WorkType(document.type), document.of)
        stacks = own_stacks(document.avails, raw, ("avails",), self.report)
        self._no_episode_prices(stacks, "it has no episodes")
        standing = Standing(Stated(document, Origin(raw, ())))
        return self._title(title, document, raw, (), self._rows(document.alid, stacks), standing)

    def collection(self, declared: Declared[CollectionDocument]) -> DesiredTitle:
        """A bundle of movies."""
        document, raw = declared.document, declared.raw
        check_members(declared, self.report)
        members = tuple(dict.fromkeys(document.members))
        title = Collection(document.alid, document.content_id or document.alid, document.title, members)
        standing = Standing(Stated(document, Origin(raw, ())))
        return self._title(title, document, raw, (), self._bundled(document.alid, declared), standing)

    def box_set(self, declared: Declared[BundleDocument], series: Declared[SeriesDocument]) -> DesiredTitle:
        """The TV box set of a series; every season must have been built before."""
        document, raw, own = declared.document, declared.raw, series.document
        rows = self._bundled(own.alid, declared)
        territory = rows[0].transaction.territory if rows else ""
        counted = count_seasons(self.seasons.of(own.alid), territory, self.settings)
        title = BoxSet(own.alid, own.content_id or own.alid, document.title or own.title, counted.count)
        places = {key: series.raw.place((_stated(series, key),)) for key in ("content_id", "alt_id")}
        if document.title is None:
            places["title"] = series.raw.place(("title",))
        if counted.latest is not None:
            places["complete_seasons"] = counted.latest
        standing = Standing(Stated(document, Origin(raw, ())))
        built = self._title(title, document, raw, (), rows, standing, own=places)
        if built.avails and not counted.count:
            report_no_season(declared, counted, self.report)
        offered = built.avails if counted.count else ()
        dated = tuple(sorted({*built.dated, *counted.dated}))
        more = replace(built.unsent, alt_id=own.alt_id or "", series_eidr=own.eidr or "")
        return replace(built, avails=offered, dated=dated, unsent=more)

    def _bundled(
        self, alid: str, declared: Declared[BundleDocument] | Declared[CollectionDocument]
    ) -> list[Expanded]:
        stacks = own_stacks(declared.document.avails, declared.raw, ("avails",), self.report)
        self._no_episode_prices(stacks, "a bundle has one price")
        return bundled(self._rows(alid, stacks), declared, self.report)

    def _excluded(
        self,
        title: Movie | Season,
        declared: Declared[MovieDocument] | Declared[SeasonDocument],
        rows: list[Expanded],
        series: Declared[SeriesDocument] | None = None,
    ) -> DesiredTitle:
        """A title that a bundle may hold: marked where it does not count for the bundle's discount."""
        document, raw = declared.document, declared.raw
        entry = document.bundle_discount
        marked = excluded(rows, entry, Origin(raw, ("bundle_discount",)), self.settings, self.report)
        standing = Standing(Stated(document, Origin(raw, ())))
        built = self._title(title, document, raw, (), marked, standing, series)
        ends = set(exclusion_ends(rows, entry, self.settings))
        return replace(built, dated=tuple(sorted(ends.union(built.dated)))) if ends else built

    def season(
        self, declared: Declared[SeasonDocument], series: Declared[SeriesDocument]
    ) -> Iterator[DesiredTitle]:
        """A season, where it is sold itself, and each of its episodes."""
        document, raw = declared.document, declared.raw
        season = Season(
            alid=document.alid,
            content_id=document.content_id or document.alid,
            title=document.title,
            number=document.number,
            episode_count=document.episode_count or len(document.episodes),
            series=_series(series.document),
        )
        stacks = own_stacks(document.avails, raw, ("avails",), self.report)
        rows = self._rows(document.alid, stacks, own_row_only=True)
        yield self._excluded(season, declared, rows, series)
        stated = Stated(document, Origin(raw, ()))
        for index, entry in enumerate(document.episodes):
            yield self._episode(entry, season, stacks, stated, ("episodes", index), series)

    def _episode(
        self,
        entry: EpisodeEntry,
        season: Season,
        stacks: list[Stack],
        parent: Stated,
        path: Path,
        series: Declared[SeriesDocument],
    ) -> DesiredTitle:
        raw = parent.origin.raw
        title = Episode(entry.alid, entry.content_id or entry.alid, entry.title, entry.number, season)
        own = None if entry.avails is None else own_stacks(entry.avails, raw, (*path, "avails"), self.report)
        self._no_episode_prices(own or [], "an episode has no episodes of its own: write `wsp` and `srp`")
        merged = episode_stacks(stacks, own, self.report)
        standing = Standing(Stated(entry, Origin(raw, path)), parent)
        return self._title(
            title, entry, raw, path, self._rows(entry.alid, merged, episode=True), standing, series
        )

    def _rows(
        self, alid: str, stacks: Iterable[Stack], *, episode: bool = False, own_row_only: bool = False
    ) -> list[Expanded]:
        rows: list[Expanded] = []
        for stack in stacks:
            for avail in effective(stack, self.deals, self.report, episode=episode):
                if own_row_only and "license" in avail.values and not is_own_row(avail):
                    continue
                rows.extend(expand(alid, avail, self.settings, self.report))
        return rows

    def _title(
        self,
        title: Title,
        keys: Offering,
        raw: RawDocument,
        path: Path,
        rows: list[Expanded],
        standing: Standing,
        series: Declared[SeriesDocument] | None = None,
        own: Mapping[str, Place] | None = None,
    ) -> DesiredTitle:
        by_scope = _by_scope(rows)
        removals = standing.removals(title.alid, by_scope, self.settings, self.report)
        for removal in removals:
            by_scope.pop(removal.scope, None)
        entitlements = tuple(
            sorted({Entitlement(item.ecosystem, item.id) for item in keys.entitlements or ()})
        )
        avails, licensor = [], keys.licensor or self.settings.licensor
        for scope in sorted(by_scope, key=attrgetter("territory", "business_line")):
            self._ids(scope, by_scope[scope])
            transactions = tuple(row.transaction for row in by_scope[scope])
            avails.append(Avail(scope, licensor, title, transactions, entitlements))
        return DesiredTitle(
            title=title,
            file=raw.file,
            blob=raw.blob,
            avails=tuple(avails),
            places=TitlePlaces(raw, path, by_scope, None if series is None else series.raw, own or {}),
            dated=self._dated(rows),
            references=references(by_scope),
            removals=removals,
            is_observed=standing.is_observed,
            is_protected=standing.is_protected,
            foreign=standing.foreign,
            known_drift=standing.known_drift(title.alid, self.settings, self.report),
            unsent=unsent(keys, by_scope, self.settings.root, None if series is None else series.document),
            rights=self.rights.of(_kin(title, series)),
        )

    def _dated(self, rows: list[Expanded]) -> tuple[datetime, ...]:
        instants = {
            instant
            for row in rows
            if "license_rights" in row.avail.values
            for instant in dated_instants(row.avail, row.transaction.territory, self.settings)
        }
        return tuple(sorted(instants))

    def _ids(self, scope: Scope, rows: list[Expanded]) -> None:
        seen: dict[str, Expanded] = {}
        for row in rows:
            identity = row.transaction.id
            if identity is None:
                continue
            other = seen.setdefault(identity, row)
            if other.id_place != row.id_place:
                self.report(
                    codes.DUPLICATE_ID.at(
                        row.id_place,
                        f"the id `{identity}` is used twice for {scope.alid} in {scope.territory}",
                        "give each transaction its own id, or remove them: pvsync derives one",
                        (Related("the other one is here", other.id_place),),
                    )
                )

    def _no_episode_prices(self, stacks: list[Stack], why: str) -> None:
        for stack in stacks:
            for level in stack:
                if level.entry.episode is not None:
                    self.report(
                        codes.EPISODE_PRICE_UNUSED.at(
                            level.origin.at("episode").place,
                            f"`episode` does nothing here: {why}",
                            "remove `episode`",
                        )
                    )


def _series(document: SeriesDocument) -> Series:
    return Series(document.content_id or document.alid, document.title, document.seasons)


def _stated(series: Declared[SeriesDocument], key: str) -> str:
    return key if key in series.raw.data else "alid"


def _kin(title: Title, series: Declared[SeriesDocument] | None) -> Iterator[str]:
    """The ALIDs under which a contract may name a title: its own, its season's, its series'."""
    yield title.alid
    if isinstance(title, Episode):
        yield title.season.alid
    if series is not None:
        yield series.document.alid


def _by_scope(rows: list[Expanded]) -> dict[Scope, list[Expanded]]:
    found: dict[Scope, list[Expanded]] = {}
    for row in rows:
        found.setdefault(row.scope, []).append(row)
    return found
