import sys

import pytest

from pvsync.rollcall import member, members


def test_members_are_found_by_file_name_and_not_imported() -> None:
    sys.modules.pop("pvsync.render.plan_text", None)
    assert "text" in members("pvsync.render", "plan_")
    assert "pvsync.render.plan_text" not in sys.modules
    assert member("pvsync.render", "text", "plan_").FORMAT.name == "text"


def test_without_a_prefix_every_module_is_a_member() -> None:
    assert {"disarm", "screen"} <= set(members("pvsync.render"))


def test_a_stranger_is_refused() -> None:
    with pytest.raises(LookupError, match=r"there is no pvsync\.render\.plan_pigeon"):
        member("pvsync.render", "pigeon", "plan_")
