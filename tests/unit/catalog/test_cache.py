"""Documents kept by blob and name."""

from pvsync.catalog.cache import NoCache, Parsed, RecentFiles


def parsed() -> Parsed:
    return [], []


def test_nothing_is_kept() -> None:
    cache = NoCache()
    cache.put("b", "x", parsed())

    assert cache.get("b", "x") is None


def test_the_last_files_are_kept_by_blob_and_name() -> None:
    cache = RecentFiles(2)
    kept = [parsed() for _ in range(3)]
    for number, one in enumerate(kept):
        cache.put("b", str(number), one)

    assert cache.get("b", "0") is None
    assert cache.get("b", "1") is kept[1]
    assert cache.get("b", "2") is kept[2]
    assert cache.get("other", "2") is None
