"""A line of a note: that a run began, what became of it, or that it ended before it wrote anything.

Lines stand by themselves, so that two notes on one commit merge by taking every line of both
(`git notes merge -s cat_sort_uniq`). A run may have several: what it said last counts, whichever stands first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from pvsync.errors import PvsyncError
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Receipt
from pvsync.model.scope import Scope
from pvsync.model.window import instant_text

ReadReceipt: TypeAlias = Callable[[bytes], Receipt]
"""Reads a receipt; raises a PvsyncError where it does not parse."""


@dataclass(frozen=True, slots=True)
class Started:
    """A run is about to write.

    Args:
        run: Its id.
        environment: Name of the environment.
        licensor: Alias in the path of every request.
        plan_id: The plan.
        as_of: The instant the plan was made for.
        at: When.
        scopes: What it is to change.
        url: Address of the service; empty in the note of an earlier version.
        tree: Hash of the files that the plan was made from; empty where no commit held them.
    """

    run: str
    environment: str
    licensor: str
    plan_id: str
    as_of: datetime
    at: datetime
    scopes: tuple[Scope, ...]
    url: str = ""
    tree: str = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A run ended before it wrote anything.

    Args:
        run: Its id.
    """

    run: str


Said: TypeAlias = Started | Nothing | Receipt
"""What a line can hold."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format_version: Literal["1"]


class _Started(_Line):
    kind: Literal["started"]
    run: str
    environment: str
    licensor: str
    plan_id: str
    as_of: AwareDatetime
    at: AwareDatetime
    scopes: list[tuple[str, str, BusinessLine]]
    url: str = ""
    tree: str = ""


class _Nothing(_Line):
    kind: Literal["nothing"]
    run: str


class _Receipt(_Line):
    kind: Literal["receipt"]
    receipt: dict[str, Any]


_LINE: TypeAdapter[_Started | _Nothing | _Receipt] = TypeAdapter(
    Annotated[_Started | _Nothing | _Receipt, Field(discriminator="kind")]
)


def started_line(started: Started) -> str:
    """That a run is about to write."""
    return _line(
        kind="started",
        run=started.run,
        environment=started.environment,
        licensor=started.licensor,
        plan_id=started.plan_id,
        as_of=instant_text(started.as_of),
        at=instant_text(started.at),
        scopes=[[scope.alid, scope.territory, str(scope.business_line)] for scope in sorted(started.scopes)],
        **({"url": started.url} if started.url else {}),
        **({"tree": started.tree} if started.tree else {}),
    )


def nothing_line(run: str) -> str:
    """That a run ended before it wrote anything."""
    return _line(kind="nothing", run=run)


def receipt_line(receipt: bytes) -> str:
    """What became of a run.

    Args:
        receipt: The receipt as the JSON of its file.
    """
    return _line(kind="receipt", receipt=json.loads(receipt))


def run_of(line: str) -> str | None:
    """The run that a line speaks of, None where it does not say."""
    try:
        match json.loads(line):
            case {"kind": "receipt", "receipt": {"run": str(run)}}:
                return run
            case {"run": str(run)}:
                return run
            case _:
                return None
    except (ValueError, RecursionError):
        return None


def read_line(line: str, read_receipt: ReadReceipt) -> Said | None:
    """What a line says, None where it is not one that this version writes."""
    try:
        said = _LINE.validate_json(line)
    except ValueError:
        return None
    match said:
        case _Started():
            scopes = tuple(Scope(*scope) for scope in said.scopes)
            return Started(
                said.run,
                said.environment,
                said.licensor,
                said.plan_id,
                said.as_of,
                said.at,
                scopes,
                said.url,
                said.tree,
            )
        case _Nothing():
            return Nothing(said.run)
        case _Receipt():
            try:
                return read_receipt(json.dumps(said.receipt).encode())
            except PvsyncError:
                return None


def _line(**members: object) -> str:
    document = {"format_version": "1", **members}
    return json.dumps(document, sort_keys=True, separators=(",", ":"))
