"""Membership by file name: which modules of a package begin with a prefix, and one of them on demand."""

import os
from importlib import import_module
from types import ModuleType


def members(package: str, prefix: str = "") -> tuple[str, ...]:
    """Names of a package's modules that begin with a prefix, without it, sorted; none of them is imported.

    Read from the folder itself: `pkgutil` would load a third of what `--help` takes.
    """
    names = {
        entry.name.removesuffix(".py")
        for folder in import_module(package).__path__
        for entry in os.scandir(folder)
        if entry.name.endswith(".py") and not entry.name.startswith("__")
    }
    return tuple(sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix)))


def member(package: str, name: str, prefix: str = "") -> ModuleType:
    """Import one module by the name that `members` gives.

    Raises:
        LookupError: If the package has no such module.
    """
    full = f"{package}.{prefix}{name}"
    try:
        return import_module(full) if f"{prefix}{name}".isidentifier() else _unknown(full)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise
        return _unknown(full)


def _unknown(full: str) -> ModuleType:
    raise LookupError(f"there is no {full}")
