"""The edit of a takedown: the entries of `removed:`, the reason beside them, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from e2e.estate import Estate
from e2e.test_set import DEAL, MOVIE, SEASON

from pvsync.catalog.editing.edit import Edited
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.takedown_edit import TakedownEdit, takedown_edit, territories_of, write_takedown

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TVOD, PRIME = BusinessLine.TVOD, BusinessLine.PRIME_SUBSCRIPTION


@pytest.fixture
def project(estate: Estate) -> Project:
    """A deal, a season and a movie."""
    estate.write("catalog/deals.yaml", DEAL)
    estate.write("catalog/asb.yaml", SEASON)
    estate.write("catalog/heat.yaml", MOVIE)
    return open_project(Path("pvsync.yaml"), estate.root)


def made(project: Project, *scopes: Scope, because: str = "x", lift: bool = False) -> TakedownEdit:
    return takedown_edit(project, scopes, because, NOW, lift=lift)


def heat(*territories: str, line: BusinessLine = TVOD) -> tuple[Scope, ...]:
    return tuple(Scope("HEATHAZE-2024", territory, line) for territory in territories)


def added(edited: Edited) -> str:
    """What was put into the file; nothing was taken out of it."""
    before, after = edited.before.data.decode(), edited.after.data.decode()
    size = len(after) - len(before)
    start = next((at for at in range(len(before)) if before[at] != after[at]), len(before))
    assert before[start:] == after[start + size :]
    return after[start : start + size]


def test_each_scope_gets_an_entry_with_the_reason(project: Project) -> None:
    edit = made(project, *heat("US", "CA"), *heat("US", line=PRIME), because="rights\nlapsed \x1b # 3")
    (file,) = edit.files
    assert added(file) == (
        "removed:\n"
        "  - {territory: CA, business_line: TVOD, as: withdrawn}  # because: rights lapsed \\x1b # 3\n"
        "  - {territory: US, business_line: PRIME_SUBSCRIPTION, as: withdrawn}  # because: rights lapsed \\x1b # 3\n"
        "  - {territory: US, business_line: TVOD, as: withdrawn}  # because: rights lapsed \\x1b # 3\n"
    )
    assert edit.names == ("catalog/heat.yaml",)
    assert edit.preview.splitlines()[:2] == ["--- a/catalog/heat.yaml", "+++ b/catalog/heat.yaml"]
    assert edit.preview.count("\n+") == 5


def test_what_is_there_already_is_not_added_again(project: Project, estate: Estate) -> None:
    write_takedown(project, made(project, *heat("US"), because="one"))
    edit = made(project, *heat("US", "CA"), because="two")
    (file,) = edit.files
    assert added(file) == "  - {territory: CA, business_line: TVOD, as: withdrawn}  # because: two\n"
    write_takedown(project, edit)
    assert estate.run("validate").code == 0

    again = made(project, *heat("US", "CA"), because="three")
    assert (again.files, again.preview, again.not_edited) == ((), "", ())
    write_takedown(project, again)


def test_an_episode_is_taken_down_where_it_stands(project: Project) -> None:
    (file,) = made(project, Scope("ASB-S1E1", "US", TVOD)).files
    assert file.after.data == file.before.data.replace(
        b"title: Pilot}   # the first",
        b"title: Pilot, removed: [{territory: US, business_line: TVOD, as: withdrawn}]}   # the first  # because: x",
    )
    (file,) = made(project, Scope("ASB-S1E3", "US", TVOD)).files
    assert added(file) == (
        "    removed:\n      - {territory: US, business_line: TVOD, as: withdrawn}  # because: x\n"
    )


def test_several_titles_of_one_file_and_of_others_at_once(project: Project, estate: Estate) -> None:
    edit = made(project, Scope("ASB-S1E1", "US", TVOD), Scope("ASB-S1", "CA", TVOD), *heat("US"))
    assert edit.names == ("catalog/asb.yaml", "catalog/heat.yaml")
    write_takedown(project, edit)
    assert estate.run("validate").code == 0


def test_where_one_file_cannot_be_written_all_are_as_they_were(project: Project, estate: Estate) -> None:
    edit = made(project, Scope("ASB-S1E1", "US", TVOD), *heat("US"))
    estate.edit("catalog/heat.yaml", "title: Heat Haze\n", "title: Heat Haze II\n")
    with pytest.raises(CatalogUnreadable, match=r"catalog/heat\.yaml changed while it was being edited"):
        write_takedown(project, edit)
    assert (estate.root / "catalog/asb.yaml").read_bytes() == edit.files[0].before.data
    assert "Heat Haze II" in (estate.root / "catalog/heat.yaml").read_text(encoding="utf-8")


def test_protection_is_switched_off_where_it_stands_in_the_way(project: Project, estate: Estate) -> None:
    estate.edit("catalog/heat.yaml", "title: Heat Haze\n", "title: Heat Haze\nprotect: true  # the board\n")
    write_takedown(project, made(project, *heat("US"), lift=True))
    assert "protect: false  # the board" in (estate.root / "catalog/heat.yaml").read_text(encoding="utf-8")
    assert estate.run("validate").code == 0


def test_territories_are_those_that_there_are(project: Project) -> None:
    for name, advice in (("UK", "did you mean `GB`?"), ("World", "write `--everywhere`")):
        with pytest.raises(UsageError, match=f"`{name}` is not a territory") as error:
            territories_of(project, [name], NOW)
        assert advice in error.value.advice


def test_a_title_that_no_file_declares_is_named(project: Project, estate: Estate) -> None:
    estate.write("catalog/broken.yaml", "kind: movie\nalid: BROKEN\n")
    edit = made(project, Scope("BROKEN", "US", TVOD))
    assert [alid for alid, _ in edit.not_edited] == ["BROKEN"]


def test_a_list_shared_by_an_alias_is_left_alone_and_named(project: Project, estate: Estate) -> None:
    path = estate.root / "catalog" / "heat.yaml"
    path.write_text(path.read_text() + "removed: &r [{territory: US, business_line: TVOD, as: withdrawn}]\n")
    ((alid, why),) = made(project, *heat("CA")).not_edited
    assert alid == "HEATHAZE-2024"
    assert "shared by `&` and `*`" in why
