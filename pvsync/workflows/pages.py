"""Pages and schemas that are written from the code, and checked for staleness."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import Field, RootModel

from pvsync.apply.receipt_json import receipt_schema
from pvsync.catalog.documents import Document
from pvsync.config.document import ConfigDocument
from pvsync.model.assumptions import Assumption
from pvsync.plan.file import plan_schema
from pvsync.workflows.catalog_page import catalog_page
from pvsync.workflows.ema_page import ema_page
from pvsync.workflows.rule_pages import rule_pages

_GENERATED = "<!-- Written by `pvsync pages`; edit the code it comes from. -->\n\n"


class CatalogDocument(RootModel[Document]):
    """One document of the catalog, told apart by `kind`."""

    root: Document = Field(discriminator="kind")


def pages(commands: str) -> dict[str, str]:
    """Every generated page by its path from the top of the checkout.

    Args:
        commands: The reference of the command line, which only the command line can write.
    """
    written: dict[str, Callable[[], str]] = {
        "docs/explanation/assumptions.md": _assumptions,
        "docs/reference/catalog.md": lambda: _GENERATED + catalog_page(),
        "docs/reference/catalog.schema.json": lambda: schema_text(catalog_schema()),
        "docs/reference/ema.md": lambda: _GENERATED + ema_page(),
        "docs/reference/config.schema.json": lambda: schema_text(ConfigDocument.model_json_schema()),
        "docs/reference/plan.schema.json": lambda: schema_text(plan_schema()),
        "docs/reference/receipt.schema.json": lambda: schema_text(receipt_schema()),
    }
    return {
        "docs/reference/commands.md": _GENERATED + commands,
        **{path: write() for path, write in written.items()},
        **{path: _GENERATED + text for path, text in rule_pages()},
    }


def stale(root: Path, generated: dict[str, str]) -> list[str]:
    """Pages that are missing or differ from what the code says."""
    return [
        path
        for path, text in generated.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]


def write(root: Path, generated: dict[str, str]) -> list[str]:
    """Write what is stale, and say what that was."""
    changed = stale(root, generated)
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(generated[path], encoding="utf-8")
    return changed


def catalog_schema() -> dict[str, Any]:
    """JSON Schema of one document of the catalog, for editors."""
    return CatalogDocument.model_json_schema(by_alias=True)


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return (
        json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2, ensure_ascii=True
        )
        + "\n"
    )


def _assumptions() -> str:
    lines = [
        _GENERATED + "# What the documents do not say",
        "",
        "Until a partner's sandbox answers these, pvsync takes the cautious reading, in one named place",
        "(`pvsync/model/assumptions.py`). Where the service could show another reading, the emulator can too:",
        "`pvsync emulator --assume past-windows=dropped`.",
        "",
        "| No. | Name | What is not known | Taken | The emulator can also show |",
        "|---|---|---|---|---|",
    ]
    for assumption in Assumption:
        question = assumption.value
        others = ", ".join(f"`{other}`" for other in question.others) or "-"
        name = assumption.name.lower().replace("_", "-")
        lines.append(
            f"| {question.number} | `{name}` | {question.question} | `{question.taken}` | {others} |"
        )
    return "\n".join(lines) + "\n"
