"""Plans for tests of what is made of them."""

from datetime import UTC, datetime
from typing import Any

from builders import an_avail

from pvsync.model.plan import ABSENT_FINGERPRINT, Action, Change, Coverage, Plan

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def a_change(**changes: Any) -> Change:
    avail = an_avail()
    values = {
        "scope": avail.scope,
        "action": Action.CREATE,
        "kind": "movie",
        "title": "Heat Haze",
        "reason": "not live yet",
        "before": None,
        "after": avail,
        "fields": (),
        "rows": (),
        "fingerprint": ABSENT_FINGERPRINT,
    }
    return Change(**(values | changes))


def a_plan(**changes: Any) -> Plan:
    values = {
        "plan_id": "",
        "pvsync_version": "0.1.0",
        "environment": "local",
        "licensor": "acme",
        "commit": None,
        "dirty": False,
        "base": None,
        "as_of": NOW,
        "simulated": False,
        "valid_until": None,
        "created_at": NOW,
        "coverage": Coverage(1, 1, complete=True),
        "changes": (a_change(),),
    }
    return Plan(**(values | changes))
