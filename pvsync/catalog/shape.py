"""The shape of a document: from plain values to one of our kinds, with every error at its place."""

from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pvsync.catalog import codes
from pvsync.catalog.documents import KINDS, Document
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import in_short, nearest, suggestion
from pvsync.diagnostics import Finding, Place
from pvsync.model.made_often import made_often

_KEYS_SHOWN = 8

DocumentT_co = TypeVar("DocumentT_co", bound=BaseModel, covariant=True)

_TOLD = 200
"""Findings of one document that are told."""


@made_often
@dataclass(frozen=True, slots=True)
class Declared(Generic[DocumentT_co]):
    """A document of a known kind, with its places."""

    document: DocumentT_co
    raw: RawDocument


def shape(raw: RawDocument) -> tuple[Declared[Document] | None, list[Finding]]:
    """A document of its kind, or all that is wrong with its shape."""
    if not isinstance(raw.data, dict):
        return None, [
            codes.NOT_A_DOCUMENT.at(
                raw.place(()), "a document is a group of keys", "begin with `kind: movie` and one key a line"
            )
        ]
    kind = raw.data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return None, [_unknown_kind(raw, kind)]
    document, findings = fill(KINDS[kind], raw)
    return (None, findings) if document is None else (Declared(document, raw), findings)


def fill(model: type[DocumentT_co], raw: RawDocument) -> tuple[DocumentT_co | None, list[Finding]]:
    """A group of keys from plain values, or what is wrong with them: of very much, the first."""
    try:
        return model.model_validate(raw.data), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        # Each place is looked for from the top: of a group with very many wrong keys, nobody reads more.
        misspelt = _misspelt(model, found)
        told = (each for each in found if each["type"] != "missing" or tuple(each["loc"]) not in misspelt)
        return None, [_finding(model, raw, details) for details in islice(told, _TOLD)]


def _misspelt(model: type[BaseModel], found: list[ErrorDetails]) -> frozenset[Path]:
    """Where keys are missing that stand there misspelt: one slip is one error."""
    missing = {tuple(each["loc"]) for each in found if each["type"] == "missing"}
    if not missing:
        return frozenset()
    slips = (tuple(each["loc"]) for each in found if each["type"] == "extra_forbidden")
    meant = (
        (*path[:-1], near)
        for path in islice(slips, _TOLD)
        if (near := nearest(str(path[-1]), _keys(_model_at(model, path[:-1])))) is not None
    )
    return frozenset(missing.intersection(meant))


def _unknown_kind(raw: RawDocument, kind: Any) -> Finding:
    if kind is None:
        return codes.UNKNOWN_KIND.at(
            _first_key(raw),
            "the document does not say what it is",
            "begin with one of " + ", ".join(f"`kind: {name}`" for name in KINDS),
        )
    if not isinstance(kind, str):
        return codes.UNKNOWN_KIND.at(
            raw.place(("kind",)), "`kind` wants one word", suggestion("", KINDS, what="kinds")
        )
    return codes.UNKNOWN_KIND.at(
        raw.place(("kind",)),
        f"`{in_short(kind)}` is not a kind of document",
        suggestion(kind, KINDS, what="kinds"),
    )


def _first_key(raw: RawDocument) -> Place:
    first = next(iter(raw.data), None)
    return raw.place(()) if first is None else raw.key_place((first,))


def _finding(model: type[BaseModel], raw: RawDocument, details: ErrorDetails) -> Finding:
    path: Path = tuple(details["loc"])
    match details["type"]:
        case "extra_forbidden":
            key = str(path[-1])
            known = _keys(_model_at(model, path[:-1]))
            return codes.UNKNOWN_KEY.at(
                raw.key_place(path),
                f"`{in_short(key)}` is not a key here",
                suggestion(key, known, what="keys here"),
            )
        case "missing":
            return _missing(model, raw, path)
        case "pvsync":
            context = details.get("ctx", {})
            return codes.WRONG_VALUE.at(raw.place(path), context["message"], context["hint"])
        case "list_type":
            return codes.WRONG_TYPE.at(
                raw.place(path),
                f"`{_name(path)}` wants a list",
                f"write it in brackets: `{_name(path)}: [...]`, or one a line with dashes",
            )
        case _:
            return codes.WRONG_TYPE.at(
                raw.place(path),
                f"`{_name(path)}` wants a group of keys",
                "write `key: value` pairs, one a line or in braces" + _known(_keys(_model_at(model, path))),
            )


def _missing(model: type[BaseModel], raw: RawDocument, path: Path) -> Finding:
    key = str(path[-1])
    owner = _model_at(model, path[:-1])
    examples: list[Any] = []
    if owner is not None:
        examples = next(
            (
                list(field.examples or [])
                for name, field in owner.model_fields.items()
                if (field.alias or name) == key
            ),
            [],
        )
    example = f": {_written(examples[0])}" if examples else ": ..."
    place = raw.place(path[:-1])
    place = Place(place.file, place.line, place.column, place.line, place.column + 1)
    return codes.MISSING_KEY.at(place, f"`{key}` is missing", f"add `{key}{example}`")


def _written(example: Any) -> str:
    if isinstance(example, list):
        return f"[{', '.join(_written(item) for item in example)}]"
    text = str(example)
    return f'"{text}"' if ": " in text else text


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The group of keys that stands at a path, as the types say."""
    current: Any = model
    for step in path:
        current = _inside(current, step)
    return _model_in(current)


def _inside(annotation: Any, step: str | int) -> Any:
    """The type of what stands at a key or index: a field, an entry of a mapping, an item of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        return next(
            (field.annotation for name, field in fields.items() if (field.alias or name) == step), None
        )
    if get_origin(annotation) in (dict, list):
        return get_args(annotation)[-1]
    return next((found for part in get_args(annotation) if (found := _inside(part, step)) is not None), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The group of keys that an annotation allows, beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (dict, list):
        return None
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)


def _known(keys: list[str]) -> str:
    return "; keys: " + ", ".join(f"`{key}`" for key in keys) if 0 < len(keys) <= _KEYS_SHOWN else ""


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [] if model is None else [field.alias or name for name, field in model.model_fields.items()]


def _name(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the document")
