"""Findings in a small catalog, with everything that makes a snippet hard."""

from pvsync.diagnostics import Finding, Place, Related, Severity
from pvsync.render.formats import Report

FILES = {
    "catalog/heat-haze.yaml": [
        "kind: movie",
        "alid: HEATHAZE-2024",
        "title: Heat Haze",
        "avails:",
        "  - key: est",
        "    start: 2026-03-01",
        "    end: 2026-02-01",
        "\t- teritories: [US]",
        "title: 高温警報  # 題名 twice",
        "    instructions: " + "keep " * 40 + "territories: [ZZ] " + "and more " * 20,
    ],
    "catalog/low-tide.yaml": ["alid: HEATHAZE-2024", "title: \x1b[31mLow Tide\u202e"],
}

FINDINGS = (
    Finding(
        "PV301",
        "window-ends-before-start",
        Severity.ERROR,
        "window ends 1 February 2026, not after its start on 1 March 2026",
        "move `end` after `start`, or delete the transaction",
        Place("catalog/heat-haze.yaml", 7, 10, 7, 20),
        (Related("the start is here", Place("catalog/heat-haze.yaml", 6, 12, 6, 22)),),
    ),
    Finding(
        "PV102",
        "unknown-key",
        Severity.ERROR,
        "unknown key `teritories`",
        "did you mean `territories`?",
        Place("catalog/heat-haze.yaml", 8, 4, 8, 14),
    ),
    Finding(
        "PV104",
        "duplicate-key",
        Severity.WARNING,
        "`title` stands twice",
        "keep one of them",
        Place("catalog/heat-haze.yaml", 9, 8, 9, 12),
        (Related("first here", Place("catalog/heat-haze.yaml", 3, 1, 3, 6)),),
    ),
    Finding(
        "PV203",
        "unknown-territory",
        Severity.ERROR,
        "`ZZ` is not a territory",
        "write two letters as in ISO 3166-1: `US`, `GB`",
        Place("catalog/heat-haze.yaml", 10, 233, 10, 235),
    ),
    Finding(
        "PV120",
        "duplicate-alid",
        Severity.ERROR,
        "`HEATHAZE-2024` is declared by two documents",
        "give one of them an ALID of its own",
        Place("catalog/low-tide.yaml", 1, 7, 1, 20),
    ),
    Finding(
        "PV131",
        "strange-characters",
        Severity.NOTICE,
        "`title` holds characters that cannot be seen: \x1b, \u202e",
        "retype the title",
        Place("catalog/low-tide.yaml", 2, 8, 2, 22),
    ),
    Finding(
        "PV001",
        "empty-catalog",
        Severity.WARNING,
        "no document declares a title",
        "",
        None,
    ),
    Finding(
        "PV105",
        "not-utf-8",
        Severity.ERROR,
        "the file is not UTF-8",
        "save it as UTF-8",
        Place("catalog/old.yaml", 1, 1, 1, 1),
    ),
)

REPORT = Report(FINDINGS, documents=12, files=5, version="0.1.0")
VALID = Report((), documents=12, files=5, version="0.1.0")


def lines_of(file: str) -> list[str] | None:
    """The lines of a file of this catalog."""
    return FILES.get(file)
