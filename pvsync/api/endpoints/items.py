"""A batch taken apart: items out with ids of our own, answers in matched by these ids and by nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from pvsync.api.answers import Answer
from pvsync.api.settings import ApiSettings
from pvsync.errors import AnswerUnreadable

_WRAPPER = "requests"
"""The member around a batch that is not a bare array; its name is not documented (open question 8)."""

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Items:
    """A batch under way.

    Args:
        ids: Id of each item, in order; no two batches of a process share one.
        body: What is sent.
    """

    ids: tuple[str, ...]
    body: Any


def pack(settings: ApiSettings, parts: Sequence[Mapping[str, Any]]) -> Items:
    """Give each item an id, and put the batch in the form that the environment takes."""
    batch = next(_numbers)
    ids = tuple(f"{batch}-{number}" for number in range(1, len(parts) + 1))
    entries = [{"requestId": own_id, **part} for own_id, part in zip(ids, parts, strict=True)]
    return Items(ids, {_WRAPPER: entries} if settings.batch_body == "object" else entries)


def match(items: Items, answer: Answer, member: str) -> list[Mapping[str, Any] | str]:
    """The answer of each item, in the order of the items.

    Args:
        items: What was sent.
        answer: What came back.
        member: Where an answer names its item: `requestItemId` from batch/get, `requestId` from the others.

    Returns:
        For each item its answer, or in one phrase why there is none: it is missing, or given twice.

    Raises:
        AnswerUnreadable: If what came back is not a list of answers.
    """
    entries = _entries(answer)
    times = Counter(entry.get(member) for entry in entries if isinstance(entry.get(member), str))
    by_id = {entry.get(member): entry for entry in entries if isinstance(entry.get(member), str)}
    return [by_id[own_id] if times[own_id] == 1 else _why_not(times[own_id]) for own_id in items.ids]


def _entries(answer: Answer) -> list[dict[str, Any]]:
    payload = answer.payload
    if isinstance(payload, dict):
        lists = [value for value in payload.values() if isinstance(value, list)]
        payload = lists[0] if len(lists) == 1 else None
    if not isinstance(payload, list) or not all(isinstance(entry, dict) for entry in payload):
        raise AnswerUnreadable(
            "the answer to a batch is not a list of answers", method=answer.method, path=answer.path
        )
    return payload


def _why_not(times: int) -> str:
    return "the batch answer left it out" if times == 0 else f"the batch answer gave it {times} times"
