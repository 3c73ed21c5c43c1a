"""Titles that stand by themselves: movies, shorts, collections, trailers and bonus material."""

import re
from collections.abc import Sequence

from pvsync.formats.ema import codes
from pvsync.formats.ema.facts import Facts
from pvsync.formats.ema.fold import avails
from pvsync.formats.ema.identity import MOVIE, Identity
from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Document, Draft, Plain
from pvsync.formats.ema.removals import removals
from pvsync.formats.ema.windows import with_ends

_SPLIT = re.compile(r"[;,|\s]+")
_FOLDERS = {"movie": "movies", "short": "movies", "collection": "collections"}
_EXTRAS = "extras"


class Singles:
    """Builds documents of titles that stand by themselves."""

    def __init__(self, identity: Identity, notes: Notes) -> None:
        self._identity = identity
        self._notes = notes

    def draft(self, alid: str, facts: Facts, lines: Sequence[Line]) -> Draft:
        """The file of one title."""
        ids = self._identity.ids(facts, MOVIE, alid)
        name = self._identity.name(facts, MOVIE)
        document: Document = {**_kind(facts.work_type), "alid": alid}
        document |= {key: ids.pop(key) for key in ("content_id",) if key in ids}
        document |= self._belonging(facts)
        document |= name | ids | self._identity.owner(facts)
        if facts.work_type == "collection":
            document |= self._members(facts) | self._identity.discount(facts)
        offered = list(with_ends([line for line in lines if not line.is_delete], self._notes))
        document |= removals(lines, avails(offered, self._notes), self._notes)
        folder = _FOLDERS.get(facts.work_type, _EXTRAS)
        return Draft(folder, str(document.get("title", alid)), alid, document)

    def _belonging(self, facts: Facts) -> Document:
        if facts.work_type not in {"trailer", "bonus"}:
            return {}
        of = facts.text("RefALID")
        if not of:
            self._identity.say_missing(facts, "RefALID")
        found: Document = {"of": of} if of else {}
        return found | {"type": facts.work_type}

    def _members(self, facts: Facts) -> Document:
        text = facts.text("BundleALIDs")
        if not text:
            self._identity.say_missing(facts, "BundleALIDs")
        elif "," in text or " " in text:
            self._notes.say(
                codes.ASSUMED,
                facts.at("BundleALIDs"),
                "BundleALIDs",
                "the titles are not joined by `;` alone; they are read as several all the same",
                "join them by `;` without blanks, as Prime Video has it",
            )
        members: list[Plain] = [word for word in _SPLIT.split(text) if word]
        return {"members": members} if members else {}


def _kind(work_type: str) -> Document:
    if work_type in {"trailer", "bonus"}:
        return {"kind": "supplemental"}
    if work_type == "short":
        return {"kind": "movie", "work_type": "Short"}
    return {"kind": work_type}
