"""A saved plan proves itself: it is made once more from git, without a request, and has to say the same.

What the file says of live is taken as it is, since every scope is read again before it is written; all the rest comes
from the catalog and the configuration at the plan's commit: what is sent, in which order, what guards say of it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pvsync import __version__
from pvsync.catalog.scalars import in_short
from pvsync.config.environment import Environment
from pvsync.errors import PlanStale, PlanUnsafe, UsageError
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.plan import Change, Plan
from pvsync.model.progress import Progress, Silent
from pvsync.model.scope import Scope
from pvsync.model.window import instant_text
from pvsync.plan.change_json import change_to_json
from pvsync.plan.file import plan_to_json
from pvsync.workflows.audience import has_store
from pvsync.workflows.inverse import make_inverse
from pvsync.workflows.plan import make_plan
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection, selection
from pvsync.workflows.trust import trusting

_AHEAD = timedelta(minutes=5)
"""How far the clock of the machine that planned may be before this one's."""

_NOT_OF_GIT = frozenset(
    {"plan_id", "base", "coverage", "summary", "unread", "diagnostics", "kept", "settling", "extra", "impact"}
)
"""What the live state, the trail or the reviewer's wish decided; nothing is written for any of it."""

_NEW_PLAN = "make a new plan and look at it"


def prove(
    project: Project, environment: Environment, plan: Plan, now: datetime, progress: Progress
) -> tuple[str, ...]:
    """See that a plan says what git says; no request is sent to the service.

    Args:
        project: The repository; it stands at the plan's commit.
        environment: The service.
        plan: The saved plan.
        now: The instant.
        progress: Told of the stage.

    Returns:
        What the plan was taken at its word for, one plain sentence each.

    Raises:
        PlanStale: If another version of pvsync made it.
        PlanUnsafe: If git says something else than the plan.
    """
    if plan.pvsync_version != __version__:
        raise PlanStale(
            f"this plan was made by pvsync {in_short(plan.pvsync_version)}, and this is {__version__}",
            advice="make a new plan: another version may read the same catalog otherwise",
        )
    if plan.as_of != plan.created_at or plan.as_of > now + _AHEAD:
        raise PlanUnsafe(
            f"this plan is for {instant_text(plan.as_of)} and says that it was made at {instant_text(plan.created_at)}",
            advice="plan without `--as-of`, with a clock that is right, and apply that",
        )
    progress.begin("checking the plan against git", None)
    request = _request(environment, plan)
    made = _made_again(project if plan.dirty else _committed(project), plan, request)
    if found := next(_differences(plan, made), None):
        raise PlanUnsafe(f"this plan does not say what git says: {found}", advice=_NEW_PLAN)
    progress.end()
    if plan.impact is not None and not has_store(project.config, request):
        return (
            "who watched what the plan hits is as the plan says: no datasets were pulled on this machine",
        )
    return ()


class _Saved:
    """Answers for the service what a plan says that it answered; where it changes nothing, nothing was live."""

    def __init__(self, plan: Plan) -> None:
        self._changes = {change.scope: change for change in plan.changes}
        self._unread = {one.scope: one.why for one in plan.unread}

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        """Each scope with its reading, in the order asked."""
        for scope in scopes:
            yield scope, self._reading(scope)

    def _reading(self, scope: Scope) -> Reading:
        if scope in self._unread:
            return Unread(self._unread[scope])
        change = self._changes.get(scope)
        before = None if change is None else change.before
        return Absent() if before is None else Present(before)


def _committed(project: Project) -> Project:
    """The commit that a plan without uncommitted files is of, where files have been changed since."""
    head = project.head()
    if head is None or not project.is_dirty():
        return project
    trust, committed = project.config.trust, project.at(head)
    return trusting(committed, trust) if trust else committed


def _request(environment: Environment, plan: Plan) -> Request:
    return Request(
        environment,
        as_of=plan.as_of,
        simulated=False,
        now=plan.created_at,
        selection=_selection(plan),
        impact=plan.impact is not None,
        again=plan,
    )


def _selection(plan: Plan) -> Selection:
    """The patterns that the plan was made with; `--since` says only what was read, and not what is sent."""
    words = plan.coverage.selection
    only = [word.removeprefix("--only ") for word in words if word.startswith("--only ")]
    exclude = [word.removeprefix("--exclude ") for word in words if word.startswith("--exclude ")]
    try:
        found = selection(only, exclude)
    except UsageError as error:
        raise PlanUnsafe(f"this plan names a selection that is none: {error.message}") from error
    named = {change.scope for change in plan.changes if str(change.scope) in words}
    return replace(found, scopes=frozenset(named)) if named else found


def _made_again(project: Project, plan: Plan, request: Request) -> Plan:
    if plan.undoes is not None:
        try:
            return make_inverse(project, plan.undoes.run, request, lambda: _Saved(plan), Silent())
        except UsageError as error:
            raise PlanUnsafe(
                f"this plan undoes a run, and cannot be held against it: {error.message}",
                advice="apply it on the machine that keeps the run, or make a new plan there",
            ) from error
    made = make_plan(project, request, lambda: _Saved(plan), Silent()).plan
    if made is None:
        raise PlanUnsafe("this plan does not say what git says: the catalog has errors", advice=_NEW_PLAN)
    return made


def _differences(plan: Plan, made: Plan) -> Iterator[str]:
    """What the two say otherwise, the heaviest first."""
    yield from _unlike_scopes(plan.changes, made.changes)
    for saved, change in zip(plan.changes, made.changes, strict=True):
        for path, said, right in _unlike(_facts(saved), _facts(change)):
            yield f"{saved.scope}, `{path}`: {_said(said, right)}"
    for path, said, right in _unlike(_head(plan), _head(made)):
        yield f"`{path}`: {_said(said, right)}"


def _unlike_scopes(saved: tuple[Change, ...], made: tuple[Change, ...]) -> Iterator[str]:
    said, right = ([change.scope for change in changes] for changes in (saved, made))
    for scope in Counter(said) - Counter(right):
        yield f"{scope}: the plan changes it, and git asks for no such change"
    for scope in Counter(right) - Counter(said):
        yield f"{scope}: git asks for a change that the plan leaves out"
    for one, other in zip(said, right, strict=False):
        if one != other:
            yield f"the plan comes to {one} where {other} has its turn"


def _facts(change: Change) -> dict[str, Any]:
    """A change without whom it is attributed to."""
    found = change_to_json(change)
    fields = [{**item, "cause": None, "source": None} for item in found["fields"]]
    return {**found, "fields": fields}


def _head(plan: Plan) -> dict[str, Any]:
    """Everything beside the changes that git decides."""
    found = plan_to_json(replace(plan, changes=()))
    changed = {change.scope for change in plan.changes}
    return {
        **{name: value for name, value in found.items() if name not in _NOT_OF_GIT},
        "scopes_desired": plan.coverage.scopes_desired,
        "kept": [
            [str(row.scope), row.offer, str(row.start), str(row.end)]
            for row in plan.kept
            if row.scope in changed
        ],
    }


def _unlike(said: Any, right: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Each place at which two documents differ."""
    if isinstance(said, Mapping) and isinstance(right, Mapping):
        for name in {**right, **said}:
            yield from _unlike(said.get(name), right.get(name), f"{path}.{name}" if path else name)
    elif isinstance(said, list) and isinstance(right, list) and len(said) == len(right):
        for number, (one, other) in enumerate(zip(said, right, strict=True)):
            yield from _unlike(one, other, f"{path}[{number}]")
    elif said != right:
        yield path, said, right


def _said(said: Any, right: Any) -> str:
    return f"{_word(said)} in the plan, {_word(right)} by git"


def _word(value: Any) -> str:
    return "nothing" if value in (None, [], {}) else in_short(json.dumps(value, ensure_ascii=False))
