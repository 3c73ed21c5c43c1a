"""Write a starter repository: what is there already is never touched, unless it is named."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pvsync.catalog.scalars import suggestion
from pvsync.config.load import CONFIG_NAME
from pvsync.errors import UsageError
from pvsync.model.scope import is_alid
from pvsync.workflows.project import open_project
from pvsync.workflows.starter import CATALOG, Forge, starter


class State(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    SAME = "same"
    KEPT = "kept"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class StarterFile:
    """One file of the repository.

    Args:
        name: Relative to its folder.
        state: What became of it.
    """

    name: str
    state: State


def init(
    folder: Path, licensor: str | None, forge: Forge, replaced: Sequence[str] = ()
) -> tuple[StarterFile, ...]:
    """Write what is missing.

    Args:
        folder: The repository; it need not be there.
        licensor: Vendor alias at Prime Video; None where `pvsync.yaml` says it already.
        forge: For whose jobs.
        replaced: Names of files that are written anew although they are there.

    Raises:
        UsageError: If the licensor is not known or no alias, or a file cannot be written.
        CatalogUnreadable: If pvsync was installed without its templates.
    """
    files = starter(_alias(folder, licensor, replaced), forge)
    for name in replaced:
        if name not in files:
            raise UsageError(f"`{name}` is not a file of init", advice=suggestion(name, files, what="files"))
    has_catalog = os.path.lexists(folder / CATALOG)
    wanted = [
        name for name in files if not (has_catalog and name.startswith(f"{CATALOG}/")) or name in replaced
    ]
    # Everything is looked at before anything is written.
    states = {name: _state(folder / name, files[name], is_named=name in replaced) for name in wanted}
    for name, state in states.items():
        if state in {State.WRITTEN, State.REPLACED}:
            _write(folder, name, files[name])
    return tuple(StarterFile(name, state) for name, state in states.items())


def _alias(folder: Path, licensor: str | None, replaced: Sequence[str]) -> str:
    """The licensor: as the configuration has it where it stays, otherwise as given."""
    if (folder / CONFIG_NAME).is_file() and CONFIG_NAME not in replaced:
        return open_project(Path(CONFIG_NAME), folder).config.licensor
    if licensor is None:
        raise UsageError("init does not know who you are", advice="give your vendor alias: `--licensor acme`")
    if not is_alid(licensor):
        raise UsageError(
            f"`{licensor}` cannot be a vendor alias",
            advice="it has letters, digits, `.`, `_`, `:`, `@` and `-`, as Prime Video gave it to you",
        )
    return licensor


def _state(path: Path, text: str, *, is_named: bool) -> State:
    if not os.path.lexists(path):
        return State.WRITTEN
    try:
        if path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == text.encode():
            return State.SAME
    except OSError:
        return State.KEPT
    return State.REPLACED if is_named else State.KEPT


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"{name} cannot be written ({error.strerror})", advice="name a folder that you may write to"
        ) from error
