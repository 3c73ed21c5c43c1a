"""Random catalogs that keep the rules: bundles with their parts, and movies that come, change and go."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from e2e.test_bundle_law import documents, said

PLACES = (("US", "USD"), ("CA", "CAD"), ("GB", "GBP"))
SPANS = (
    ("2026-01-15", "2031-01-14"),
    ("2026-01-15", "2028-06-30"),
    ("2026-09-01", "2030-12-31"),
    ("2026-05-01", "2026-11-30"),
)
LOOSE = ("X0", "X1", "X2", "X3")


def write_catalog(root: Path, random: Random, *, bundles: bool) -> None:
    """A whole catalog, in place of the one before.

    Args:
        root: The repository.
        random: Decides everything.
        bundles: Whether it has box sets and collections.
    """
    folder = root / "catalog"
    folder.mkdir(exist_ok=True)
    texts = dict(documents(said(random, 3))) if bundles else {}
    texts |= dict(_movies(random))
    for old in folder.iterdir():
        if f"catalog/{old.name}" not in texts:
            old.unlink()
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")


def _movies(random: Random) -> Iterator[tuple[str, str]]:
    """Movies by themselves; one that is not there any more has left the catalog."""
    for alid in LOOSE:
        if random.random() < 0.2:
            continue
        places = [place for place in PLACES if random.random() < 0.7]
        start, end = random.choice(SPANS)
        rows = "".join(
            f"  - {{license: EST, territories: [{place}], formats: [{form}], start: {start}, end: {end}, "
            f"wsp: {random.choice((4, 5, 6))}.99 {currency}}}\n"
            for place, currency in places
            for form in (("HD", "UHD") if random.random() < 0.3 else ("HD",))
        )
        listed = f"avails:\n{rows}" if rows else "avails: []\n"
        yield f"catalog/{alid}.yaml", f"kind: movie\nalid: {alid}\ntitle: {alid}\n{listed}"
