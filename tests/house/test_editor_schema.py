"""The schema that editors use takes what pvsync takes: judged by check-jsonschema, which shares nothing with us."""

import re
from pathlib import Path

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests" / "golden" / "broken"
CATALOG_SCHEMA = ROOT / "docs" / "reference" / "catalog.schema.json"
CONFIG_SCHEMA = ROOT / "docs" / "reference" / "config.schema.json"
MARKER = re.compile(r"^---[ \t]*(?:#.*)?$", re.MULTILINE)
SHAPE_ERRORS = (
    "bad_date",
    "missing_keys",
    "no_kind",
    "price_with_comma",
    "price_without_currency",
    "unknown_key",
    "unknown_kind",
    "wrong_type",
)


def accepted(schema: Path, *files: Path) -> tuple[bool, str]:
    done = CliRunner().invoke(check_jsonschema, ["--schemafile", str(schema), *map(str, files)])
    assert done.exit_code in {0, 1}
    assert "Traceback" not in done.output
    return done.exit_code == 0, done.output


def documents(files: list[Path], into: Path) -> list[Path]:
    """Every document as a file of its own: check-jsonschema reads one of a file."""
    written = []
    for file in files:
        for number, text in enumerate(MARKER.split(file.read_text(encoding="utf-8"))):
            if re.search(r"^[a-z]", text, re.MULTILINE):
                path = into / f"{file.stem}-{number}.yaml"
                path.write_text(text, encoding="utf-8")
                written.append(path)
    return written


def test_every_document_of_the_catalog_is_accepted(tmp_path: Path) -> None:
    found = documents(sorted((ROOT / "catalog").rglob("*.yaml")), tmp_path)
    assert len(found) > 20
    assert accepted(CATALOG_SCHEMA, *found) == (True, "ok -- validation done\n")


def test_the_configuration_is_accepted(tmp_path: Path) -> None:
    short = tmp_path / "pvsync.yaml"
    short.write_text("licensor: acme\nchannels: {starlight: Starlight, comet: }\n", encoding="utf-8")
    assert accepted(CONFIG_SCHEMA, ROOT / "pvsync.yaml", short)[0]


@pytest.mark.parametrize("case", SHAPE_ERRORS)
def test_what_pvsync_refuses_for_its_shape_is_refused(case: str, tmp_path: Path) -> None:
    found = documents([BROKEN / f"{case}.yaml"], tmp_path)
    assert found
    fine, output = accepted(CATALOG_SCHEMA, *found)
    assert not fine
    assert "Schema validation errors" in output
