"""The normal form: an avail as flat tables of path to value, in which equal meaning is equal text.

Instants are UTC text, sets are sorted, terms stand by name, numbers are exact. What the service ignores
(`Compatibility`) is left out, ids are kept apart, and two tables are compared key by key.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias, assert_never

from pvsync.model.avail import Avail
from pvsync.model.money import Money, exact_text
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental, Title
from pvsync.model.transaction import Json, Language, Transaction
from pvsync.model.window import instant_text

Value: TypeAlias = str | bool | int | tuple[str, ...]
Table: TypeAlias = Mapping[str, Value]

_DIGEST_SIZE = 16
_MOST_WORDS = 160

NOT_UNDERSTOOD = "not understood: "
"""How live's own words begin where they are not understood; their JSON text follows."""
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical_json(value: Json) -> str:
    """One text for equal JSON values; numbers keep all of their digits (`6.90` is `6.9`)."""
    try:
        return _ENCODE(value)
    except TypeError:  # a Decimal, which the standard encoder would take as a float only
        return _exact(value)


def cut(text: str) -> str:
    """Words of live, cut to what fits into a sentence."""
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 3]}..."


def transaction_table(transaction: Transaction) -> dict[str, Value]:
    """A transaction as path to value, without its id and without what is not set."""
    window = transaction.window
    table: dict[str, Value | None] = {
        "license": transaction.license,
        "territory": transaction.territory,
        "channel": transaction.channel,
        "contract": transaction.contract,
        "format": transaction.format,
        "start": instant_text(window.start) if window.start else None,
        "end": instant_text(window.end) if window.end else None,
        "languages.asset": _languages(transaction.asset_languages),
        "languages.allowed": _languages(transaction.allowed_languages),
        "languages.holdback": _languages(transaction.holdback_languages),
        "license_rights": transaction.license_rights,
        "instructions": transaction.instructions,
        "other_terms": transaction.other_terms,
        "discount": transaction.discount,
    }
    for name, value in transaction.terms.items():
        table[name] = _term(value)
    table.update(_extra(transaction.extra))
    table.update({path: item.text for path, item in transaction.unclear.items()})
    return {path: value for path, value in table.items() if value is not None and value != ()}


def title_table(avail: Avail) -> dict[str, Value]:
    """What an avail says about its title, licensor and entitlements, as path to value."""
    table: dict[str, Value | None] = dict(_title(avail.title))
    table["licensor"] = avail.licensor
    table["entitlements"] = tuple(sorted({f"{item.ecosystem}:{item.id}" for item in avail.entitlements}))
    table.update(_extra(avail.extra))
    table.update({path: item.text for path, item in avail.unclear.items()})
    return {path: value for path, value in table.items() if value is not None and value != ()}


def digest(avail: Avail, transactions: Iterable[Transaction] | None = None) -> str:
    """A short fingerprint of the normal form, blind to ids and order.

    Args:
        avail: The avail.
        transactions: The transactions that count; all of the avail's where not given.
    """
    chosen = avail.transactions if transactions is None else transactions
    rows = sorted(canonical_json(dict_of(transaction_table(row))) for row in chosen)
    text = "\n".join([canonical_json(dict_of(title_table(avail))), *rows])
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()


def dict_of(table: Table) -> dict[str, Json]:
    """A table as JSON values (tuples become lists)."""
    return {path: list(value) if isinstance(value, tuple) else value for path, value in table.items()}


def _title(title: Title) -> dict[str, Value | None]:
    common: dict[str, Value | None] = {
        "content_id": title.content_id,
        "work_type": str(title.work_type),
        "title": title.title,
    }
    match title:
        case Movie() | Supplemental():
            return common
        case BoxSet():
            return common | {"complete_seasons": title.season_count}
        case Collection():
            return common | {"members": tuple(sorted(set(title.members)))}
        case Season():
            return common | _season(title) | _series(title.series)
        case Episode():
            own = {"season.title": title.season.title, "season.content_id": title.season.content_id}
            shared = {f"season.{path}": value for path, value in _season(title.season).items()}
            return common | {"number": title.number} | own | shared | _series(title.season.series)
        case _:
            assert_never(title)


def _season(season: Season) -> dict[str, Value | None]:
    return {"number": season.number, "episode_count": season.episode_count}


def _series(series: Series) -> dict[str, Value | None]:
    return {
        "series.content_id": series.content_id,
        "series.title": series.title,
        "series.seasons": series.season_count,
    }


def _languages(languages: Iterable[Language]) -> tuple[str, ...]:
    return tuple(sorted({str(language) for language in languages})) if languages else ()


def _term(value: str | bool | Money | datetime) -> Value:  # noqa: FBT001 - a term may be a truth value
    match value:
        case bool() | str():
            return value
        case Money():
            return str(value)
        case datetime():
            return instant_text(value)
        case _:
            assert_never(value)


def _extra(extra: Mapping[str, Json]) -> dict[str, Value | None]:
    return {f"extra.{name}": canonical_json(value) for name, value in extra.items() if value is not None}


def _exact(value: Any) -> str:
    match value:
        case dict():
            members = (f"{json.dumps(key, ensure_ascii=False)}:{_exact(value[key])}" for key in sorted(value))
            return "{" + ",".join(members) + "}"
        case list():
            return "[" + ",".join(_exact(item) for item in value) + "]"
        case Decimal():
            return exact_text(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
