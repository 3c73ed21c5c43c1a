"""Series with their seasons, episodes and box sets: one file each, episodes within their season."""

from collections.abc import Iterator, Mapping, Sequence

from pvsync.formats.ema import codes
from pvsync.formats.ema.arrange import arrange
from pvsync.formats.ema.facts import Facts
from pvsync.formats.ema.families import SeasonRows, SeriesRows
from pvsync.formats.ema.fold import Entry, avails
from pvsync.formats.ema.identity import EPISODE, SEASON, SERIES, Identity
from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.names import slug
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Document, Draft, Plain
from pvsync.formats.ema.removals import removals
from pvsync.formats.ema.windows import with_ends
from pvsync.model.scope import is_alid


class SeriesBuilder:
    """Builds the files of series.

    Args:
        lines: Rows by ALID.
        facts: What titles are called, by ALID.
        identity: Reads that.
        notes: Takes findings.
    """

    def __init__(
        self,
        lines: Mapping[str, Sequence[Line]],
        facts: Mapping[str, Facts],
        identity: Identity,
        notes: Notes,
    ) -> None:
        self._lines = lines
        self._facts = facts
        self._identity = identity
        self._notes = notes

    def drafts(self, series: SeriesRows) -> Iterator[Draft]:
        """The files of one series: itself, its seasons, its box set."""
        alid = self._series_alid(series)
        title = series.facts.text("SeriesTitleInternalAlias")
        folder = f"series/{slug(title or alid)}"
        yield Draft(folder, "series", alid, self._series(series, alid))
        complete = self._is_complete(series)
        for season in series.seasons:
            document = self._season(season, alid, complete=complete)
            yield Draft(folder, f"season {document.get('number', '')}", str(document["alid"]), document)
        if series.box_set:
            yield Draft(folder, "box set", alid, self._box_set(series, alid))

    def _series_alid(self, series: SeriesRows) -> str:
        facts = series.facts
        for text in (series.box_set, facts.text("SeriesAltID"), facts.text("SeriesContentID")):
            if text and is_alid(text):
                return text
        made = slug(facts.text("SeriesTitleInternalAlias")) or "series"
        self._notes.say(
            codes.ASSUMED,
            facts.spot,
            "SeriesContentID",
            f"no id of the series can be read; `{made}` is taken",
            "write the series' id in `SeriesContentID`",
        )
        return made

    def _series(self, series: SeriesRows, alid: str) -> Document:
        ids = self._identity.ids(series.facts, SERIES, alid)
        document: Document = {"kind": "series", "alid": alid}
        document |= {key: ids.pop(key) for key in ("content_id",) if key in ids}
        return document | self._identity.name(series.facts, SERIES) | ids | self._season_count(series)

    def _season_count(self, series: SeriesRows) -> Document:
        """How many seasons the series has; a box set counts its complete ones instead (bundles)."""
        stated = [
            facts
            for season in series.seasons
            for facts in (season.facts, *(self._facts[alid] for alid in season.episodes))
            if facts.text("SeasonCount")
        ]
        if stated:
            return self._identity.number(stated[0], "SeasonCount", "seasons")
        if series.box_set and series.facts.text("SeasonCount"):
            return self._identity.number(series.facts, "SeasonCount", "seasons")
        numbers = [
            int(text) for season in series.seasons if (text := season.facts.text("SeasonNumber")).isdecimal()
        ]
        count = max((len(series.seasons), *numbers))
        self._notes.say(
            codes.ASSUMED,
            series.facts.spot,
            "SeasonCount",
            f"`SeasonCount` is empty; {count} is taken, as far as this workbook goes",
            "write how many seasons the series has",
        )
        return {"seasons": str(count)}

    def _is_complete(self, series: SeriesRows) -> bool:
        """Whether a box set says that all seasons are complete: it counts as many as there are."""
        if not series.box_set:
            return False
        count = self._facts[series.box_set].text("SeasonCount")
        if count.isdecimal() and int(count) == len(series.seasons):
            return True
        self._notes.say(
            codes.MISSING,
            self._facts[series.box_set].spot,
            "SeasonCount",
            f"the box set counts {count or 'none'} of {len(series.seasons)} seasons as complete, and does not say which",
            "write `complete: true`, or the day, in each season that has aired as a whole",
        )
        return False

    def _season(self, season: SeasonRows, series: str, *, complete: bool) -> Document:
        facts = season.facts
        alid = season.alid or self._season_alid(facts, series)
        ids = self._identity.ids(facts, SEASON, alid)
        document: Document = {"kind": "season", "alid": alid}
        document |= {key: ids.pop(key) for key in ("content_id",) if key in ids}
        document |= {"series": series} | self._identity.number(facts, "SeasonNumber", "number")
        document |= self._season_title(facts) | ids
        if season.alid:
            document |= self._identity.owner(facts)
        if facts.text("EpisodeCount"):
            document |= self._identity.number(facts, "EpisodeCount", "episode_count")
        if complete:
            document["complete"] = "true"
        arranged = arrange(self._avails(season.alid), [self._avails(alid) for alid in season.episodes])
        document |= removals(self._lines.get(season.alid, ()), arranged.season, self._notes)
        episodes = [
            self._episode(alid, own) for alid, own in zip(season.episodes, arranged.episodes, strict=True)
        ]
        if episodes:
            removed = document.pop("removed", None)
            listed: list[Plain] = sorted(episodes, key=_number)
            document["episodes"] = listed
            document |= {} if removed is None else {"removed": removed}
        return document

    def _season_alid(self, facts: Facts, series: str) -> str:
        for text in (facts.text("SeasonAltID"), facts.text("SeasonContentID")):
            if text and is_alid(text):
                return text
        return f"{series}-S{facts.text('SeasonNumber')}"

    def _season_title(self, facts: Facts) -> Document:
        title = facts.text("SeasonTitleInternalAlias")
        series, number = facts.text("SeriesTitleInternalAlias"), facts.text("SeasonNumber")
        if title or not (series and number):
            return {"title": title} if title else {}
        made = f"{series}: Season {number}"
        self._notes.say(
            codes.ASSUMED,
            facts.spot,
            "SeasonTitleInternalAlias",
            f"the season has no title; `{made}` is taken",
            "write it in `SeasonTitleInternalAlias`",
        )
        return {"title": made}

    def _episode(self, alid: str, own: list[Entry] | None) -> Document:
        facts = self._facts[alid]
        ids = self._identity.ids(facts, EPISODE, alid)
        document: Document = {"alid": alid} | {key: ids.pop(key) for key in ("content_id",) if key in ids}
        document |= self._identity.number(facts, "EpisodeNumber", "number")
        document |= self._identity.name(facts, EPISODE) | ids | self._identity.owner(facts)
        said = removals(self._lines[alid], own or [], self._notes)
        if own is None:
            said.pop("avails")
        return document | said

    def _box_set(self, series: SeriesRows, alid: str) -> Document:
        facts = self._facts[series.box_set]
        document: Document = {"kind": "bundle", "series": alid}
        title = facts.text("SeriesTitleInternalAlias")
        if title and title != series.facts.text("SeriesTitleInternalAlias"):
            document["title"] = title
        document |= self._identity.owner(facts) | self._identity.discount(facts)
        return document | removals(self._lines[series.box_set], self._avails(series.box_set), self._notes)

    def _avails(self, alid: str) -> list[Entry]:
        offered = [line for line in self._lines.get(alid, ()) if not line.is_delete]
        return avails(list(with_ends(offered, self._notes)), self._notes)


def _number(episode: Plain) -> int:
    number = episode.get("number") if isinstance(episode, dict) else ""
    return int(number) if isinstance(number, str) and number.isdecimal() else 0
