"""The three datasets as tables: their columns, what these hold, and what makes two rows versions of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pvsync.datasets.source import Dataset


class Kind(StrEnum):
    """What a column holds, by the type that it has in the change log; DuckDB and Spark know all four."""

    TEXT = "VARCHAR"
    WHOLE = "BIGINT"
    DECIMAL = "DOUBLE"
    INSTANT = "TIMESTAMP"

    @property
    def words(self) -> str:
        """What a cell should be, for people."""
        return _WORDS[self]


_WORDS = {
    Kind.TEXT: "text",
    Kind.WHOLE: "a whole number",
    Kind.DECIMAL: "a number",
    Kind.INSTANT: "a date and time",
}

UPDATED, DELETED = "last_update_time_utc", "is_deleted"
"""When a version of a row was made, and whether it deletes the row (Datasets API, section 1)."""

UNREAD, OTHER, FILE, DIGEST = "_unread", "_other", "_file", "_digest"
"""Columns of our own in the change log; see `OWN`."""

OWN: Mapping[str, Kind] = MappingProxyType(
    {UNREAD: Kind.TEXT, OTHER: Kind.TEXT, FILE: Kind.TEXT, DIGEST: Kind.WHOLE}
)
"""`_unread`: JSON of the cells that are not what their column holds, as they came; `_other`: JSON of the cells of columns
that the documents do not know; `_file`: the file of the service; `_digest`: a number made from all cells of the row."""


@dataclass(frozen=True, slots=True)
class Table:
    """One dataset.

    Args:
        dataset: Its name; the current table has the same.
        key: Columns that name a row: rows with the same key are versions of one.
        columns: What each column of the documents holds.
    """

    dataset: Dataset
    key: tuple[str, ...]
    columns: Mapping[str, Kind]

    @property
    def log(self) -> str:
        """Name of the change log, as the sample queries of the documents call it (Datasets API, section 4)."""
        return f"{self.dataset}_event_log"

    @property
    def logged(self) -> Mapping[str, Kind]:
        """Columns of the change log: those of the documents, then our own."""
        return {**self.columns, **OWN}


def _columns(names: str, **kinds: str) -> Mapping[str, Kind]:
    kind_of = {name: Kind[kind.upper()] for kind, named in kinds.items() for name in named.split()}
    return MappingProxyType({name: kind_of.get(name, Kind.TEXT) for name in names.split()})


_SUBSCRIPTION = Table(
    "subscription",
    ("subscription_event_id",),
    _columns(
        "subscription_event_id subscription_event_type subscription_event_time_utc subscription_event_time_zone cid"
        " offer_id offer_name offer_type offer_marketplace offer_billing_type offer_payment_amount benefit_id"
        " channel_label channel_tier_label is_promo create_time_utc last_update_time_utc is_deleted",
        instant="subscription_event_time_utc create_time_utc last_update_time_utc",
        whole="is_promo is_deleted",
    ),
)
_PLAYBACK = Table(
    "playback",
    # Printed as session_id alone, but rows are segments of a session: no row may be lost (Datasets API, section 3).
    ("session_id", "start_segment_utc"),
    _columns(
        "session_id marketplace_id marketplace_desc cid benefit_id catalog_id subscription_offer_id"
        " subscription_event_id start_segment_utc end_segment_utc seconds_viewed position_start position_end"
        " connection_type stream_type device_class device_sub_class geo_dma playback_method quality event_type"
        " create_time_utc last_update_time_utc is_deleted",
        instant="start_segment_utc end_segment_utc create_time_utc last_update_time_utc",
        whole="marketplace_id seconds_viewed is_deleted",
        decimal="position_start position_end",
    ),
)
_CATALOG = Table(
    "catalog",
    ("id",),
    _columns(
        "id marketplace_id benefit_id title vendor_sku season episode episode_name runtime_minutes"
        " live_linear_channel_name content_type content_quality content_group create_time_utc"
        " last_update_time_utc is_deleted",
        instant="create_time_utc last_update_time_utc",
        whole="marketplace_id season episode runtime_minutes is_deleted",
    ),
)

TABLES: Mapping[Dataset, Table] = MappingProxyType(
    {"subscription": _SUBSCRIPTION, "playback": _PLAYBACK, "catalog": _CATALOG}
)
"""Every dataset (Datasets API, section 3)."""
