"""What a change to pvsync.yaml may not decide for itself: addresses, credentials, guards, removals.

With `plan --trust REF` these are read from REF. Without it, the stricter limit of this commit and the ones before counts,
and a secret that is not pvsync's own is sent only where an earlier commit names it.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pvsync.catalog.build import REFERRED_TO, Catalog
from pvsync.catalog.scalars import in_short
from pvsync.catalog.source import SourceFile
from pvsync.config.datasets import DatasetsConfig
from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.errors import CatalogUnreadable, CredentialError, PlanUnsafe, UsageError
from pvsync.history.repository import Repository
from pvsync.model.guarded import Threshold
from pvsync.model.plan import Plan
from pvsync.render.english import listed
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.rendered import titles_of
from pvsync.workflows.request import Request

_NUMBERS = ("count", "share", "percent", "subscribers")
_SHARES = frozenset({"share", "percent"})
_SEVERITY = ("refuse", "withdraw", "delete", "forget")
"""What becomes of a scope that left the catalog, the most cautious first."""

_OWN_NAMES = "PV_"
_PROTECTS = re.compile(rb"\bprotect\b")
_NAMED = 8


def trusting(project: Project, ref: str) -> Project:
    """The project with the trust settings of another commit; the catalog stays that of the files.

    Raises:
        UsageError: If there is no such commit, or no configuration in it.
    """
    trusted = project.at(ref)
    base = trusted.config
    config = replace(
        project.config,
        environments=base.environments,
        guards=base.guards,
        remote=base.remote,
        on_removal=base.on_removal,
        datasets=base.datasets,
        trust=trusted.commit or "",
    )
    return replace(project, config=config)


def as_planned(project: Project, plan: Plan) -> Project:
    """The project with the trust settings that a saved plan was made with.

    Raises:
        PlanUnsafe: If they are of a commit that is not part of what is checked out: a plan could name any.
    """
    head = project.head()
    if not plan.trust:
        return project
    if project.repository is None or head is None or not project.repository.is_ancestor(plan.trust, head):
        raise PlanUnsafe(
            f"this plan trusts commit {plan.trust[:9]}, which is not part of what is checked out here",
            advice="make a new plan here and look at it",
        )
    return trusting(project, plan.trust)


def refuse_new_references(config: Config, references: Mapping[str, str | None]) -> None:
    """Make sure that no secret is sent which this change alone asks for.

    That is a variable whose name does not begin with `PV_`, and a file that is absolute or leads out of the repository. A
    certificate authority is read and never sent, so it is not asked about.

    Args:
        config: The configuration that names them.
        references: `env:` and `file:`, by key.

    Raises:
        CredentialError: If an earlier commit does not name it too.
    """
    strange = {name: one for name, one in references.items() if one and _is_strange(config.root, one)}
    if not strange:
        return
    project = open_project(config.root / config.file, config.root)
    for name, reference in strange.items():
        if _was_named(project, config.trust, reference):
            continue
        kind, _, where = reference.partition(":")
        if kind == "env":
            raise CredentialError(
                f"the environment variable `{in_short(where)}` is not one that pvsync may send: no earlier commit names it",
                advice=f"give it a name that begins with `{_OWN_NAMES}`; whatever pvsync.yaml names is sent to the address "
                "beside it",
            )
        raise CredentialError(
            f"the file of the credential `{name}` is outside this repository, and no earlier commit names it",
            advice="put it below `.pvsync/credentials`; whatever pvsync.yaml names is sent to the address beside it",
        )


def _is_strange(root: Path, reference: str) -> bool:
    kind, _, where = reference.partition(":")
    if kind == "env":
        return not where.startswith(_OWN_NAMES)
    return Path(where).is_absolute() or _leads_out(root, where)


def _leads_out(root: Path, where: str) -> bool:
    """Whether a path is beside the folder of the configuration, by its words or by a link that git tracks."""
    if Path(os.path.normpath(where)).parts[:1] == ("..",):
        return True
    links = [part for part in (root / where, *(root / where).parents) if part.is_symlink()]
    below = [link.relative_to(root).as_posix() for link in links if link.is_relative_to(root)]
    repository = Repository.find(root) if below else None
    return repository is not None and any(repository.tracked(link) for link in below)


def _was_named(project: Project, trust: str, reference: str) -> bool:
    """Whether a commit that is trusted names a reference, or the two newest ones; the first may name what it wants."""
    repository, head = project.repository, project.head()
    if repository is None or head is None:
        return True
    if trust:
        return reference in _references(project.at(trust).config)
    for commit in (head, f"{head}^"):
        try:
            if reference in _references(project.at(commit).config):
                continue
        except (UsageError, CatalogUnreadable):
            pass  # no such commit, or no configuration in it
        return _is_first(repository, commit, project.config.file)
    return True


def _is_first(repository: Repository, commit: str, file: str) -> bool:
    """Whether no commit up to one ever had a configuration."""
    if repository.is_shallow():
        return False
    return not (repository.attempt("rev-list", "-1", commit, "--", file) or "").strip()


def _references(config: Config) -> frozenset[str]:
    found: set[str | None] = {config.datasets.client_id, config.datasets.client_secret}
    for one in config.environments.values():
        if one.credentials is not None:
            found |= {one.credentials.key, one.credentials.cert, one.credentials.api_key}
    return frozenset(filter(None, found))


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


def loosened(project: Project, bases: Iterable[str], request: Request) -> Iterator[str]:
    """What a change loosens or alters of the trust settings, one plain sentence each, every sentence once.

    Args:
        project: The project.
        bases: The commits that it is judged by.
        request: Names the environment that is planned for, and the instant.
    """
    trust, own = project.config.trust, project.written().config
    commits = tuple(dict.fromkeys(bases))
    found = [
        text
        for config in _configs(project, (trust,) if trust else commits)
        for text in _loosened_to(own, config, request.environment.name)
    ]
    yield from dict.fromkeys((*found, *_unprotected(project, commits, request.as_of)))


def _loosened_to(own: Config, base: Config, environment: str) -> Iterator[str]:
    """The same against one configuration.

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
    yield from _altered_datasets(own.datasets, base.datasets)
    if own.remote != base.remote:
        yield f"This change alters `remote`: {base.remote or 'origin'} to {own.remote or 'origin'}."
    ends_again = base.on_removal == "forget" and own.on_removal in {"withdraw", "delete"}
    if ends_again or _SEVERITY.index(own.on_removal) > _SEVERITY.index(base.on_removal):
        yield f"This change loosens `on_removal`: {base.on_removal} to {own.on_removal}."
    if own.catalog != base.catalog:
        yield f"This change moves the catalog: from `{base.catalog}` to `{own.catalog}`."


def _unprotected(project: Project, commits: Iterable[str], as_of: datetime) -> Iterator[str]:
    """Titles whose protection a change lifts; only files that it touches are read."""
    lifted: set[str] = set()
    for commit in commits:
        try:
            before = set(_protected_before(project, project.at(commit), as_of))
        except (UsageError, CatalogUnreadable):
            continue  # rewritten history, or a commit before the first catalog
        if before:
            now = {title.title.alid for title in titles_of(project, as_of, before) if title.is_protected}
            lifted |= before - now
    if lifted:
        names = [f"`{alid}`" for alid in sorted(lifted)]
        more = [f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else []
        yield f"This change lifts `protect` of {listed([*names[:_NAMED], *more])}."


def _protected_before(project: Project, base: Project, as_of: datetime) -> Iterator[str]:
    repository, commit = project.repository, base.commit
    if repository is None or commit is None:
        return
    here = _blobs(project, repository)
    changed = [blob for _, blob in repository.tree(commit, base.config.catalog) if blob not in here]
    if not any(_PROTECTS.search(data) for data in repository.blobs(changed)):
        return
    taken = {*changed}
    kept = [
        source
        for source in base.sources()
        if isinstance(source, SourceFile)
        and (REFERRED_TO.search(source.data) or (source.blob in taken and _PROTECTS.search(source.data)))
    ]
    catalog = Catalog(lambda: kept, base.config.catalog_settings(as_of))
    yield from (title.title.alid for title in catalog.titles() if title.is_protected)


def _blobs(project: Project, repository: Repository) -> Collection[str]:
    if project.commit is not None:
        return {blob for _, blob in repository.tree(project.commit, project.config.catalog)}
    files = project.loaded.files.values()
    return {blob for file in files for blob in (file.blob, file.with_lf)}


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


def _altered_datasets(own: DatasetsConfig, base: DatasetsConfig) -> Iterator[str]:
    addresses = [(one.base_url, one.token_url, one.authorize_url) for one in (base, own)]
    if addresses[0] != addresses[1]:
        was, now = next(pair for pair in zip(*addresses, strict=True) if pair[0] != pair[1])
        yield f"This change alters an address below `datasets`: {was} to {now}."
    if (own.client_id, own.client_secret, own.ca) != (base.client_id, base.client_secret, base.ca):
        yield "This change alters which credentials `datasets` uses."
    if own.marketplaces != base.marketplaces:
        yield "This change alters `marketplaces` of `datasets`, by which subscribers are counted."


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
