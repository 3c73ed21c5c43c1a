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
from pvsync.rules.judge import all_rules
from pvsync.workflows.catalog_page import catalog_page

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
        "docs/reference/catalog.schema.json": lambda: _schema(catalog_schema()),
        "docs/reference/config.schema.json": lambda: _schema(ConfigDocument.model_json_schema()),
        "docs/reference/plan.schema.json": lambda: _schema(plan_schema()),
        "docs/reference/receipt.schema.json": lambda: _schema(receipt_schema()),
        "docs/reference/rules.md": _rules,
    }
    return {
        "docs/reference/commands.md": _GENERATED + commands,
        **{path: write() for path, write in written.items()},
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


def _schema(schema: dict[str, Any]) -> str:
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


def _rules() -> str:
    parts = [_GENERATED + "# Rules\n"]
    for rule in all_rules():
        parts.append(f"## {rule.code} {rule.name}\n\n{rule.page.strip()}\n")
        parts.append(f"Not like this:\n\n```yaml\n{rule.bad.strip()}\n```\n")
        parts.append(f"Like this:\n\n```yaml\n{rule.good.strip()}\n```\n")
    return "\n".join(parts)
