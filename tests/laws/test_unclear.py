"""The law of what is live: whatever it says ends in no difference, in a difference with a value, or unread with a reason."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, cast

import pytest

from pvsync.api.wire.avail import decode, encode
from pvsync.api.wire.exact import dumps, loads
from pvsync.diagnostics import Place
from pvsync.errors import AnswerUnreadable
from pvsync.model.avail import Absent, Avail, Entitlement, Present
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.normal import canonical_json, digest
from pvsync.model.scope import Scope
from pvsync.model.terms import TERMS
from pvsync.model.titles import Collection, Episode, Season, Series, Title
from pvsync.model.transaction import Language, Transaction
from pvsync.model.unshown import extra_values
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.compare import Setting, compare, not_understood
from pvsync.plan.extra import extra_said

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTING = Setting(NOW, Zones())
SCOPE = Scope("X", "US", BusinessLine.TVOD)
ROUNDS = 400
KNOWN = {term.wire.casefold() for term in TERMS.values()}
VALUES: tuple[Any, ...] = (None, "", "x", "9,99", "NaN", 7, True, [], {}, ["x"], {"value": "x"}, "2030-02-31")


class Nowhere:
    """Places of values that no file holds."""

    def title(self, path: str) -> Place:
        return Place(f"title.{path}")

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        return Place(f"{scope}.{row}.{path}")


def a_row(license_type: str, format_profile: str, days: tuple[int, int]) -> Transaction:
    first, last = (NOW + timedelta(days=day) for day in days)
    return Transaction(
        id=None,
        license=license_type,
        territory="US",
        format=format_profile,
        window=Window(first, last),
        contract="CPH",
        asset_languages=(Language("en-US"), Language("fr-CA", "subtitle")),
        instructions="as agreed",
        terms={
            "wsp": Money("USD", Decimal("6.99")),
            "srp": Money("USD", Decimal("9.99")),
            "announce": NOW - timedelta(days=90),
            "rental": "PT720H",
            "exclusive": True,
        },
    )


def avails() -> list[Avail]:
    season = Season("S", "S", "Season 1", 1, 8, Series("ASB", "Avail Strikes Back", 4))
    titles: list[Title] = [Episode("X", "X", "Pilot", 1, season), Collection("X", "X", "Both", ("A", "B"))]
    return [
        Avail(
            SCOPE,
            "acme",
            title,
            (
                a_row("EST", "Max", (-30, 300)),
                a_row("VOD", "Max", (-30, 90)),
                a_row("VOD", "Max", (120, 200)),
            ),
            (Entitlement("DMA", "one"),),
        )
        for title in titles
    ]


def mutated(tree: Any, random: Random) -> Any:
    """The answer with one member, at any depth, dropped, doubled, renamed, retyped or added."""
    found = deepcopy(tree)
    nodes = [node for node in below(found) if node]
    node = random.choice(nodes)
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    key = random.choice(keys)
    match random.choice(["drop", "double", "rename", "retype", "add"]):
        case "drop":
            del node[key]
        case "double" if isinstance(node, list):
            node.append(deepcopy(random.choice(node)))
        case "double":
            node[key] = [node[key], deepcopy(node[key])]
        case "rename" if isinstance(node, dict):
            node[random.choice([key.lower(), f"{key}s", f"_{key}"])] = node.pop(key)
        case "add" if isinstance(node, dict):
            node[random.choice(["_x", "Surprise", "value", "_currency", "Text"])] = random.choice(VALUES)
        case _:
            node[key] = deepcopy(random.choice(VALUES))
    return found


def below(node: Any) -> list[Any]:
    inner = node.values() if isinstance(node, dict) else node
    return [node, *(one for part in inner if isinstance(part, dict | list) for one in below(part))]


def without_extra(avail: Avail) -> Avail:
    rows = tuple(replace(row, extra={}) for row in avail.transactions)
    return replace(avail, extra={}, transactions=rows)


@pytest.mark.parametrize("desired", avails(), ids=["episode", "collection"])
def test_whatever_live_says_is_no_difference_or_shown_or_unread(desired: Avail) -> None:
    random = Random(7)  # noqa: S311 - which members are altered is no secret
    first = compare(desired, Nowhere(), Absent(), SETTING)
    assert first is not None
    assert first.after is not None
    clean = loads(dumps(encode(first.after, spec_version="1")))
    ends = {"none": 0, "shown": 0, "unread": 0}
    for _ in range(ROUNDS):
        answer = mutated(clean, random)
        said = canonical_json(answer)
        try:
            live = decode(SCOPE, answer)
        except AnswerUnreadable:
            ends["unread"] += 1
            continue
        assert_settles(desired, live, ends, said)
    assert min(ends.values()) > ROUNDS // 50, ends


def assert_settles(desired: Avail, live: Avail, ends: dict[str, int], said: str) -> None:
    """One way to end, and nothing to do after it; what nobody knows the name of is told of and kept."""
    assert bool(extra_said(live, {}, NOW, Zones())) == bool(extra_values(live, NOW)), said
    strange = [term for row in live.transactions for term in cast("list[Any]", row.extra.get("Terms", []))]
    assert not any(term["_termName"].strip().casefold() in KNOWN for term in strange), said
    why = not_understood(desired, Present(live), SETTING)
    if why is not None:
        assert why, said
        ends["unread"] += 1
        return
    change = compare(desired, Nowhere(), Present(live), SETTING)
    if change is None:
        assert not live.not_understood, said
        assert digest(without_extra(live)) == digest(desired), said
        ends["none"] += 1
        return
    assert change.fields, said
    assert change.after is not None
    ends["shown"] += 1
    again = decode(SCOPE, loads(dumps(encode(change.after, spec_version="1"))))
    assert not again.not_understood, said
    assert not_understood(desired, Present(again), SETTING) is None, said
    assert compare(desired, Nowhere(), Present(again), SETTING) is None, said
