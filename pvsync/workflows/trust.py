"""What a change to pvsync.yaml may not decide for itself: addresses, credentials, guards, removals.

With `plan --trust REF` these are read from REF. Without it, the stricter limit of this commit and the ones before counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.guarded import Threshold
from pvsync.workflows.project import Project

_NUMBERS = ("count", "share", "percent", "subscribers")
_SHARES = frozenset({"share", "percent"})
_SEVERITY = ("refuse", "withdraw", "delete", "forget")
"""What becomes of a scope that left the catalog, the most cautious first."""


def trusting(project: Project, ref: str) -> Project:
    """The project with the trust settings of another commit; the catalog stays that of the files.

    Raises:
        UsageError: If there is no such commit, or no configuration in it.
    """
    base = project.at(ref).config
    config = replace(
        project.config,
        environments=base.environments,
        guards=base.guards,
        remote=base.remote,
        on_removal=base.on_removal,
    )
    return replace(project, config=config)


def strictest(project: Project, bases: Iterable[str]) -> Mapping[str, Threshold]:
    """What guards let pass: the stricter of this configuration and those of earlier commits.

    Args:
        project: The project.
        bases: The commits.
    """
    found = dict(project.config.guards)
    for config in _configs(project, bases):
        found = {name: _stricter(one, config.guards.get(name, one)) for name, one in found.items()}
    return found


def loosened(own: Config, base: Config, environment: str) -> Iterator[str]:
    """What a change loosens or alters of the trust settings, one plain sentence each.

    Args:
        own: The configuration as it is now.
        base: The one before.
        environment: The environment that is planned for.
    """
    for name, threshold in own.guards.items():
        before = base.guards.get(name, threshold)
        for what in _loosened(before, threshold):
            yield f"This change loosens the guard {name}: {what}."
    yield from _altered(own.environments.get(environment), base.environments.get(environment), environment)
    if own.remote != base.remote:
        yield f"This change alters `remote`: {base.remote or 'origin'} to {own.remote or 'origin'}."
    if _SEVERITY.index(own.on_removal) > _SEVERITY.index(base.on_removal):
        yield f"This change loosens `on_removal`: {base.on_removal} to {own.on_removal}."
    if own.catalog != base.catalog:
        yield f"This change moves the catalog: from `{base.catalog}` to `{own.catalog}`."


def loosened_since(project: Project, bases: Iterable[str], environment: str) -> Iterator[str]:
    """The same against each of several commits, every sentence once."""
    found = (
        text for config in _configs(project, bases) for text in loosened(project.config, config, environment)
    )
    yield from dict.fromkeys(found)


def _configs(project: Project, bases: Iterable[str]) -> Iterator[Config]:
    for commit in dict.fromkeys(bases):
        try:
            yield project.at(commit).config
        except (UsageError, CatalogUnreadable):
            continue  # rewritten history, or a commit before the first configuration


def _altered(own: Environment | None, base: Environment | None, name: str) -> Iterator[str]:
    if own is None or base is None:
        if own is not base:
            yield f"This change {'removes' if own is None else 'adds'} the environment `{name}`."
        return
    if own.url != base.url:
        yield f"This change alters the address of `{name}`: {base.url} to {own.url}."
    if own.alias != base.alias:
        yield f"This change alters the alias of `{name}`: {base.alias} to {own.alias}."
    if own.credentials != base.credentials:
        yield f"This change alters which credentials `{name}` uses."
    if own.foreign != base.foreign:
        yield f"This change alters `foreign` of `{name}`: {base.foreign} to {own.foreign}."


def _loosened(before: Threshold, now: Threshold) -> Iterator[str]:
    if now.is_off or before.is_off:
        if now.is_off and not before.is_off:
            yield "on to off"
        return
    for name in _NUMBERS:
        was, is_now = getattr(before, name), getattr(now, name)
        if was is not None and (is_now is None or is_now > was):
            yield f"{name} {_number(was, name)} to {_number(is_now, name)}"
    if now.passes_unknown and not before.passes_unknown:
        yield "what is unknown passes"


def _number(value: int | None, name: str) -> str:
    if value is None:
        return "no limit"
    return f"{value:,} %" if name in _SHARES else f"{value:,}"


def _stricter(one: Threshold, other: Threshold) -> Threshold:
    if one.is_off or other.is_off:
        return other if one.is_off else one
    return replace(
        one,
        count=_least(one.count, other.count),
        share=_least(one.share, other.share),
        percent=_least(one.percent, other.percent),
        subscribers=_least(one.subscribers, other.subscribers),
        passes_unknown=one.passes_unknown and other.passes_unknown,
    )


def _least(one: int | None, other: int | None) -> int | None:
    return min((value for value in (one, other) if value is not None), default=None)
