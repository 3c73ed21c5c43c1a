"""What the Slate datasets tell: titles that are catalogued, how much is watched, and how far a store has come."""

from dataclasses import dataclass
from datetime import datetime

from pvsync.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class CataloguedTitle:
    """A movie or an episode that Prime Video has catalogued; catalogued is not live (Datasets API, section 3).

    Args:
        id: Id of the catalog dataset.
        vendor_sku: The vendor's own id, as it stands in the dataset; None where it has none.
        marketplace_id: Marketplace, which is not a territory.
        benefit_id: Subscription channel.
        title: Its title.
        season: Number of the season, None for a movie.
        episode: Number of the episode, None for a movie.
        episode_name: Title of the episode.
        runtime_minutes: Its length.
        live_linear_channel: Name of the live channel, where it is one.
        content_type: `Series` or `Movie`.
        content_quality: `HD` or `SD`.
        content_group: `3P_SUBS` is the one value that the documents name.
        updated: When the row was changed last, in UTC.
    """

    id: str
    vendor_sku: str | None
    marketplace_id: int | None
    benefit_id: str | None
    title: str | None
    season: int | None
    episode: int | None
    episode_name: str | None
    runtime_minutes: int | None
    live_linear_channel: str | None
    content_type: str | None
    content_quality: str | None
    content_group: str | None
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class ChannelViewing:
    """What was watched of one title in one marketplace through one channel.

    Args:
        channel: Benefit id of the channel, None where the dataset names none.
        viewers: Distinct customers; their ids hold within one parent channel, so these are never added to others.
        seconds: Seconds viewed; None where no row has them.
        sessions: Distinct playback sessions.
        latest: Latest event in the data, in UTC.
    """

    channel: str | None
    viewers: int
    seconds: int | None
    sessions: int
    latest: datetime


@dataclass(frozen=True, slots=True)
class Watched:
    """A title in a marketplace, as viewing is asked for."""

    vendor_sku: str
    marketplace_id: int | None


@dataclass(frozen=True, slots=True)
class Period:
    """What a question about viewing covers.

    Args:
        since: Its first instant, in UTC.
        until: Its last instant, in UTC.
        known_until: The newest event that the store holds, None where it holds none: later viewing is not known.
    """

    since: datetime
    until: datetime
    known_until: datetime | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the data of a pull that a person should know.

    Args:
        dataset: The dataset.
        severity: An error where an answer may be wrong by it.
        message: Lower case, no full stop.
        hint: What follows from it, or what to do.
    """

    dataset: str
    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the store has come with one dataset.

    Args:
        dataset: The dataset.
        files: Files taken in.
        rows: Rows of its change log.
        newest_file: When the newest file was published, None where the service does not tell.
        newest_row: The newest `last_update_time_utc`, None without rows.
        looked: Up to when every file that the service listed is here, None where that was never so.
        behind: Whether that is long ago, or the newest file of all datasets is: two files' time.
    """

    dataset: str
    files: int
    rows: int
    newest_file: datetime | None
    newest_row: datetime | None
    looked: datetime | None
    behind: bool


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull did.

    Args:
        now: When it ended, in UTC.
        files: Files that it took in.
        rows: Rows that these held.
        standings: How far each dataset has come.
        remarks: What should be known about the data.
    """

    now: datetime
    files: int
    rows: int
    standings: tuple[Standing, ...]
    remarks: tuple[Remark, ...]
