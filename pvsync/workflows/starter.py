"""What `pvsync init` writes: the files of a partner's repository, from the templates that ship with pvsync."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pvsync
from pvsync.config.document import ConfigDocument
from pvsync.errors import CatalogUnreadable
from pvsync.workflows.pages import catalog_schema, schema_text

CATALOG = "catalog"
"""The folder of the example, which is written only where there is no catalog yet."""

_DOT = re.compile(r"\bdot-")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_YAML_WORDS = {"false", "n", "no", "null", "off", "on", "true", "y", "yes"}


class Forge(StrEnum):
    """Where the repository lives and its jobs run."""

    GITHUB = "github"
    GITLAB = "gitlab"


_CI = {Forge.GITHUB: "`.github/workflows/`", Forge.GITLAB: "`.gitlab-ci.yml`"}
_NAMES = {Forge.GITHUB: "GitHub", Forge.GITLAB: "GitLab"}
_REQUESTS = {Forge.GITHUB: "pull request", Forge.GITLAB: "merge request"}


def starter(licensor: str, forge: Forge) -> dict[str, str]:
    """Every file of the repository with its text, by name.

    Args:
        licensor: Vendor alias at Prime Video.
        forge: For whose jobs.

    Raises:
        CatalogUnreadable: If pvsync was installed without its templates.
    """
    words = {
        "__LICENSOR__": licensor,
        "__VERSION__": pvsync.__version__,
        "__CI__": _CI[forge],
        "__FORGE__": _NAMES[forge],
        "__REQUEST__": _REQUESTS[forge],
    }
    files = dict(_templates(forge))
    files["pvsync.yaml"] = files["pvsync.yaml"].replace("__LICENSOR__", _scalar(licensor))
    for mark, word in words.items():
        files = {name: text.replace(mark, word) for name, text in files.items()}
    files[".vscode/pvsync-catalog.schema.json"] = schema_text(catalog_schema())
    files[".vscode/pvsync-config.schema.json"] = schema_text(ConfigDocument.model_json_schema())
    return dict(sorted(files.items()))


def _templates(forge: Forge) -> Iterator[tuple[str, str]]:
    root = _folder()
    for part in ("common", str(forge)):
        for path in sorted((root / part).rglob("*")):
            if path.is_file():
                # A name that begins with a dot would hide the template, or rule this repository itself.
                name = _DOT.sub(".", path.relative_to(root / part).as_posix())
                yield name, path.read_text(encoding="utf-8")


def _folder() -> Path:
    package = Path(pvsync.__file__).parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "starter").is_dir():
            return folder / "starter"
    raise CatalogUnreadable(
        "the files of a new repository are not installed", advice="install pvsync again from its wheel"
    )


def _scalar(text: str) -> str:
    """A licensor as YAML that nobody reads as anything but text."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS else f'"{text}"'
