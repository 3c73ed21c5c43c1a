"""`pvsync fmt`: one layout, nothing lost, and a word about every file that is left alone."""

import shutil
from pathlib import Path

import pytest
from e2e.estate import Estate

ROOT = Path(__file__).resolve().parents[2]
UNEVEN = """
    # A film.
    title: 'Heat Haze'
    # our SKU
    alid:   HEATHAZE-2024      # for ever
    kind: movie
    avails:
    - key: est       # to own
      # who sells it
      license: EST
      territories: [US,  CA]


      formats:
          - HD    # not UHD
          # the last one
      start: 2026-01-15
      end: 2031-01-14
      prices:
      -   {wsp: 6.99 USD,
           srp: 9.99 USD}      # everywhere
    # the end
"""
EVEN = """\
# A film.
kind: movie
# our SKU
alid: HEATHAZE-2024        # for ever
title: 'Heat Haze'
avails:
  - key: est     # to own
    # who sells it
    license: EST
    territories: [US,  CA]

    formats:
      - HD    # not UHD
      # the last one
    start: 2026-01-15
    end: 2031-01-14
    prices:
      - {wsp: 6.99 USD,
         srp: 9.99 USD}    # everywhere
# the end
"""


def test_the_layout_of_the_example_catalog_is_the_canonical_one(estate: Estate) -> None:
    shutil.copytree(ROOT / "catalog", estate.root / "catalog")
    said = estate.run("fmt", "--check")
    assert said.code == 0, said.out
    assert said.out.endswith("already formatted.\n")


@pytest.mark.parametrize("ended", ["\n", "\r\n"])
def test_a_file_is_laid_out_once_and_for_all(estate: Estate, ended: str) -> None:
    estate.write("catalog/heat.yaml", UNEVEN)
    path = estate.root / "catalog" / "heat.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", ended.encode()))
    before = path.read_bytes()

    checked = estate.run("fmt", "--check")
    assert (checked.code, path.read_bytes()) == (2, before)
    assert checked.out == "would change: catalog/heat.yaml\n1 file of 1 would change.\n"

    said = estate.run("fmt", str(path.parent))
    assert (said.code, said.out) == (0, "written: catalog/heat.yaml\n1 file of 1 changed.\n")
    assert path.read_bytes() == EVEN.replace("\n", ended).encode()
    assert estate.run("fmt", "--check").code == 0


def test_a_file_that_cannot_be_read_is_left_alone(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", UNEVEN)
    estate.write("catalog/broken.yaml", "kind: movie\nalid: [X\n")
    (estate.root / "catalog" / "folder.yaml").mkdir()
    estate.write("catalog/empty.yaml", "")
    estate.write("catalog/kept.yaml", "a: 1   # one\u2028# two\n")

    said = estate.run("fmt", "--format", "json")

    assert said.code == 1
    assert said.json["changed"] == ["catalog/heat.yaml"]
    assert [finding["code"] for finding in said.json["findings"]] == ["PV004", "PV001", "PV192"]
    assert (estate.root / "catalog" / "heat.yaml").read_text(encoding="utf-8") == EVEN
    assert "a list or mapping in brackets is not closed" in estate.run("fmt").out


def test_paths_outside_are_refused(estate: Estate, tmp_path: Path) -> None:
    assert "there is no file or folder" in estate.run("fmt", str(tmp_path / "nowhere")).err
    assert "is outside the repository" in estate.run("fmt", "/").err
