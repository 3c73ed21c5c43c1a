"""Membership by file name: which modules of a package begin with a prefix, and one of them on demand."""

import pkgutil
from importlib import import_module
from types import ModuleType


def members(package: str, prefix: str = "") -> tuple[str, ...]:
    """Names of a package's modules that begin with a prefix, without it, sorted; none of them is imported."""
    found = pkgutil.iter_modules(import_module(package).__path__)
    return tuple(
        sorted(module.name.removeprefix(prefix) for module in found if module.name.startswith(prefix))
    )


def member(package: str, name: str, prefix: str = "") -> ModuleType:
    """Import one module by the name that `members` gives.

    Raises:
        LookupError: If the package has no such module.
    """
    if name not in members(package, prefix):
        raise LookupError(f"no {prefix}{name} in {package}")
    return import_module(f"{package}.{prefix}{name}")
