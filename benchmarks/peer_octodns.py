"""octoDNS, the peer of an offline plan: a dry run over as many records, one in a hundred of them changed."""

import subprocess
import sys
from pathlib import Path

VERSION = "1.22.0"
_ZONE = "bench.example."
_CONFIG = """\
providers:
  desired:
    class: octodns.provider.yaml.YamlProvider
    directory: {folder}/desired
  live:
    class: octodns.provider.yaml.YamlProvider
    directory: {folder}/live
zones:
  {zone}:
    sources: [desired]
    targets: [live]
"""
_RECORD = """\
host-{number:06d}:
  ttl: {ttl}
  type: A
  values:
  - 192.0.2.{last}
"""


def install(folder: Path) -> Path:
    """Make an environment of its own with octoDNS in it, compiled; say where its command is."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip: list[str | Path] = [
        folder / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
    ]
    subprocess.run([*pip, f"octodns=={VERSION}"], check=True)
    return folder / "bin" / "octodns-sync"


def write(folder: Path, records: int, every: int) -> Path:
    """Two sides of one zone that differ in one of so many records; say where the configuration is.

    Args:
        folder: Where to write.
        records: Records on each side.
        every: Distance between two that differ.
    """
    for side in ("desired", "live"):
        (folder / side).mkdir(parents=True)
        lines = (
            _RECORD.format(
                number=number,
                ttl=600 if side == "desired" and number % every == 0 else 300,
                last=1 + number % 254,
            )
            for number in range(records)
        )
        (folder / side / f"{_ZONE}yaml").write_text("---\n" + "".join(lines), encoding="utf-8")
    config = folder / "config.yaml"
    config.write_text(_CONFIG.format(folder=folder, zone=_ZONE), encoding="utf-8")
    return config
