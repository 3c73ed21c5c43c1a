"""An import as a screen, in one page even for a large workbook."""

from pvsync.model.exchange import Imported
from pvsync.render.import_text import import_text
from pvsync.render.screen import Screen


def test_many_names_are_cut() -> None:
    names = tuple(f"T-{number}" for number in range(13))
    said = import_text(Imported((), ("catalog/movies/a.yaml",), ("b",), (), names, ()), Screen(100))
    assert "T-9 and 3 more" in said
    assert "T-10" not in said
    assert "Wrote 1 file: 1 in catalog/movies/. 1 file said the same already." in said
