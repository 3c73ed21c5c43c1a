"""All findings of one avail together, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st
from unit.emulator.partner import a_row, an_avail, said

from pvsync.emulator.wire import JSON

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.text(max_size=3)
    | st.sampled_from(["US", "EST", "2026-01-01", "Max", "series"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
ROW = st.fixed_dictionaries({}, optional=dict.fromkeys(a_row(), ANY)) | ANY
AVAIL = st.fixed_dictionaries(
    {},
    optional={**dict.fromkeys(an_avail(), ANY), "Transaction": st.lists(ROW, max_size=3) | ANY, "Terms": ANY},
)


def test_valid_avail_has_no_finding() -> None:
    assert said(an_avail()) == []


@given(AVAIL)
def test_any_object_is_judged_without_a_crash(avail: JSON) -> None:
    assert all(said(avail))
