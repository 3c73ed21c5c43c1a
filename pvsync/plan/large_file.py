"""A plan file of any size, read change by change; nothing is left out of what `read_plan` makes sure of."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pvsync.model.plan import FORMAT_VERSION, Change, Plan
from pvsync.plan.document import PlanDocument
from pvsync.plan.file import each_once, plan_from_document, read_plan
from pvsync.plan.kept_change import KeptChange, Packer

_BEGIN, _END = b' "changes": [\n', b" ]"
_OPENING, _CLOSING = b"  {\n", b"  }\n"
_BETWEEN = b"  },\n"
_MARK = b"\xef\xbb\xbf"
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class _OtherLayoutError(ValueError):
    """The file is not laid out as `pvsync plan` lays it out, so it is read as a whole."""


def open_plan(path: Path) -> Plan:
    """A plan from its file, its changes packed away (`KeptChange`).

    A file that is not laid out as pvsync writes it, or is no plan, is read as a whole; that says what is wrong.

    Raises:
        OSError: If the file cannot be read.
        PlanTampered: See `read_plan`.
    """
    try:
        return _in_pieces(path)
    except (ValueError, ArithmeticError, RecursionError):
        return read_plan(path.read_bytes())


def _in_pieces(path: Path) -> Plan:
    with path.open("rb") as lines:
        rest = _rest(lines)
    digest, kept = hashlib.sha256(b"{"), list[Change]()
    names = sorted(name for name in rest if name != "plan_id")
    with path.open("rb") as lines:
        for number, name in enumerate(names):
            digest.update(f"{',' if number else ''}{_ENCODE(name)}:".encode())
            if name == "changes":
                kept += _changes(lines, digest)
            else:
                digest.update(_ENCODE(rest[name]).encode())
    digest.update(b"}")
    if rest.get("plan_id") != digest.hexdigest() or rest.get("format_version") != FORMAT_VERSION:
        raise _OtherLayoutError
    plan = plan_from_document(PlanDocument.model_validate_json(json.dumps({**rest, "changes": []})))
    return replace(plan, changes=tuple(kept))


def _changes(lines: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[KeptChange]:
    packer, between = Packer(), b"["
    for piece in _pieces(lines):
        raw = json.loads(piece, object_pairs_hook=each_once)
        digest.update(between + _ENCODE(raw).encode())
        between = b","
        yield packer.pack(json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode())
    digest.update(b"]")


def _rest(lines: Iterable[bytes]) -> dict[str, Any]:
    """Everything but the changes.

    Raises:
        ValueError: If the changes do not stand where they belong, or the rest is not an object of JSON.
    """
    # A word that nobody can have written shows that what is left out is a member of the plan itself.
    word = secrets.token_hex()
    found, inside = bytearray(), False
    for line in lines:
        if not inside and line == _BEGIN:
            inside = True
            found += f'"changes": "{word}"'.encode()
        elif not inside:
            found += line
        elif line.startswith(_END):
            inside = False
            found += line.removeprefix(_END)
    rest = json.loads(bytes(found), object_pairs_hook=each_once)
    if found.startswith(_MARK) or not isinstance(rest, dict) or rest.get("changes") != word:
        raise _OtherLayoutError
    return rest


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The text of each change; whatever is JSON piece by piece is JSON as a whole.

    Raises:
        ValueError: If the changes are laid out in another way.
    """
    found = iter(lines)
    for line in found:
        if line == _BEGIN:
            break
    piece, last = bytearray(), False
    for line in found:
        if line.startswith(_END):
            break
        if last or (not piece and line != _OPENING):
            raise _OtherLayoutError
        if line in (_BETWEEN, _CLOSING):
            last = line == _CLOSING
            yield bytes(piece) + _CLOSING
            piece.clear()
        else:
            piece += line
    if piece or not last:
        raise _OtherLayoutError
