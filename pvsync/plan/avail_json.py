"""An avail to its part of the plan file and back."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, assert_never

from pvsync.model.avail import Avail, Entitlement
from pvsync.model.licence import WorkType
from pvsync.model.money import Money
from pvsync.model.normal import canonical_json, transaction_table
from pvsync.model.scope import Scope
from pvsync.model.terms import TERMS, TermKind, TermValue
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental, Title
from pvsync.model.transaction import Json, Language, Transaction, Unclear
from pvsync.model.window import Window, read_instant
from pvsync.plan.document import (
    AvailDocument,
    SeasonPart,
    SeriesPart,
    TitleDocument,
    TransactionDocument,
    UnclearPart,
)


def avail_to_json(avail: Avail) -> dict[str, Any]:
    """An avail without its scope, which stands beside it."""
    return {
        "licensor": avail.licensor,
        "title": _title_to_json(avail.title),
        "entitlements": [{"ecosystem": item.ecosystem, "id": item.id} for item in avail.entitlements],
        "transactions": [_transaction_to_json(row) for row in avail.transactions],
        "extra": {name: canonical_json(value) for name, value in avail.extra.items()},
    } | _unclear_to_json(avail.unclear)


def avail_from_json(scope: Scope, document: AvailDocument) -> Avail:
    """The same back.

    Raises:
        ValueError: If a value is not what its place wants.
    """
    return Avail(
        scope=scope,
        licensor=document.licensor,
        title=_title_from_json(document.title),
        transactions=tuple(_transaction_from_json(row) for row in document.transactions),
        entitlements=tuple(Entitlement(item.ecosystem, item.id) for item in document.entitlements),
        extra={name: _exact(text) for name, text in document.extra.items()},
        unclear=_unclear_from_json(document.unclear),
    )


def _unclear_to_json(unclear: Mapping[str, Unclear]) -> dict[str, Any]:
    parts = {
        path: {"text": item.text, "wire": {name: canonical_json(value) for name, value in item.wire.items()}}
        for path, item in unclear.items()
    }
    return {"unclear": parts} if parts else {}


def _unclear_from_json(parts: Mapping[str, UnclearPart]) -> dict[str, Unclear]:
    return {
        path: Unclear(part.text, {name: _exact(text) for name, text in part.wire.items()})
        for path, part in parts.items()
    }


def _title_to_json(title: Title) -> dict[str, Any]:
    common = {
        "work_type": str(title.work_type),
        "alid": title.alid,
        "content_id": title.content_id,
        "title": title.title,
    }
    match title:
        case Movie():
            return common
        case BoxSet():
            return common | {"complete_seasons": title.season_count}
        case Collection():
            return common | {"members": list(title.members)}
        case Supplemental():
            return common | {"of": title.of}
        case Season():
            numbers = {"number": title.number, "episode_count": title.episode_count}
            return common | numbers | {"series": _series_to_json(title.series)}
        case Episode():
            season = {
                "alid": title.season.alid,
                "content_id": title.season.content_id,
                "title": title.season.title,
                "number": title.season.number,
                "episode_count": title.season.episode_count,
            }
            return common | {
                "number": title.number,
                "season": season,
                "series": _series_to_json(title.season.series),
            }
        case _:
            assert_never(title)


def _series_to_json(series: Series) -> dict[str, Any]:
    return {"content_id": series.content_id, "title": series.title, "seasons": series.season_count}


def _title_from_json(document: TitleDocument) -> Title:
    match document.work_type:
        case "movie" | "short":
            return Movie(document.alid, document.content_id, document.title, WorkType(document.work_type))
        case "series":
            return BoxSet(document.alid, document.content_id, document.title, document.complete_seasons)
        case "collection":
            return Collection(document.alid, document.content_id, document.title, tuple(document.members))
        case "trailer" | "bonus":
            kind = WorkType(document.work_type)
            return Supplemental(document.alid, document.content_id, document.title, kind, document.of)
        case "season":
            own = SeasonPart(
                alid=document.alid,
                content_id=document.content_id,
                title=document.title,
                number=document.number,
                episode_count=document.episode_count,
            )
            return _season(own, document.series)
        case "episode":
            if document.season is None:
                raise ValueError("an episode without its season")
            season = _season(document.season, document.series)
            return Episode(document.alid, document.content_id, document.title, document.number, season)
        case _:
            assert_never(document.work_type)


def _season(part: SeasonPart, series: SeriesPart | None) -> Season:
    if series is None:
        raise ValueError("a season without its series")
    return Season(
        part.alid,
        part.content_id,
        part.title,
        part.number,
        part.episode_count,
        Series(series.content_id, series.title, series.seasons),
    )


def _transaction_to_json(transaction: Transaction) -> dict[str, Any]:
    table = transaction_table(transaction)
    return {
        "id": transaction.id,
        "license": transaction.license,
        "territory": transaction.territory,
        "format": transaction.format,
        "channel": transaction.channel,
        "contract": transaction.contract,
        "start": table.get("start"),
        "end": table.get("end"),
        "languages": {
            name: list(languages)
            for name in ("asset", "allowed", "holdback")
            if isinstance(languages := table.get(f"languages.{name}"), tuple)
        },
        "license_rights": transaction.license_rights,
        "instructions": transaction.instructions,
        "other_terms": transaction.other_terms,
        "discount": transaction.discount,
        "terms": {name: table[name] for name in transaction.terms},
        "extra": {name: canonical_json(value) for name, value in transaction.extra.items()},
    } | _unclear_to_json(transaction.unclear)


def _transaction_from_json(document: TransactionDocument) -> Transaction:
    return Transaction(
        id=document.id,
        license=document.license,
        territory=document.territory,
        format=document.format,
        window=Window(
            read_instant(document.start) if document.start else None,
            read_instant(document.end) if document.end else None,
        ),
        channel=document.channel,
        contract=document.contract,
        asset_languages=_languages(document.languages.get("asset", [])),
        allowed_languages=_languages(document.languages.get("allowed", [])),
        holdback_languages=_languages(document.languages.get("holdback", [])),
        license_rights=document.license_rights,
        instructions=document.instructions,
        other_terms=document.other_terms,
        discount=document.discount,
        terms={name: _term(name, value) for name, value in document.terms.items()},
        extra={name: _exact(text) for name, text in document.extra.items()},
        unclear=_unclear_from_json(document.unclear),
    )


def _languages(texts: list[str]) -> tuple[Language, ...]:
    pairs = (text.partition(":") for text in texts)
    return tuple(sorted(Language(tag, asset) for tag, _, asset in pairs))


def _term(name: str, value: str | bool) -> TermValue:  # noqa: FBT001 - a term may be a truth value
    kind = TERMS[name].kind if name in TERMS else TermKind.TEXT
    if isinstance(value, bool):
        return value
    match kind:
        case TermKind.MONEY:
            return Money.parse(value)
        case TermKind.EVENT:
            return read_instant(value)
        case TermKind.TEXT | TermKind.DURATION | TermKind.BOOLEAN:
            return value
        case _:
            assert_never(kind)


def _exact(text: str) -> Json:
    value: Json = json.loads(text, parse_float=Decimal)
    return value
