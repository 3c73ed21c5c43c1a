"""Titles that are live into documents, where live tells less than a catalog needs."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from builders import DAY, NOW, a_movie, a_transaction, a_window, an_avail

from pvsync.catalog.editing.spoken import entry_of
from pvsync.formats.live.declared import DeclaredSeries
from pvsync.formats.live.drafts import Drafted, drafts
from pvsync.formats.live.title import LiveTitle, live_title
from pvsync.formats.live.words import Words
from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine, License, WorkType
from pvsync.model.listed import ListedId
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Episode, Season, Series, Supplemental, Title
from pvsync.model.window import Window
from pvsync.model.zones import Zones

WORDS = Words(partial(entry_of, zones=Zones()), "acme")
SERIES = Series("ASB", "Avail Strikes Back", 2)


def a_season(number: int | None = 1, alid: str = "ASB-S1", **changes: Any) -> Season:
    return replace(Season(alid, alid, f"Season {number}", number, 2, SERIES), **changes)


def an_episode(number: int = 1, **changes: Any) -> Episode:
    return replace(
        Episode(f"ASB-S1E{number}", f"ASB-S1E{number}", "Pilot", number, a_season(alid="")), **changes
    )


def live(title: Title, *avails: Avail, **listed: Any) -> LiveTitle:
    found = avails or (an_avail(),)
    known = [replace(one, title=title, scope=replace(one.scope, alid=title.alid)) for one in found]
    made, _ = live_title(known, ListedId(title.alid, **listed), NOW)
    assert made is not None
    return made


def drafted(*titles: LiveTitle, declared: DeclaredSeries | None = None, words: Words = WORDS) -> Drafted:
    return drafts(titles, words, declared or DeclaredSeries())


def documents(found: Drafted) -> dict[str, Any]:
    return {path: draft.document for path, draft in found.files}


def codes(found: Drafted) -> list[str]:
    return [note.code.code for note in found.notes]


def test_windows_that_are_over_are_left_out_and_counted() -> None:
    over = a_transaction(format="UHD", window=a_window(-30, -10))
    title, count = live_title([an_avail(a_transaction(), over)], ListedId("HEATHAZE-2024"), NOW)
    assert title is not None
    assert [row.format for row in title.rows] == ["HD"]
    assert count == 1
    assert live_title([an_avail(over)], ListedId("HEATHAZE-2024"), NOW) == (None, 1)


def test_a_title_is_what_most_of_its_scopes_say_and_silence_says_nothing() -> None:
    scopes = [Scope("HEATHAZE-2024", where, BusinessLine.TVOD) for where in ("AT", "CA", "DE", "US")]
    names = ["", "Brume", "Heat Haze", "Heat Haze"]
    avails = [
        an_avail(scope=scope, title=a_movie(title=name)) for scope, name in zip(scopes, names, strict=True)
    ]
    title, _ = live_title(avails, ListedId("HEATHAZE-2024", title="Ours"), NOW)
    assert title is not None
    assert title.title.title == "Heat Haze"
    silent, _ = live_title(avails[:1], ListedId("HEATHAZE-2024", title="Ours"), NOW)
    assert silent is not None
    assert silent.title.title == "Ours"


def test_what_live_does_not_tell_of_a_single_title_is_named() -> None:
    found = drafted(
        live(a_movie(title="")),
        live(Supplemental("T", "T", "Trailer", WorkType.TRAILER)),
        live(Collection("C", "C", "Both", ())),
    )
    assert codes(found) == ["PV183"] * 3
    assert [found.paths[note.subject] for note in found.notes] == [
        "movies/heathaze-2024.yaml",
        "extras/trailer.yaml",
        "collections/both.yaml",
    ]
    assert "of" not in documents(found)["extras/trailer.yaml"]


def test_ids_licensor_and_short_are_written_where_they_are_not_the_usual() -> None:
    title = a_movie(content_id="md:cid:x", work_type=WorkType.SHORT)
    found = drafted(live(title, an_avail(licensor="Other Pictures")))
    (document,) = documents(found).values()
    assert list(document)[:6] == ["kind", "work_type", "alid", "content_id", "title", "licensor"]
    (usual,) = documents(drafted(live(a_movie(content_id="not an id")))).values()
    assert "content_id" not in usual
    assert "licensor" not in usual


def test_instants_are_days_only_where_they_are_days() -> None:
    noon = a_transaction(window=Window(NOW - DAY, NOW + DAY))
    (document,) = documents(drafted(live(a_movie(), an_avail(noon)))).values()
    assert document["avails"][0]["start"] == "2026-05-31T12:00:00Z"


def test_an_open_end_is_said_as_such() -> None:
    (document,) = documents(
        drafted(live(a_movie(), an_avail(a_transaction(window=a_window(-10, None)))))
    ).values()
    assert document["avails"][0]["end"] == "open"


def test_ids_are_written_where_they_are_asked_for() -> None:
    title = live(a_movie(), an_avail(a_transaction(id="t-1")))
    (plain,) = documents(drafted(title)).values()
    assert "ids" not in plain["avails"][0]
    words = replace(WORDS, with_ids=frozenset({"HEATHAZE-2024"}))
    (named,) = documents(drafted(title, words=words)).values()
    assert named["avails"][0]["ids"] == {"US/HD": "t-1"}


def test_episodes_find_their_season_by_id_or_by_number() -> None:
    season = live(a_season())
    by_id = live(an_episode(1, season=a_season(alid="", content_id="ASB-S1")))
    by_number = live(an_episode(2, season=a_season(alid="", content_id="")))
    found = documents(drafted(by_number, by_id, season))
    (document,) = [one for one in found.values() if one["kind"] == "season"]
    assert document["alid"] == "ASB-S1"
    assert [episode["alid"] for episode in document["episodes"]] == ["ASB-S1E1", "ASB-S1E2"]


def test_two_seasons_of_one_metadata_id_are_both_written() -> None:
    first, other = live(a_season()), live(a_season(alid="ASB-S1-HD", content_id="ASB-S1"))
    found = documents(drafted(first, other))
    assert sorted(one["alid"] for one in found.values() if one["kind"] == "season") == ["ASB-S1", "ASB-S1-HD"]


def test_two_box_sets_of_one_metadata_id_are_both_written() -> None:
    found = documents(drafted(live(BoxSet("ASB", "ASB", "All", 1)), live(BoxSet("ASB-2", "ASB", "All", 1))))
    assert sorted(one["series"] for one in found.values() if one["kind"] == "bundle") == ["ASB", "ASB-2"]


@pytest.mark.parametrize(
    ("series", "alid", "told"),
    [
        (Series("", "Avail Strikes Back", 2), "avail-strikes-back", ["PV184"]),
        (Series("", "", 2), "ASB-S1-series", ["PV184", "PV183"]),
        (Series("not an id", "Avail Strikes Back", None), "avail-strikes-back", ["PV184", "PV184"]),
    ],
)
def test_a_series_that_live_does_not_name_gets_an_id_and_a_word(
    series: Series, alid: str, told: list[str]
) -> None:
    found = drafted(live(a_season(series=series)))
    (document,) = [one for one in documents(found).values() if one["kind"] == "series"]
    assert document["alid"] == alid
    assert document["seasons"] == ("2" if series.season_count else "1")
    assert codes(found) == told


def test_seasons_join_a_series_that_the_catalog_has_under_another_alid() -> None:
    declared = DeclaredSeries(series={"ASB": "OUR-ASB", "OUR-ASB": "OUR-ASB"})
    found = documents(drafted(live(a_season()), declared=declared))
    (document,) = found.values()
    assert (document["kind"], document["series"]) == ("season", "OUR-ASB")


def test_an_episode_of_a_season_that_is_there_is_left_out() -> None:
    declared = DeclaredSeries({"ASB": "ASB"}, {"ASB-S1": ("ASB-S1", "catalog/s1.yaml")})
    episode = live(an_episode(season=a_season(alid="", content_id="ASB-S1")))
    found = drafted(episode, declared=declared)
    assert found.files == ()
    assert codes(found) == ["PV187"]


@pytest.mark.parametrize(
    ("count", "complete", "told"), [(1, "true", []), (2, None, ["PV183"]), (None, None, ["PV183"])]
)
def test_seasons_are_complete_where_the_box_set_counts_all_of_them(
    count: int | None, complete: str | None, told: list[str]
) -> None:
    found = drafted(live(a_season()), live(BoxSet("ASB", "ASB", "Avail Strikes Back", count)))
    (document,) = [one for one in documents(found).values() if one["kind"] == "season"]
    assert document.get("complete") == complete
    assert codes(found) == told


def test_a_list_can_say_which_seasons_are_complete() -> None:
    box_set = live(BoxSet("ASB", "ASB", "Avail Strikes Back", 1))
    seasons = live(a_season(), complete="2026-05-10"), live(a_season(2, "ASB-S2"))
    found = drafted(*seasons, box_set)
    said = {one["alid"]: one.get("complete") for one in documents(found).values() if one["kind"] == "season"}
    assert said == {"ASB-S1": "2026-05-10", "ASB-S2": None}
    assert codes(found) == []


def test_what_live_does_not_tell_of_seasons_and_episodes_is_named() -> None:
    season = a_season(None, title="")
    found = drafted(
        live(season),
        live(an_episode(alid="ASB-S1E1", title="", number=None, season=replace(season, alid=""))),
    )
    assert sorted(note.message for note in found.notes) == [
        "live does not tell the number of ASB-S1",
        "live does not tell the number of ASB-S1E1",
        "live does not tell what ASB-S1 is called",
        "live does not tell what ASB-S1E1 is called",
    ]


def test_observed_documents_say_so_and_a_series_is_not_offered_itself() -> None:
    words = replace(WORDS, observe=True)
    titles = live(a_movie()), live(a_season()), live(BoxSet("ASB", "ASB", "Avail Strikes Back", 1))
    said = {one["kind"]: one.get("manage") for one in documents(drafted(*titles, words=words)).values()}
    assert said == {"movie": "observe", "season": "observe", "bundle": "observe", "series": None}


def test_a_free_season_is_no_offer_of_its_episodes() -> None:
    free = an_avail(a_transaction(license=License.FVOD, terms={}))
    found = documents(drafted(live(a_season(), free), live(an_episode())))
    (document,) = [one for one in found.values() if one["kind"] == "season"]
    (episode,) = document["episodes"]
    assert [one["license"] for one in episode["avails"]] == ["EST"]


@pytest.mark.parametrize(
    ("count", "complete", "told"), [(1, None, []), (2, "true", []), (3, None, ["PV183"])]
)
def test_seasons_of_the_catalog_count_for_a_box_set(
    count: int, complete: str | None, told: list[str]
) -> None:
    declared = DeclaredSeries({"ASB": "ASB"}, {"ASB-S1": ("ASB-S1", "catalog/s1.yaml")}, {"ASB": 1})
    box_set = live(BoxSet("ASB", "ASB", "Avail Strikes Back", count))
    found = drafted(live(a_season(2, "ASB-S2")), box_set, declared=declared)
    (document,) = [one for one in documents(found).values() if one["kind"] == "season"]
    assert document.get("complete") == complete
    assert codes(found) == told
