"""Documents into titles: one scope after the other, each transaction with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pvsync.catalog import codes
from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import EpisodeEntry, MovieDocument, SeasonDocument, SeriesDocument
from pvsync.catalog.documents.titles import TitleKeys
from pvsync.catalog.expand import Expanded, dated_instants, expand, is_own_row
from pvsync.catalog.merge import Origin, Report, Stack, effective, episode_stacks, own_stacks
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.removals import Standing, Stated
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Place, Related
from pvsync.model.avail import Avail, Entitlement
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import WorkType
from pvsync.model.scope import Scope
from pvsync.model.titles import Episode, Movie, Season, Series, Title


@dataclass(frozen=True, slots=True)
class TitlePlaces:
    """Where the values of one title stand.

    Args:
        raw: The document that declares it.
        path: Path of the title within the document.
        rows: Its transactions by scope.
        series: The series it belongs to, None for a movie.
    """

    raw: RawDocument
    path: Path
    rows: dict[Scope, list[Expanded]]
    series: RawDocument | None = None

    def title(self, path: str) -> Place:
        """Where a value of the title stands; the title itself where nothing gives it."""
        owner, _, key = path.rpartition(".")
        if owner == "series" and self.series is not None:
            return self.series.place((key,))
        base: Path = () if owner == "season" else self.path
        data = self.raw.data
        for step in base:
            data = data[step]
        return self.raw.place((*base, key if key in data else "alid"))

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        """Where a value of a transaction stands."""
        return self.rows[scope][row].place(path)


class TitleBuilder:
    """Builds titles of documents; what is wrong goes to `report`.

    Args:
        settings: What the configuration says.
        deals: All deals.
        series: All series by ALID.
        report: Takes findings.
    """

    def __init__(
        self,
        settings: CatalogSettings,
        deals: DealBook,
        series: dict[str, Declared[SeriesDocument]],
        report: Report,
    ) -> None:
        self.settings = settings
        self.deals = deals
        self.series = series
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
        standing = Standing(Stated(document, Origin(raw, ())))
        return self._title(title, document, raw, (), self._rows(document.alid, stacks), standing)

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
        stated = Stated(document, Origin(raw, ()))
        yield self._title(season, document, raw, (), rows, Standing(stated), series.raw)
        self._numbers(document, raw)
        for index, entry in enumerate(document.episodes):
            yield self._episode(entry, season, stacks, stated, ("episodes", index), series.raw)

    def _episode(
        self,
        entry: EpisodeEntry,
        season: Season,
        stacks: list[Stack],
        parent: Stated,
        path: Path,
        series: RawDocument,
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
        keys: TitleKeys,
        raw: RawDocument,
        path: Path,
        rows: list[Expanded],
        standing: Standing,
        series: RawDocument | None = None,
    ) -> DesiredTitle:
        by_scope: dict[Scope, list[Expanded]] = {}
        for row in rows:
            by_scope.setdefault(row.scope, []).append(row)
        removals = standing.removals(title.alid, by_scope, self.settings, self.report)
        for removal in removals:
            by_scope.pop(removal.scope, None)
        entitlements = tuple(
            sorted({Entitlement(item.ecosystem, item.id) for item in keys.entitlements or ()})
        )
        avails = []
        for scope in sorted(by_scope):
            self._ids(scope, by_scope[scope])
            transactions = tuple(row.transaction for row in by_scope[scope])
            avails.append(
                Avail(scope, keys.licensor or self.settings.licensor, title, transactions, entitlements)
            )
        return DesiredTitle(
            title=title,
            file=raw.file,
            blob=raw.blob,
            avails=tuple(avails),
            places=TitlePlaces(raw, path, by_scope, series),
            dated=self._dated(rows),
            references=_references(by_scope),
            removals=removals,
            is_observed=standing.is_observed,
        )

    def _dated(self, rows: list[Expanded]) -> tuple[datetime, ...]:
        instants = {
            instant
            for row in rows
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

    def _numbers(self, document: SeasonDocument, raw: RawDocument) -> None:
        seen: dict[int, int] = {}
        for index, entry in enumerate(document.episodes):
            first = seen.setdefault(entry.number, index)
            if first != index:
                self.report(
                    codes.DUPLICATE_NUMBER.at(
                        raw.place(("episodes", index, "number")),
                        f"two episodes of this season have the number {entry.number}",
                        "number each episode once",
                        (Related("the other one is here", raw.place(("episodes", first, "number"))),),
                    )
                )


def _series(document: SeriesDocument) -> Series:
    return Series(document.content_id or document.alid, document.title, document.seasons)


def _references(by_scope: dict[Scope, list[Expanded]]) -> dict[tuple[Scope, int], str]:
    return {
        (scope, index): row.avail.values["reference"]
        for scope, rows in by_scope.items()
        for index, row in enumerate(rows)
        if "reference" in row.avail.values
    }
