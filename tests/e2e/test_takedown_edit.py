"""The edit of a takedown: the entries of `removed:`, the reason beside them, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from e2e.estate import Estate
from e2e.test_set import DEAL, MOVIE, SEASON

from pvsync.catalog.editing.edit import Edited
from pvsync.diagnostics import Finding
from pvsync.errors import UsageError
from pvsync.model.licence import BusinessLine
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.takedown_edit import Takedown, TakedownEdit, takedown_edit, write_takedown

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TVOD = BusinessLine.TVOD


@pytest.fixture
def project(estate: Estate) -> Project:
    """A deal, a season and a movie."""
    estate.write("catalog/deals.yaml", DEAL)
    estate.write("catalog/asb.yaml", SEASON)
    estate.write("catalog/heat.yaml", MOVIE)
    return open_project(Path("pvsync.yaml"), estate.root)


def made(project: Project, takedown: Takedown) -> TakedownEdit:
    result = takedown_edit(project, takedown, NOW)
    assert isinstance(result, TakedownEdit), result
    return result


def added(edited: Edited) -> str:
    """What was put into the file; nothing was taken out of it."""
    before, after = edited.before.data.decode(), edited.after.data.decode()
    size = len(after) - len(before)
    start = next((at for at in range(len(before)) if before[at] != after[at]), len(before))
    assert before[start:] == after[start + size :]
    return after[start : start + size]


def test_every_line_of_the_territory_gets_an_entry(project: Project) -> None:
    edit = made(project, Takedown("HEATHAZE-2024", ("US", "CA"), None, "rights\nlapsed \x1b # 3"))
    assert added(edit.edited) == (
        "removed:\n"
        "  - {territory: US, business_line: PRIME_SUBSCRIPTION, as: withdrawn}  # because: rights lapsed \\x1b # 3\n"
        "  - {territory: US, business_line: TVOD, as: withdrawn}  # because: rights lapsed \\x1b # 3\n"
        "  - {territory: CA, business_line: TVOD, as: withdrawn}  # because: rights lapsed \\x1b # 3\n"
    )
    assert [str(scope) for scope in edit.added] == [
        "HEATHAZE-2024 US PRIME_SUBSCRIPTION",
        "HEATHAZE-2024 US TVOD",
        "HEATHAZE-2024 CA TVOD",
    ]
    assert edit.preview.splitlines()[:2] == ["--- a/catalog/heat.yaml", "+++ b/catalog/heat.yaml"]
    assert edit.preview.count("\n+") == 5


def test_what_is_there_already_is_not_added_again(project: Project, estate: Estate) -> None:
    write_takedown(project, made(project, Takedown("HEATHAZE-2024", ("US",), TVOD, "one")))
    edit = made(project, Takedown("HEATHAZE-2024", ("US", "CA"), TVOD, "two"))
    assert added(edit.edited) == "  - {territory: CA, business_line: TVOD, as: withdrawn}  # because: two\n"
    assert [scope.territory for scope in edit.present] == ["US"]
    write_takedown(project, edit)
    assert estate.run("validate").code == 0

    again = made(project, Takedown("HEATHAZE-2024", ("US", "CA"), TVOD, "three"))
    assert (again.added, again.preview, again.edited.is_changed) == ((), "", False)
    write_takedown(project, again)


def test_an_episode_is_taken_down_where_it_stands(project: Project) -> None:
    edit = made(project, Takedown("ASB-S1E1", ("US",), TVOD, "x"))
    assert edit.edited.after.data == edit.edited.before.data.replace(
        b"title: Pilot}   # the first",
        b"title: Pilot, removed: [{territory: US, business_line: TVOD, as: withdrawn}]}   # the first  # because: x",
    )
    edit = made(project, Takedown("ASB-S1E3", ("US",), TVOD, "x"))
    assert added(edit.edited) == (
        "    removed:\n      - {territory: US, business_line: TVOD, as: withdrawn}  # because: x\n"
    )


def test_a_season_stands_for_its_episodes(project: Project) -> None:
    edit = made(project, Takedown("ASB-S1", ("US",), None, "x"))
    assert [str(scope.business_line) for scope in edit.added] == ["PRIME_SUBSCRIPTION", "TVOD"]


@pytest.mark.parametrize(
    ("takedown", "message", "advice"),
    [
        (
            Takedown("HEATHAZE-2042", ("US",), None, "x"),
            "no title of the catalog",
            "did you mean `HEATHAZE-2024`?",
        ),
        (Takedown("?", ("US",), None, "x"), "no title of the catalog", "`pvsync validate`"),
        (Takedown("HEATHAZE-2024", ("UK",), None, "x"), "`UK` is not a territory", "did you mean `GB`?"),
        (
            Takedown("HEATHAZE-2024", ("DE",), None, "x"),
            "git has nothing of HEATHAZE-2024 in DE",
            "it has CA, US;",
        ),
    ],
)
def test_what_is_not_there_is_said(project: Project, takedown: Takedown, message: str, advice: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")) as error:
        takedown_edit(project, takedown, NOW)
    assert advice in error.value.advice


def test_a_line_that_git_does_not_have_can_be_named(project: Project) -> None:
    edit = made(project, Takedown("HEATHAZE-2024", ("DE",), BusinessLine.FVOD, "made by hand"))
    assert "territory: DE, business_line: FVOD" in added(edit.edited)


def test_a_title_without_avails_and_files_with_errors(project: Project, estate: Estate) -> None:
    estate.write("catalog/none.yaml", "kind: movie\nalid: NONE\ntitle: None\navails: []\n")
    estate.write("catalog/broken.yaml", "kind: movie\nalid: BROKEN\n")
    (estate.root / "catalog" / "a.yaml").mkdir()
    with pytest.raises(UsageError, match="git has nothing of NONE in US") as error:
        takedown_edit(project, Takedown("NONE", ("US",), None, "x"), NOW)
    assert error.value.advice.startswith("name the business line")


def test_a_list_shared_by_an_alias_is_refused(project: Project, estate: Estate) -> None:
    path = estate.root / "catalog" / "heat.yaml"
    path.write_text(path.read_text() + "removed: &r [{territory: US, business_line: TVOD, as: withdrawn}]\n")
    result = takedown_edit(project, Takedown("HEATHAZE-2024", ("CA",), TVOD, "x"), NOW)
    assert isinstance(result, Finding)
    assert "shared by `&` and `*`" in result.message
