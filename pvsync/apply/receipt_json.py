"""The receipt as a file: JSON with a published schema, read back strictly."""

from typing import Annotated, Any, Literal, TypeAlias, assert_never

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from pvsync.apply.outcome_json import outcome_members
from pvsync.apply.receipt import summary
from pvsync.apply.receipt_layout import laid_out
from pvsync.errors import JournalError
from pvsync.model.licence import BusinessLine
from pvsync.model.normal import dict_of
from pvsync.model.outcome import (
    Accepted,
    NotTried,
    Outcome,
    Receipt,
    Rejected,
    Result,
    Stale,
    Unknown,
    Verification,
)
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.window import instant_text

FORMAT_VERSION = "1"
"""Version of the receipt file; a reader refuses another."""

_Count: TypeAlias = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Accepted(_Strict):
    """The service said yes, or the scope was found as planned."""

    kind: Literal["accepted"]
    words: str


class _Rejected(_Strict):
    """The service said no; nothing was written."""

    kind: Literal["rejected"]
    words: str
    status: _Count


class _Unknown(_Strict):
    """Nobody said, and reading could not settle it."""

    kind: Literal["unknown"]
    why: str


class _Stale(_Strict):
    """Live moved since the plan was made; refused before writing."""

    kind: Literal["stale"]
    why: str


class _NotTried(_Strict):
    """Not sent."""

    kind: Literal["not_tried"]
    why: str


_Outcome: TypeAlias = Annotated[
    _Accepted | _Rejected | _Unknown | _Stale | _NotTried, Field(discriminator="kind")
]


class _Scope(_Strict):
    """What one full extract replaces."""

    alid: str
    territory: str
    business_line: BusinessLine


class _Result(_Strict):
    """What became of one change."""

    scope: _Scope
    action: Action
    title: str
    outcome: _Outcome
    verification: Verification = Field(description="what a later read shows of an accepted write")
    note: str
    half: bool = Field(
        default=False,
        description="whether the first of two writes was accepted and the second was not; left out where not",
    )
    assumed: dict[str, int | str | list[str]] = Field(
        default_factory=dict,
        description="what was sent at places that the documents do not give, where a read has not shown it: `members`, "
        "and by the id of a transaction `ID.discount` and `ID.other_terms`; left out where nothing was",
    )
    counted: dict[str, _Count] = Field(
        default_factory=dict,
        description="what the guards counted in this scope, by guard; left out where nothing",
    )
    before: str = Field(
        default="",
        description="fingerprint of what was live before, where no read has shown yet what was sent; left out elsewhere",
    )
    sent: str = Field(default="", description="fingerprint of what was sent; left out where `before` is")
    extra: dict[str, dict[str, str]] | None = Field(
        default=None,
        description="what was sent on under names that pvsync does not know, as JSON text by name: by the id of a "
        'transaction, and those of the title under ""; left out where nothing was sent, and by earlier versions',
    )


class _Summary(_Strict):
    """Number of changes by kind of outcome."""

    accepted: _Count
    rejected: _Count
    unknown: _Count
    stale: _Count
    not_tried: _Count


class _ReceiptFile(_Strict):
    """The record of one `pvsync apply`."""

    model_config = ConfigDict(title="pvsync receipt")

    format_version: Literal["1"]
    run: str = Field(description="id of the run; sorts by time")
    plan_id: str = Field(description="the plan that was carried out")
    pvsync_version: str
    environment: str
    licensor: str
    commit: str | None = Field(description="commit of the plan, null outside git")
    as_of: AwareDatetime = Field(description="the instant the plan was made for")
    started_at: AwareDatetime
    finished_at: AwareDatetime
    requests: _Count = Field(description="HTTP requests sent, retries included")
    interrupted: bool = Field(description="whether a person or a machine stopped the run")
    approvals: dict[str, _Count] = Field(description="exact counts that were approved, by guard")
    notes: list[str] = Field(description="what the run could not do or know")
    summary: _Summary
    results: list[_Result] = Field(description="one for each change of the plan, in its order")
    undoes: str | None = Field(None, description="id of the run that it took back; left out otherwise")
    uncommitted: bool = Field(
        default=False, description="whether it brought what no commit says; left out where a commit says it"
    )
    verified_at: AwareDatetime | None = Field(
        None, description="when `pvsync verify` last read it back; left out where never"
    )
    url: str = Field("", description="address of the service; left out by versions that did not write it")
    tree: str = Field(
        "",
        description="hash of the files that the plan was made from; left out where no commit held them",
    )


def receipt_to_json(receipt: Receipt) -> bytes:
    """A receipt as the bytes of its file."""
    document = {
        "format_version": FORMAT_VERSION,
        "run": receipt.run,
        "plan_id": receipt.plan_id,
        "pvsync_version": receipt.pvsync_version,
        "environment": receipt.environment,
        "licensor": receipt.licensor,
        "commit": receipt.commit,
        "as_of": instant_text(receipt.as_of),
        "started_at": instant_text(receipt.started_at),
        "finished_at": instant_text(receipt.finished_at),
        "requests": receipt.requests,
        "interrupted": receipt.interrupted,
        "approvals": dict(sorted(receipt.approvals.items())),
        "notes": list(receipt.notes),
        "summary": summary(receipt),
        "results": [],
        **({} if receipt.undoes is None else {"undoes": receipt.undoes}),
        **({"uncommitted": True} if receipt.is_uncommitted else {}),
        **({} if receipt.verified_at is None else {"verified_at": instant_text(receipt.verified_at)}),
        **({"url": receipt.url} if receipt.url else {}),
        **({"tree": receipt.tree} if receipt.tree else {}),
    }
    return laid_out(document, (_result(result) for result in receipt.results))


def receipt_from_json(data: bytes) -> Receipt:
    """Read a receipt.

    Raises:
        JournalError: If it is not what `receipt_to_json` writes; the first wrong place is named.
    """
    try:
        file = _ReceiptFile.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise JournalError(
            f"the receipt does not parse: {place}: {first['msg']}",
            advice="was it written by a newer pvsync, or changed by hand?",
        ) from error
    receipt = _read(file)
    if summary(receipt) != file.summary.model_dump():
        raise JournalError("the receipt does not parse: summary: not the sum of its results")
    return receipt


def receipt_schema() -> dict[str, Any]:
    """The published JSON Schema of the receipt file."""
    schema = _ReceiptFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _result(result: Result) -> dict[str, object]:
    scope = result.scope
    return {
        "scope": {
            "alid": scope.alid,
            "territory": scope.territory,
            "business_line": str(scope.business_line),
        },
        "action": str(result.action),
        "title": result.title,
        "outcome": outcome_members(result.outcome),
        "verification": str(result.verification),
        "note": result.note,
        **({"half": True} if result.is_half else {}),
        **({"assumed": dict_of(result.assumed)} if result.assumed else {}),
        **({"counted": dict(sorted(result.counted.items()))} if result.counted else {}),
        **({"before": result.before, "sent": result.sent} if result.before else {}),
        **({} if result.extra is None else {"extra": result.extra}),
    }


def _read(file: _ReceiptFile) -> Receipt:
    return Receipt(
        run=file.run,
        plan_id=file.plan_id,
        pvsync_version=file.pvsync_version,
        environment=file.environment,
        licensor=file.licensor,
        commit=file.commit,
        as_of=file.as_of,
        started_at=file.started_at,
        finished_at=file.finished_at,
        results=tuple(_read_result(result) for result in file.results),
        requests=file.requests,
        interrupted=file.interrupted,
        approvals=dict(file.approvals),
        notes=tuple(file.notes),
        undoes=file.undoes,
        is_uncommitted=file.uncommitted,
        verified_at=file.verified_at,
        url=file.url,
        tree=file.tree,
    )


def _read_result(result: _Result) -> Result:
    scope = result.scope
    return Result(
        scope=Scope(scope.alid, scope.territory, scope.business_line),
        action=result.action,
        title=result.title,
        outcome=_read_outcome(result.outcome),
        verification=result.verification,
        note=result.note,
        is_half=result.half,
        assumed={
            path: tuple(value) if isinstance(value, list) else value for path, value in result.assumed.items()
        },
        counted=dict(result.counted),
        before=result.before,
        sent=result.sent,
        extra=result.extra,
    )


def _read_outcome(
    outcome: _Accepted | _Rejected | _Unknown | _Stale | _NotTried,
) -> Outcome:
    match outcome:
        case _Accepted():
            return Accepted(outcome.words)
        case _Rejected():
            return Rejected(outcome.words, outcome.status)
        case _Unknown():
            return Unknown(outcome.why)
        case _Stale():
            return Stale(outcome.why)
        case _NotTried():
            return NotTried(outcome.why)
        case _:
            assert_never(outcome)
