"""Pictures that nothing here can read: once for a collection, with their number."""

import sys
from pathlib import Path

import pytest
from pictures import draw_named
from unit.rules.metadata.collections import SETTING, collection

from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pv816_artwork_not_checked import RULE

ARTWORK = EXAMPLE[EXAMPLE.index("      artwork:") : EXAMPLE.index("---")]
FIRST = "\n".join(ARTWORK.splitlines()[:2]) + "\n"


@pytest.mark.parametrize(("artwork", "said"), [(FIRST, "1 picture was"), (ARTWORK, "5 pictures were")])
def test_they_are_counted(tmp_path: Path, artwork: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_named(EXAMPLE, tmp_path)
    monkeypatch.setitem(sys.modules, "PIL", None)
    title = collection((ARTWORK, artwork), root=tmp_path)

    (remark,) = RULE.check(title, SETTING)
    assert remark.message == f"{said} not looked at: the extra `artwork` is not installed"
    assert remark.place == title.places.title("metadata.localized.0.artwork.0.file")
