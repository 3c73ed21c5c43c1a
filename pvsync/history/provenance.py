"""What was loaded, held against the tree of the commit that is checked out: a plan is of a commit, or says of what not.

`git status` cannot tell. It is silent about files that are ignored, skipped or assumed unchanged, about a part of the
tree that was never checked out, and about bytes that a filter makes. So the files that were read are compared with the
commit themselves, and git is asked for reasons only where something differs.
"""

import hashlib
import os
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pvsync.errors import CatalogUnreadable
from pvsync.history.repository import REGULAR, Entry, Repository

LINK = "120000"
_FILE = REGULAR[0]
_SUBMODULE = "160000"
_CONVERTED = ("filter", "working-tree-encoding", "ident")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file as it was read.

    Args:
        mode: Git's mode of it: a file or a link.
        blob: Git's object id of its bytes.
        with_lf: The same with every line end as LF, as git keeps a file whose line ends it converts.
    """

    mode: str
    blob: str
    with_lf: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which commit the files are of.

    Args:
        commit: The commit that is checked out, None before the first one and outside of git.
        tree: Hash of the files (`tree_hash`); empty where the commit does not hold them as they are.
        uncommitted: Why it does not, one plain sentence for each reason, with its files and the way out.
        remarks: What may go wrong elsewhere with files that are right here, one plain sentence each.
    """

    commit: str | None = None
    tree: str = ""
    uncommitted: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be compared.

    Args:
        root: The folder that paths are relative to.
        config: Path of the configuration.
        catalog: Path of the catalog.
        loaded: What was read, by path.
        unread: Paths of what is there and could not be read.
        is_document: Whether a path is one that the catalog's reader takes.
    """

    root: Path
    config: str
    catalog: str
    loaded: Mapping[str, LoadedFile]
    unread: Collection[str]
    is_document: Callable[[str], bool]

    def takes(self, entry: Entry) -> bool:
        """Whether an entry of a commit's tree is a file that has to be read."""
        if entry.mode == _SUBMODULE:
            return False
        if entry.path == self.catalog:
            return entry.mode in REGULAR or self.is_document(entry.path)
        return entry.path == self.config or self.is_document(entry.path)


def tree_hash(files: Iterable[tuple[str, str, str]]) -> str:
    """SHA-256 over `<mode> <path>`, a zero byte, `<blob>` and a line feed for each file, sorted by path.

    Two commits with the same configuration and catalog have the same hash, whatever else they hold. The right to execute
    means nothing here: every file has the mode 100644.

    Args:
        files: Mode, path and git's object id of each.
    """
    digest = hashlib.sha256()
    for path, mode, blob in sorted((path, mode, blob) for mode, path, blob in files):
        digest.update(f"{mode} {path}\0{blob}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def tree_of(entries: Iterable[Entry]) -> str:
    """The hash of files of a commit."""
    return tree_hash((_FILE if one.mode in REGULAR else one.mode, one.path, one.blob) for one in entries)


def provenance(repository: Repository, scene: Scene) -> Provenance:
    """What the commit that is checked out says of the files that were read.

    Raises:
        CatalogUnreadable: If a file of the commit was not read for a reason that is no deletion.
    """
    head = repository.head()
    if head is None:
        return Provenance(uncommitted=("nothing is committed yet (`git commit` makes the first commit)",))
    entries = repository.entries(head, scene.config, scene.catalog)
    held = {entry.path: entry for entry in entries if scene.takes(entry)}
    doubles = tuple(_doubles(held))
    missing = [path for path in held if path not in scene.loaded and path not in scene.unread]
    _refuse_doubles(doubles, missing)
    _refuse_submodules(scene, entries)
    _refuse_left_out(repository, scene, missing)
    reasons = tuple(_reasons(repository, scene, held, entries, missing))
    remarks = tuple(
        f"{_both(names)} differ only in case or in the form of a letter: a machine whose file system takes them "
        "for one shows only one"
        for names in doubles
    )
    return Provenance(head, "" if reasons else tree_of(held.values()), reasons, remarks)


def few(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def named(paths: Sequence[str]) -> str:
    """The first files of a list, and how many more there are."""
    return few([f"`{path}`" for path in paths])


def _refuse_doubles(doubles: Iterable[Sequence[str]], missing: Collection[str]) -> None:
    """Of names that differ only in case or Unicode form, a file system may show one alone.

    Raises:
        CatalogUnreadable: If one was not read.
    """
    lost = [names for names in doubles if not set(names).isdisjoint(missing)]
    if lost:
        raise CatalogUnreadable(
            f"{_both(lost[0])} differ only in case or in the form of a letter, and only one of them is here",
            advice="rename one with `git mv` on a machine that shows both, and commit that",
        )


def _refuse_submodules(scene: Scene, entries: Iterable[Entry]) -> None:
    """What a submodule brings is not here before it is checked out.

    Raises:
        CatalogUnreadable: If one below the catalog is not.
    """
    empty = [one.path for one in entries if one.mode == _SUBMODULE and not _has_files(scene.root / one.path)]
    if empty:
        raise CatalogUnreadable(
            f"{named(empty)} of this commit {_is(empty)} a submodule that is not checked out, so a part of the catalog may "
            "be missing",
            advice="run `git submodule update --init`; in a workflow, check out with `submodules: true`",
        )


def _refuse_left_out(repository: Repository, scene: Scene, missing: Sequence[str]) -> None:
    """Files of the commit that nobody deleted and nobody read: a plan would take their titles for gone."""
    if not missing:
        return
    linked = [path for path in missing if _is_behind_link(scene.root, path)]
    if linked:
        raise CatalogUnreadable(
            f"{named(linked)} of this commit {_stands(linked)} behind a linked folder here, and links to folders are not "
            "followed",
            advice="put the folder itself in the place of the link: `git restore` brings it back",
        )
    flags = _flags(repository, scene)
    skipped = [path for path in missing if flags.get(path, "") in {"S", "s"}]
    if not skipped:
        return
    is_sparse = (repository.attempt("config", "--bool", "core.sparseCheckout") or "").strip() == "true"
    if is_sparse:
        raise CatalogUnreadable(
            f"this is a sparse checkout without {named(skipped)}: a part of the catalog is not here, and a plan would take "
            "it for deleted",
            advice="run `git sparse-checkout disable`; in a workflow, check out without `sparse-checkout`",
        )
    raise CatalogUnreadable(
        f"git was told to skip {named(skipped)} (skip-worktree), and {'it is' if len(skipped) == 1 else 'they are'} "
        "not here: a plan would take the titles for deleted",
        advice="run `git update-index --no-skip-worktree FILE` and `git restore FILE` for each of them",
    )


def _reasons(
    repository: Repository,
    scene: Scene,
    held: Mapping[str, Entry],
    entries: Sequence[Entry],
    missing: Sequence[str],
) -> Iterator[str]:
    """Why the commit does not hold what was read, one sentence for each kind, the least expected first."""
    unknown, links, others, differing = list[str](), list[str](), list[str](), list[str]()
    for path, file in scene.loaded.items():
        entry = held.get(path)
        if entry is None:
            unknown.append(path)
        elif file.mode == LINK:
            links.append(path)
        elif entry.mode not in REGULAR:
            others.append(path)
        elif entry.blob not in {file.blob, file.with_lf}:
            differing.append(path)
    yield from _in_no_commit(repository, entries, unknown)
    yield from _said(
        links,
        "is a link: the commit holds where it leads and not what stands there, so its history cannot be read",
        "are links: the commit holds where they lead and not what stands there, so their history cannot be read",
        "put the file itself there",
    )
    yield from _said(
        others,
        "is a link in the commit, and a file here",
        "are links in the commit, and files here",
        "commit it",
    )
    yield from _changed(repository, scene, differing)
    deleted = [*missing, *(path for path in scene.unread if path in held)]
    yield from _gone_or_staged(repository, scene, deleted, {*unknown, *links, *others, *differing})


def _gone_or_staged(
    repository: Repository, scene: Scene, deleted: Sequence[str], said: Collection[str]
) -> Iterator[str]:
    """What is said of the rest: files that are not here, and those that the next commit would change."""
    yield from _said(
        deleted,
        "is in the commit and not here",
        "are in the commit and not here",
        "commit the deletion, or take it back with `git restore`",
    )
    staged = sorted({*_staged(repository, scene)}.difference(said, deleted))
    yield from _said(
        staged,
        "is staged as something else than the commit has",
        "are staged as something else than the commit has",
        "commit that, or take it back with `git restore --staged`",
    )


def _in_no_commit(repository: Repository, entries: Sequence[Entry], unknown: Sequence[str]) -> Iterator[str]:
    """Files that the commit does not hold at all."""
    if not unknown:
        return
    modules = tuple(f"{one.path}/" for one in entries if one.mode == _SUBMODULE)
    folders = tuple(f"{one.path}/" for one in entries if one.mode == LINK)
    told = repository.attempt("check-ignore", "-z", "--stdin", typed=_typed(unknown, "\0")) or ""
    ignored = set(told.split("\0"))
    in_modules = [path for path in unknown if path.startswith(modules)]
    in_folders = [path for path in unknown if path.startswith(folders)]
    rest = [path for path in unknown if not path.startswith((*modules, *folders))]
    yield from _said(
        [path for path in rest if path in ignored],
        "is in no commit, because git is told to ignore it",
        "are in no commit, because git is told to ignore them",
        "`git add --force`, then `git commit`",
    )
    yield from _said(
        in_modules,
        "belongs to a submodule: the commit holds only its number, so its history cannot be read",
        "belong to a submodule: the commit holds only its number, so their history cannot be read",
        "move the files into this repository",
    )
    yield from _said(
        in_folders,
        "stands behind a linked folder: the commit holds only the link, so its history cannot be read",
        "stand behind a linked folder: the commit holds only the link, so their history cannot be read",
        "put the folder itself there",
    )
    yield from _said(
        [path for path in rest if path not in ignored],
        "is in no commit",
        "are in no commit",
        "`git add`, then `git commit`",
    )


def _changed(repository: Repository, scene: Scene, differing: Sequence[str]) -> Iterator[str]:
    """Files whose bytes are not those of the commit."""
    if not differing:
        return
    filtered = _filtered(repository, scene, differing)
    yield from _said(
        [path for path in differing if path in filtered],
        "goes through a filter of git: the commit holds other bytes than were read, so its history cannot be read",
        "go through a filter of git: the commit holds other bytes than were read, so their history cannot be read",
        "take it out of .gitattributes (`filter`, `working-tree-encoding`, `ident`) and commit it as it is",
    )
    flags = _flags(repository, scene)
    hidden = {path for path in differing if flags.get(path, "H") != "H" and path not in filtered}
    yield from _said(
        [path for path in differing if path in hidden],
        "differs from the commit, and git is told not to look",
        "differ from the commit, and git is told not to look",
        "`git update-index --no-assume-unchanged --no-skip-worktree FILE` lets it look again",
    )
    edited = [path for path in differing if path not in filtered and path not in hidden]
    yield from _said(
        edited, "differs from the commit", "differ from the commit", "commit it, or `git stash` it"
    )


def _filtered(repository: Repository, scene: Scene, paths: Sequence[str]) -> set[str]:
    """Those that git keeps in another form than they have in the work tree, line ends apart."""
    told = repository.attempt("check-attr", "-z", "--stdin", *_CONVERTED, typed=_typed(paths, "\0")) or ""
    fields = told.split("\0")
    triples = zip(fields[::3], fields[2::3], strict=False)
    marked = sorted({path for path, value in triples if value not in {"unspecified", "unset"}})
    if not marked:
        return set()
    kept = repository.attempt("hash-object", "--stdin-paths", typed=_typed(marked, "\n"))
    ids = (kept or "").splitlines()
    if len(ids) != len(marked):
        return set(marked)  # the filter itself fails: what it would keep is not known
    own = (scene.loaded[path] for path in marked)
    return {
        path
        for path, kept_as, file in zip(marked, ids, own, strict=True)
        if kept_as not in {file.blob, file.with_lf}
    }


def _flags(repository: Repository, scene: Scene) -> dict[str, str]:
    """How the index holds each file: `H` as usual, `S` skipped, in lower case where it is assumed to be unchanged."""
    told = repository.run(
        "ls-files", "-v", "-z", "--", f":(literal){scene.config}", f":(literal){scene.catalog}"
    )
    return {line[2:]: line[0] for line in told.split("\0") if line}


def _staged(repository: Repository, scene: Scene) -> Iterator[str]:
    """Files that the index holds in another form than the commit."""
    told = repository.run(
        *(
            "diff-index",
            "--cached",
            "--relative",
            "--no-renames",
            "--no-ext-diff",
            "--raw",
            "-z",
            "HEAD",
            "--",
        ),
        *(f":(literal){scene.config}", f":(literal){scene.catalog}"),
    )
    fields = told.split("\0")
    for facts, path in zip(fields[::2], fields[1::2], strict=False):
        before, after = facts[1:].split()[:2]
        if (before in REGULAR) == (after in REGULAR) and facts.split()[2] == facts.split()[3]:
            continue  # only the right to execute
        if path in {scene.config, scene.catalog} or scene.is_document(path):
            yield path


def _doubles(held: Iterable[str]) -> Iterator[list[str]]:
    """Paths that a file system may take for one, in groups."""
    groups: dict[str, list[str]] = {}
    for path in held:
        key = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
        groups.setdefault(unicodedata.normalize("NFC", key) if not key.isascii() else key, []).append(path)
    return (sorted(paths) for paths in groups.values() if len(paths) > 1)


def _is_behind_link(root: Path, path: str) -> bool:
    return any((root / above).is_symlink() for above in Path(path).parents)


def _has_files(folder: Path) -> bool:
    try:
        return bool(os.listdir(folder))  # noqa: PTH208 - a broken iteration leaves the folder open
    except OSError:
        return False


def _said(paths: Sequence[str], one: str, many: str, way_out: str) -> Iterator[str]:
    if paths:
        yield f"{named(sorted(paths))} {one if len(paths) == 1 else many} ({way_out})"


def _typed(paths: Iterable[str], end: str) -> bytes:
    return "".join(f"{path}{end}" for path in paths).encode("utf-8", "surrogateescape")


def _both(paths: Iterable[str]) -> str:
    return " and ".join(f"`{path}`" for path in paths)


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are each"


def _stands(names: Sequence[str]) -> str:
    return "stands" if len(names) == 1 else "stand"
