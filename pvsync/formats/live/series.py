"""Series with their seasons, episodes and box sets: one file each, episodes within their season."""

from collections.abc import Iterator

from pvsync.formats.ema.arrange import arrange
from pvsync.formats.ema.fold import Entry
from pvsync.formats.ema.names import slug
from pvsync.formats.ema.plain import Document, Draft, Plain
from pvsync.formats.live import codes
from pvsync.formats.live.declared import DeclaredSeries
from pvsync.formats.live.families import SeasonParts, SeriesParts, most
from pvsync.formats.live.notes import Note, subject_of
from pvsync.formats.live.singles import untitled
from pvsync.formats.live.title import LiveTitle, own_content_id
from pvsync.formats.live.words import Words
from pvsync.model.scope import is_alid
from pvsync.model.titles import Episode, Season

Made = Iterator[Draft | Note]


class SeriesBuilder:
    """Builds the files of series.

    Args:
        words: How documents are worded.
        declared: What the catalog has already.
    """

    def __init__(self, words: Words, declared: DeclaredSeries) -> None:
        self._words = words
        self._declared = declared

    def drafts(self, parts: SeriesParts) -> Made:
        """The files of one series: itself, its seasons, its box set; and what is worth saying of them."""
        alid, notes = self._alid(parts)
        title = most(one.title for one in parts.facts) or (parts.box_set.title.title if parts.box_set else "")
        folder = f"series/{slug(title or alid) or 'series'}"
        yield from notes
        if parts.content_id not in self._declared.series and alid not in self._declared.series:
            yield from self._series(parts, alid, title, folder)
        complete, notes = _complete(parts, alid, self._declared.complete.get(alid, 0))
        yield from notes
        for season in parts.seasons.values():
            yield from self._season(season, alid, folder, complete=complete)
        if parts.box_set is not None:
            yield Draft(folder, "box set", alid, self._box_set(parts.box_set, alid, title))

    def _alid(self, parts: SeriesParts) -> tuple[str, list[Note]]:
        """The ALID of a series: that of its box set, that of the catalog, or else the metadata id that live names."""
        content_id = parts.content_id
        if parts.box_set is not None:
            return parts.box_set.alid, []
        if content_id in self._declared.series:
            return self._declared.series[content_id], []
        if is_alid(content_id):
            return content_id, []
        first = next(iter(parts.seasons.values()))
        made = slug(most(one.title for one in parts.facts) or "") or f"{_season_alid(first, 'series')}-series"
        message = f"live does not name the series of {_member(first)} by an id; `{made}` is taken"
        return made, [
            Note(codes.ASSUMED, "", message, "write the series' own id in its file and its seasons")
        ]

    def _series(self, parts: SeriesParts, alid: str, title: str, folder: str) -> Made:
        subject = subject_of(folder, "series", alid)
        document: Document = {"kind": "series", "alid": alid, **own_content_id(parts.content_id, alid)}
        if title:
            document["title"] = title
        else:
            yield untitled(alid, subject)
        seasons = most(one.season_count for one in parts.facts)
        if seasons is None:
            known = max(
                (one.number or 0 for season in parts.seasons.values() for one in season.facts), default=0
            )
            bundled = 0 if parts.box_set is None else getattr(parts.box_set.title, "season_count", None) or 0
            seasons = max(known, bundled, len(parts.seasons), 1)
            message = f"live does not tell how many seasons {alid} has; {seasons} is taken"
            yield Note(codes.ASSUMED, subject, message, "write in `seasons` how many there are")
        document["seasons"] = str(seasons)
        yield Draft(folder, "series", alid, document)

    def _season(self, parts: SeasonParts, series: str, folder: str, *, complete: bool) -> Made:
        content_id = most(one.content_id for one in parts.facts) or ""
        alid = _season_alid(parts, series)
        there = self._declared.seasons.get(content_id) or self._declared.seasons.get(alid)
        if parts.own is None and there is not None:
            yield from (_elsewhere(episode, *there) for episode in parts.episodes)
            return
        number = most(one.number for one in parts.facts)
        draft_name = f"season {'' if number is None else number}"
        subject = subject_of(folder, draft_name, alid)
        document: Document = {
            "kind": "season",
            "alid": alid,
            **own_content_id(content_id, alid),
            "series": series,
        }
        if number is not None:
            document["number"] = str(number)
        else:
            yield _uncounted(alid, subject)
        title = most(one.title for one in parts.facts) or (parts.own.title.title if parts.own else "")
        if title:
            document["title"] = title
        else:
            yield untitled(alid, subject)
        document |= parts.own.owner(self._words.licensor) if parts.own else {}
        count = most(one.episode_count for one in parts.facts)
        document |= {} if count is None else {"episode_count": str(count)}
        listed = parts.own.listed.complete if parts.own else ""
        document |= {"complete": listed} if listed else {"complete": "true"} if complete else {}
        document |= self._words.observed() | self._offered(parts)
        yield Draft(folder, draft_name, alid, document)
        for episode in parts.episodes:
            yield from _untold(episode, subject)

    def _offered(self, parts: SeasonParts) -> Document:
        arranged = arrange(
            self._words.entries(parts.own) if parts.own else [],
            [self._words.entries(episode) for episode in parts.episodes],
        )
        season: list[Plain] = [*arranged.season]
        pairs = zip(parts.episodes, arranged.episodes, strict=True)
        episodes: list[Plain] = [self._episode(episode, own) for episode, own in sorted(pairs, key=_place)]
        return {"avails": season, "episodes": episodes} if episodes else {"avails": season}

    def _episode(self, episode: LiveTitle, own: list[Entry] | None) -> Document:
        found = episode.title
        document: Document = {"alid": episode.alid, **own_content_id(found.content_id, episode.alid)}
        if isinstance(found, Episode) and found.number is not None:
            document["number"] = str(found.number)
        document |= {"title": found.title} if found.title else {}
        document |= episode.owner(self._words.licensor)
        if own is not None:
            entries: list[Plain] = [*own]
            document["avails"] = entries
        return document

    def _box_set(self, title: LiveTitle, series: str, series_title: str) -> Document:
        document: Document = {"kind": "bundle", "series": series}
        own = title.title.title
        document |= {"title": own} if own and own != series_title else {}
        document |= title.owner(self._words.licensor) | self._words.discount(title) | self._words.observed()
        return document | self._words.avails(title)


def _season_alid(parts: SeasonParts, series: str) -> str:
    if parts.own is not None:
        return parts.own.alid
    content_id = most(one.content_id for one in parts.facts) or ""
    return content_id if is_alid(content_id) else f"{series}-S{most(one.number for one in parts.facts) or ''}"


def _complete(parts: SeriesParts, alid: str, known: int) -> tuple[bool, list[Note]]:
    """Whether a box set says that all seasons are complete: it counts as many as there are.

    Args:
        parts: The series.
        alid: Its ALID.
        known: How many of its seasons in the catalog say that they are complete.
    """
    owned = [season.own for season in parts.seasons.values()]
    if parts.box_set is None or any(own is not None and own.listed.complete for own in owned):
        return False, []
    count = getattr(parts.box_set.title, "season_count", None)
    there = known + len(parts.seasons)
    if count is not None and count in {known, there}:
        return count > known, []
    counted = "does not count its seasons" if count is None else f"counts {count} complete seasons"
    message = f"the box set {alid} {counted}, {there} are known here, and which are complete is not told"
    hint = "write `complete: true`, or the day, in each season that has aired as a whole"
    return False, [Note(codes.NOT_TOLD, "", message, hint)]


def _member(parts: SeasonParts) -> str:
    return parts.own.alid if parts.own is not None else parts.episodes[0].alid


def _place(pair: tuple[LiveTitle, object]) -> tuple[int, str]:
    title = pair[0].title
    return (title.number or 0 if isinstance(title, Episode | Season) else 0, title.alid)


def _elsewhere(episode: LiveTitle, season: str, file: str) -> Note:
    message = f"the episode {episode.alid} belongs to the season {season}, which is in {file} already; it is left out"
    return Note(codes.ELSEWHERE, "", message, f"write it into `episodes` in {file}")


def _uncounted(alid: str, subject: str) -> Note:
    message = f"live does not tell the number of {alid}"
    return Note(codes.NOT_TOLD, subject, message, "write `number:`")


def _untold(episode: LiveTitle, subject: str) -> Iterator[Note]:
    if not episode.title.title:
        yield untitled(episode.alid, subject)
    if isinstance(episode.title, Episode) and episode.title.number is None:
        yield _uncounted(episode.alid, subject)
