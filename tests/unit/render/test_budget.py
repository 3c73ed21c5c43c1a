from pvsync.render.budget import Block, Section, page_within


def rest(left: int) -> str:
    return f"+{left}\n"


def section(head: str, sizes: list[int], rank: int, share: float = 1.0, *, whole: bool = False) -> Section:
    return Section(
        f"{head}\n", tuple(Block("x" * (size - 1) + "\n") for size in sizes), rest, rank, share, whole
    )


def test_all_is_there_where_all_has_room() -> None:
    assert page_within([section("a", [4], 0), section("b", [4], 1)], 12, len) == "a\nxxx\nb\nxxx\n"


def test_who_comes_first_takes_room_and_the_page_keeps_its_order() -> None:
    assert page_within([section("a", [4, 4], 1), section("b", [4], 0)], 12, len) == "a\n+2\nb\nxxx\n"


def test_a_block_that_is_too_large_leaves_room_for_those_after_it() -> None:
    assert page_within([section("a", [50, 4], 0)], 9, len) == "a\nxxx\n+1\n"


def test_a_share_is_given_back_where_nobody_wants_it() -> None:
    greedy = section("a", [4] * 10, 0, 0.5)
    assert page_within([greedy, section("b", [4] * 10, 1)], 60, len).count("xxx") > 8
    assert page_within([greedy, section("b", [], 1)], 60, len).count("xxx") == 10


def test_all_of_a_section_may_take_what_a_part_of_it_may_not() -> None:
    others = section("b", [4] * 10, 1)
    for whole, told in ((True, 10), (False, 5)):
        page = page_within([section("a", [4] * 10, 0, 0.5, whole=whole), others], 49, len)
        assert page.partition("b\n")[0].count("xxx") in range(told - 1, told + 1)


def test_sections_give_way_from_the_last_rank_on() -> None:
    sections = [section("a", [], 0), section("b", [4], 1), section("c", [4], 1)]
    assert page_within(sections, 7, len) == "a\nb\n+1\n"
    assert page_within(sections, 1, len) == ""


def test_blocks_count_for_what_they_stand_for() -> None:
    made = Section("a\n", (Block("xxxxxxxxx\n", 7), Block("y\n", 3)), rest, 0)
    assert page_within([made], 8, len) == "a\ny\n+7\n"
