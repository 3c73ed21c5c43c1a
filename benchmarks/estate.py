"""A generated catalog, the same for the same numbers: movies with four avails in several territories, all priced."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pvsync.model.eidr import check_character

CONFIG = "licensor: acme\nfan_out: ignore\n"
"""Three territories without those that belong with them would be three findings in each title."""

_SEED = 20260601
_FILES_IN_A_FOLDER = 1000
_CURRENCIES = {"US": "USD", "CA": "CAD", "GB": "GBP", "DE": "EUR", "JP": "JPY"}
_CHANGED_PRICE = 99
_HEAD = """\
kind: movie
alid: {alid}
title: {title}
eidr: {eidr}
avails:
"""
_AVAIL = """\
  # {about}, as the licence of {first} says
  - key: {key}
    license: {license}
    territories:
{territories}
    formats: [HD]
    start: {start}
    end: {end}
    reference: "Licence {first}-{paper:03d}, section 3, as amended"
"""
_PRICE = """\
      - territory: {territory}
        wsp: {wholesale} {currency}
        srp: {retail} {currency}
"""
_SUBSCRIPTION = """\
    channel: prime
    contract: CPH
    category: sub
    download: Yes
"""
_AVAILS = (
    ("est", "Purchase from the release on", "EST", 2024, 2049),
    ("vod", "Rental from the release on", "VOD", 2025, 2059),
    ("est-library", "Purchase once the title is in the library", "EST", 2050, 2059),
    ("svod", "Subscription", "SVOD", 2026, 2059),
)
_WORDS = (
    "Amber",
    "Copper",
    "Distant",
    "Final",
    "Glass",
    "Hidden",
    "Island",
    "Lantern",
    "River",
    "Silver",
    "Winter",
)


@dataclass(frozen=True, slots=True)
class Estate:
    """A partner's repository with a generated catalog.

    Args:
        root: Its folder; made by `write`.
        titles: Title files.
        territories: Where each title is offered.
        wrong: How many title files, the first ones, have an EIDR with a wrong check character: one finding each.
    """

    root: Path
    titles: int
    territories: Sequence[str] = ("US", "CA", "GB")
    wrong: int = 0

    @property
    def scopes(self) -> int:
        """Purchase and rental in one, subscription in the other, for each title and territory."""
        return 2 * self.titles * len(self.territories)

    @property
    def files(self) -> list[Path]:
        """Every title file, in order."""
        return [self._file(number) for number in range(self.titles)]

    def write(self, config: str = CONFIG) -> None:
        """Write configuration and catalog into a new git repository."""
        self.root.mkdir(parents=True)
        self.configure(config)
        for number in range(self.titles):
            file = self._file(number)
            if number % _FILES_IN_A_FOLDER == 0:
                file.parent.mkdir(parents=True)
            file.write_text(self._title(number), encoding="utf-8")
        (self.root / ".gitignore").write_text(".pvsync/\nplan.json\n", encoding="utf-8")
        subprocess.run(["git", "-C", self.root, "init", "-q", "-b", "main"], check=True)
        self.commit("a generated catalog")

    def commit(self, message: str) -> None:
        """Commit everything."""
        author = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"]
        subprocess.run(["git", "-C", self.root, "add", "-A"], check=True)
        subprocess.run(["git", "-C", self.root, *author, "commit", "-qm", message], check=True)

    def configure(self, config: str) -> None:
        """Write the configuration."""
        (self.root / "pvsync.yaml").write_text(config, encoding="utf-8")

    def change(self, every: int) -> list[Path]:
        """Change one price in every so many of the files that are there, and say in which."""
        changed = [file for file in self.files if file.exists()][::every]
        for file in changed:
            before = file.read_text(encoding="utf-8")
            first = next(line for line in before.splitlines() if "srp:" in line)
            whole, point, rest = first.partition(".")
            after = before.replace(first, f"{whole.rsplit(' ', 1)[0]} {_CHANGED_PRICE}{point}{rest}", 1)
            file.write_text(after, encoding="utf-8")
        return changed

    def _file(self, number: int) -> Path:
        folder = self.root / "catalog" / f"{number // _FILES_IN_A_FOLDER:03d}"
        return folder / f"title-{number:06d}.yaml"

    def _title(self, number: int) -> str:
        dice = Random(f"{_SEED} {number}")  # noqa: S311 - repeatable figures, not secrets
        title = " ".join(dice.choices(_WORDS, k=3))
        parts = [_HEAD.format(alid=f"BENCH-{number:06d}", title=title, eidr=self._eidr(number))]
        for key, about, license_type, first, last in _AVAILS:
            month, day = dice.randint(1, 12), dice.randint(1, 28)
            parts.append(
                _AVAIL.format(
                    key=key,
                    about=about,
                    first=first,
                    paper=dice.randint(1, 999),
                    license=license_type,
                    territories="\n".join(f"      - {name}" for name in self.territories),
                    start=f"{first}-{month:02d}-{day:02d}",
                    end=f"{last - 1}-12-31",
                )
            )
            parts.append(_SUBSCRIPTION if license_type == "SVOD" else self._prices(dice))
        return "".join(parts)

    def _eidr(self, number: int) -> str:
        digits = f"{number:020X}"
        right = check_character(digits)
        stated = "X" if right != "X" else "Y"
        groups = "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))
        return f"10.5240/{groups}-{stated if number < self.wrong else right}"

    def _prices(self, dice: Random) -> str:
        lines = ["    prices:\n"]
        for territory in self.territories:
            cents = "" if territory == "JP" else ".99"
            wholesale = dice.randint(3, 9)
            retail = wholesale + dice.randint(2, 5)
            lines.append(
                _PRICE.format(
                    territory=territory,
                    currency=_CURRENCIES[territory],
                    wholesale=f"{wholesale}{cents}",
                    retail=f"{retail}{cents}",
                )
            )
        return "".join(lines)
