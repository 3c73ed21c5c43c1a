from golden.cases import AS_OF, line
from unit.render.test_lanes import avail, lanes

from pvsync.render.drawing import drawing, legend, look_of
from pvsync.render.lanes import axis_of


def test_a_lane_that_changes_has_both_sides_and_one_that_stays_only_one() -> None:
    before = avail(line("US", "2025-01-15", "2031-01-14"), line("US", "2025-01-15", "2029-01-14", kind="VOD"))
    after = avail(line("US", "2025-01-15", "2030-01-14"), line("US", "2025-01-15", "2029-01-14", kind="VOD"))
    found = lanes(before, after)
    made = drawing(found, axis_of(found, AS_OF))
    assert [shape.looks for shape in made.shapes] == ["est was", "est", "vod"]
    assert made.shapes[0].width > made.shapes[1].width
    assert [text for _, text in made.labels] == ["purchase, HD", "rental, HD"]


def test_what_is_over_is_dimmed_and_what_lies_outside_is_a_sliver() -> None:
    found = lanes(None, avail(line("US", "2010-01-01", "2011-12-31"), line("US", "2026-01-01", "2027-12-31")))
    shapes = drawing(found, axis_of(found, AS_OF)).shapes
    assert [shape.looks for shape in shapes] == ["est over", "est"]
    assert (shapes[0].left, shapes[0].width) == (0.0, 0.3)


def test_a_legend_names_what_is_there_and_a_licence_that_nobody_knows() -> None:
    found = lanes(None, avail(line("US", "2026-01-01", None), line("US", "2026-01-01", None, kind="SVOD")))
    assert legend(found) == (("est", "purchase"), ("svod", "subscription"))
    assert look_of("AVOD2") == "other"
    assert drawing([], axis_of([], AS_OF)).shapes == ()
