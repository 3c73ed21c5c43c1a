from golden.cases import AS_OF

from pvsync.render.browser_page import browser_page
from pvsync.render.lanes import axis_of


def test_a_page_of_its_own_is_whole_and_may_fetch_nothing() -> None:
    page = browser_page("page.html.j2", axis=axis_of([], AS_OF))
    assert page.startswith("<!doctype html>")
    assert "default-src &#39;none&#39;" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
