from dataclasses import replace

from golden.cases import AS_OF, SUMMER
from golden.pictures import PICTURE, SEASON, pictured, sold

from pvsync.model.titles import Episode
from pvsync.render.view_timeline import timeline_view


def test_a_season_is_followed_by_its_episodes_in_their_order() -> None:
    episodes = [Episode(f"LS-S1E{n}", f"LS-S1E{n}", f"Part {n}", n, SUMMER) for n in (10, 2)]
    nameless = Episode("LS-S1EX", "LS-S1EX", "Extra", None, SUMMER)
    titles = (*(pictured(one, sold("US")) for one in (*episodes, nameless)), SEASON)
    view = timeline_view(replace(PICTURE, titles=titles))
    assert [title.name for title in view.titles] == [
        "Long Summer: Season 1",
        "Long Summer: Season 1: Extra",
        "Long Summer: Season 1, episode 2: Part 2",
        "Long Summer: Season 1, episode 10: Part 10",
    ]
    assert view.summary == "4 titles in 4 scopes."
    assert view.titles[2].about == "episode LS-S1E2"


def test_all_titles_share_one_line_of_time() -> None:
    view = timeline_view(PICTURE)
    assert (view.axis.first.year, view.axis.last.year, view.axis.now) == (2024, 2035, AS_OF)
    assert view.coverage == "Only a selection is shown (--only alid=HEAT*)."
    assert timeline_view(replace(PICTURE, selection=())).coverage == ""
