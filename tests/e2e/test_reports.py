"""A plan as a page, a workbook and a comment: from `plan`, and from a saved plan with `show`."""

import argparse
import io
from pathlib import Path

import pytest
from e2e.estate import NOW, Estate
from golden.workbooks import sheets_of

from pvsync.cli.commands.plan import configure
from pvsync.cli.main import main
from pvsync.cli.plan_report import _NO_TEXT
from pvsync.cli.screen import Screen
from pvsync.render.formats import plan_format, plan_formats

MOVIE = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, srp: 9.99 USD}
"""


def screen(out: io.StringIO) -> Screen:
    return Screen(out, out, 100, colour=False, err_colour=False, interactive=False, now=lambda: NOW)


@pytest.fixture
def partner(estate: Estate) -> Estate:
    """A partner with a movie that is not live yet."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    return estate


def test_a_page_carries_the_plan_along(partner: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(partner.root)
    said = partner.run("plan", "--format", "html")
    assert (said.code, said.out[:15]) == (0, "<!doctype html>")
    assert "fingerprint" in said.out
    partner.run("plan", "--out", "plan.json")
    shown = partner.run("show", "plan.json", "--format", "html", "--report", "plan.html")
    assert (shown.out, shown.err) == ("", "Written to plan.html.\n")
    assert (partner.root / "plan.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_workbook_goes_to_a_file(partner: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(partner.root)
    refused = partner.run("plan", "--format", "xlsx")
    assert refused.code == 1
    assert "a terminal cannot show xlsx" in refused.err
    assert "--report plan.xlsx" in refused.err
    said = partner.run("plan", "--format", "xlsx", "--report", "plan.xlsx", "--detailed-exitcode")
    assert said.code == 2
    assert sheets_of((partner.root / "plan.xlsx").read_bytes())["Changes"][1][2] == "HEAT"


def test_a_file_that_cannot_be_written_says_so(partner: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(partner.root)
    said = partner.run("plan", "--format", "json", "--report", str(Path("nowhere") / "plan.json"))
    assert said.code == 1
    assert "the file plan.json cannot be written" in said.err


def test_every_format_is_offered_and_known_to_be_text_or_not() -> None:

    parser = argparse.ArgumentParser()
    configure(parser)
    for name in plan_formats():
        assert parser.parse_args(["--format", name]).format == name
        assert plan_format(name).is_text == (name not in _NO_TEXT)


def test_comment_summary_and_annotations(partner: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(partner.root)
    assert partner.run("plan", "--format", "comment").out.startswith("<!-- pvsync plan acme local -->\n")
    assert partner.run("plan", "--format", "markdown").out.startswith("## Plan for acme")
    assert partner.run("plan", "--format", "github").out.startswith(
        "::notice title=pvsync plan::Plan: 1 to create"
    )


def test_annotations_of_a_catalog_in_a_folder_of_its_repository(
    estate: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    estate.write("films/catalog/heat.yaml", MOVIE)
    estate.write("films/pvsync.yaml", (estate.root / "pvsync.yaml").read_text(encoding="utf-8"))
    (estate.root / "films" / ".pvsync").symlink_to(estate.root / ".pvsync")
    estate.write("films/.gitignore", ".pvsync\n")
    estate.commit()
    monkeypatch.chdir(estate.root / "films")
    config = ("--config", str(estate.root / "films" / "pvsync.yaml"))
    assert estate.run("apply", "--auto-approve", *config).code == 0
    estate.edit("films/catalog/heat.yaml", "end: 2031-01-14", "end: 2026-05-30")
    estate.commit()
    said = estate.run("plan", "--format", "github", "--out", "plan.json", *config)
    assert "::warning file=films/catalog/heat.yaml,line=" in said.out
    shown = estate.run("show", "plan.json", "--format", "github", *config)
    assert shown.out == said.out
    monkeypatch.chdir(estate.root / "films" / "catalog")
    assert main(["show", "../plan.json", "--format", "github"], screen(out := io.StringIO())) == 0
    assert out.getvalue() == said.out
    (estate.root / "films" / "pvsync.yaml").unlink()
    (estate.root / "pvsync.yaml").unlink()
    assert main(["show", "../plan.json", "--format", "github"], screen(out := io.StringIO())) == 0
    assert "::warning file=catalog/heat.yaml,line=" in out.getvalue()
