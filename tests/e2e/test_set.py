"""`pvsync set` over real files: only the values change, and nothing is written that should not be."""

import os
import stat
from pathlib import Path

import pytest
from e2e.estate import Estate

DEAL = """
    kind: deal
    name: library
    avails:
      - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, start: 2026-02-01, end: 2028-01-31}
"""
SEASON = """
    kind: series
    alid: ASB
    title: Avail Strikes Back
    seasons: 1
    ---
    kind: season
    alid: ASB-S1
    series: ASB
    number: 1
    title: "Avail Strikes Back: Season 1"
    avails:
      - key: us-est          # to own
        license: EST
        territories: [US]
        formats: [HD]
        start: 2026-03-01
        end: 2030-12-31
        wsp: 14.99 USD
        srp: 19.99 USD
        episode: {wsp: 1.40 USD, srp: 1.99 USD}
      - {key: us-prime, use: library}
    episodes:
      - {alid: ASB-S1E1, number: 1, title: Pilot}   # the first
      - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-03-09}]}
      - alid: ASB-S1E3
        number: 3
        title: Three
"""
MOVIE = """
    # A film.
    kind: movie
    alid: HEATHAZE-2024
    title: Heat Haze
    avails:
      - key: est
        license: EST
        territories: [US, CA]
        formats: [HD, UHD]
        start: 2026-01-15
        end: 2031-01-14          # the last day
        prices:
          - {territory: US, format: HD,  wsp: 6.99 USD, srp: 9.99 USD}
          - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}
          - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
          - {territory: CA, wsp: 5.99 CAD, srp: 8.99 CAD, from: 2026-07-01, until: 2026-07-15}
      - {key: prime, use: library}
"""


@pytest.fixture
def catalog(estate: Estate) -> Estate:
    """A deal, a season and a movie."""
    estate.write("catalog/deals.yaml", DEAL)
    estate.write("catalog/asb.yaml", SEASON)
    estate.write("catalog/heat.yaml", MOVIE)
    assert estate.run("validate").code == 0
    return estate


def read(estate: Estate, name: str) -> bytes:
    return (estate.root / "catalog" / name).read_bytes()


def replaced(data: bytes, *changes: tuple[str, str]) -> bytes:
    for before, after in changes:
        assert data.count(before.encode()) == 1, before
        data = data.replace(before.encode(), after.encode())
    return data


FORMS = (
    (
        "kind: movie\nalid: {alid}\ntitle: T\navails:\n  - key: est   # to own\n    license: EST\n    territories: [US]\n"
        "    formats: [HD]\n    start: 2026-01-15\n    end: {end}   # the last day\n    wsp: 6.99 USD\t# tab\n"
    ),
    (
        "# head\nkind: movie\nalid: '{alid}'\ntitle: \"T: the film\"\navails:\n- {{key: est, license: EST, territories: [US],\n"
        '   formats: [HD], start: 2026-01-15,   # from then\n   end:   "{end}" , wsp: 6.99 USD}}   \n\n\n# the end'
    ),
    (
        "---\nkind:   movie\nalid: {alid}\ntitle: >-\n  A long\n  title\navails:\n    -   end: '{end}'\n        key: est\n"
        "        license: EST\n        territories:\n        - US\n        formats: [HD]\n        start: 2026-01-15\n"
        "        wsp: 6.99 USD\n...\n# behind\n"
    ),
)


def test_over_200_files_only_the_values_change(estate: Estate) -> None:
    wanted: dict[Path, bytes] = {}
    for number in range(200):
        form = FORMS[number % 3]
        ended = "\r\n" if number % 4 == 1 else "\n"
        mark = b"\xef\xbb\xbf" if number % 5 == 2 else b""
        path = estate.root / "catalog" / f"m{number}.yaml"
        path.parent.mkdir(exist_ok=True)

        def text(
            end: str, form: str = form, ended: str = ended, mark: bytes = mark, number: int = number
        ) -> bytes:
            return mark + form.format(alid=f"M-{number}", end=end).replace("\n", ended).encode()

        path.write_bytes(text("2031-01-14"))
        wanted[path] = text("2028-12-31")

    said = estate.run("set", "M-*", "--territory", "US", "--license", "EST", "--key", "est", "end=2028-12-31")

    assert said.code == 0, said.out + said.err
    assert {path: path.read_bytes() for path in wanted} == wanted
    assert said.out.endswith("200 values changed in 200 files.\n")
    assert "catalog/m0.yaml:10: M-0 est: end 2031-01-14 -> 2028-12-31" in said.out
    assert (
        estate.run("set", "M-*", "end=2028-12-31").out
        == "0 values changed in 0 files; 200 values already as asked.\n"
    )


def test_what_a_deal_gives_is_written_at_the_title_and_the_deal_stays(catalog: Estate) -> None:
    deals, heat = read(catalog, "deals.yaml"), read(catalog, "heat.yaml")

    said = catalog.run("set", "HEATHAZE-*", "--license", "SVOD", "end=2027-06-30", "download=No")

    assert said.code == 0
    assert read(catalog, "deals.yaml") == deals
    assert read(catalog, "heat.yaml") == replaced(
        heat, ("{key: prime, use: library}", "{key: prime, use: library, end: 2027-06-30, download: No}")
    )
    assert (
        "HEATHAZE-2024 prime: end 2028-01-31 -> 2027-06-30 (written here; the deal library keeps its own)"
        in said.out
    )
    assert "HEATHAZE-2024 prime: download nothing -> No" in said.out


def test_episodes_follow_their_season_when_both_are_meant(catalog: Estate) -> None:
    season = read(catalog, "asb.yaml")

    said = catalog.run("set", "ASB-*", "--key", "us-est", "end=2029-12-31")

    assert said.code == 0
    assert read(catalog, "asb.yaml") == replaced(season, ("end: 2030-12-31", "end: 2029-12-31"))
    assert said.out.endswith("1 value changed in 1 file.\n")


def test_an_episode_gets_an_entry_of_its_own(catalog: Estate) -> None:
    season = read(catalog, "asb.yaml")

    said = catalog.run("set", "ASB-S1E*", "--key", "us-est", "end=2029-12-31", "wsp=1.50 USD")

    assert said.code == 0
    assert read(catalog, "asb.yaml") == replaced(
        season,
        (
            "title: Pilot}   # the first",
            "title: Pilot, avails: [{key: us-est, end: 2029-12-31, wsp: 1.50 USD}]}   # the first",
        ),
        ("start: 2026-03-09}]}", "start: 2026-03-09, end: 2029-12-31, wsp: 1.50 USD}]}"),
        (
            "    title: Three\n",
            "    title: Three\n    avails:\n      - {key: us-est, end: 2029-12-31, wsp: 1.50 USD}\n",
        ),
    )
    assert (
        "ASB-S1E3 us-est: wsp 1.40 USD -> 1.50 USD (written here; the season ASB-S1 keeps its own)"
        in said.out
    )


def test_a_list_of_an_episode_gets_one_more_entry(catalog: Estate) -> None:
    said = catalog.run("set", "ASB-S1E2", "--key", "us-prime", "end=2027-12-31")
    assert said.code == 0
    assert b"avails: [{key: us-est, start: 2026-03-09}, {key: us-prime, end: 2027-12-31}]}" in read(
        catalog, "asb.yaml"
    )


def test_an_avail_of_the_season_without_key_is_refused_for_an_episode(catalog: Estate) -> None:
    catalog.edit("catalog/asb.yaml", "{key: us-prime, use: library}", "{use: library}")
    before = read(catalog, "asb.yaml")

    said = catalog.run("set", "ASB-S1E1", "--license", "SVOD", "end=2027-12-31")

    assert said.code == 1
    assert "episodes have this avail from ASB-S1, which gives it no `key` to change it by" in said.out
    assert read(catalog, "asb.yaml") == before


def test_an_avail_that_holds_for_more_is_refused_with_its_file_and_the_others_are_set(
    catalog: Estate,
) -> None:
    heat = read(catalog, "heat.yaml")

    said = catalog.run("set", "*", "--territory", "US", "end=2027-12-31")

    assert said.code == 1
    assert "error PV191: this avail of HEATHAZE-2024 also holds for CA" in said.out
    assert "hint: split it into two avails" in said.out
    assert said.out.endswith("2 values changed in 1 file; 1 avail refused, with the whole file.\n")
    assert read(catalog, "heat.yaml") == heat
    assert b"end: 2027-12-31" in read(catalog, "asb.yaml")


@pytest.mark.parametrize(
    ("condition", "words"),
    [(("--profile", "HD"), "UHD"), (("--license", "VOD"), None), (("--territory", "CA"), "US")],
)
def test_formats_are_judged_like_territories(
    catalog: Estate, condition: tuple[str, str], words: str | None
) -> None:
    said = catalog.run("set", "HEATHAZE-2024", "--key", "est", *condition, "end=2030-01-01")
    assert said.code == 1
    expected = (
        "No avail of these titles is what was asked for" if words is None else f"also holds for {words}"
    )
    assert expected in said.out


def test_a_price_goes_into_the_line_that_holds(catalog: Estate) -> None:
    heat = read(catalog, "heat.yaml")

    said = catalog.run("set", "HEATHAZE-2024", "--territory", "CA", "wsp=6.49 CAD")

    assert said.code == 0
    assert read(catalog, "heat.yaml") == replaced(heat, ("wsp: 7.99 CAD", "wsp: 6.49 CAD"))
    assert "est, price line for CA HD, CA UHD: wsp 7.99 CAD -> 6.49 CAD" in said.out
    assert "catalog/heat.yaml:16: this price holds on some days only; it stays as it is" in said.out


def test_a_price_line_that_holds_for_more_is_refused(catalog: Estate) -> None:
    said = catalog.run("set", "HEATHAZE-2024", "--territory", "CA", "--profile", "HD", "wsp=6.49 CAD")
    assert said.code == 1
    assert "a price line of this avail of HEATHAZE-2024 also holds for CA UHD" in said.out


def test_a_price_that_only_dated_lines_give_is_refused(catalog: Estate) -> None:
    catalog.edit(
        "catalog/heat.yaml",
        "- {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}",
        "- {territory: CA, wsp: 7.99 CAD, from: 2026-07-15}\n      - {territory: CA, wsp: 7.99 CAD, until: 2026-07-01}",
    )
    said = catalog.run("set", "HEATHAZE-2024", "--territory", "CA", "wsp=6.49 CAD")
    assert said.code == 1
    assert "no price line without dates holds for CA HD" in said.out


def test_territories_that_are_not_meant_may_lack_a_price(catalog: Estate) -> None:
    catalog.edit("catalog/heat.yaml", "territories: [US, CA]", "territories: [US, CA, GB]")
    said = catalog.run("set", "HEATHAZE-2024", "--territory", "CA", "wsp=6.49 CAD")
    assert said.code == 0
    assert b"wsp: 6.49 CAD" in read(catalog, "heat.yaml")


def test_price_lines_of_a_season_are_not_changed_for_its_episodes(catalog: Estate) -> None:
    catalog.edit(
        "catalog/asb.yaml",
        "episode: {wsp: 1.40 USD, srp: 1.99 USD}",
        "episode: {prices: [{wsp: 1.40 USD, srp: 1.99 USD}]}",
    )
    said = catalog.run("set", "ASB-S1E[13]", "wsp=1.50 USD")
    assert said.code == 1
    assert said.out.count("the price lines of this avail come from the season ASB-S1") == 1


def test_a_price_is_added_to_its_line_and_left_where_it_is_so_already(catalog: Estate) -> None:
    said = catalog.run("set", "HEATHAZE-2024", "--territory", "CA", "tier=Tier 1", "wsp=07.99 CAD")
    assert said.code == 0
    assert b"{territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD, tier: Tier 1}" in read(catalog, "heat.yaml")
    assert said.out.endswith("1 value changed in 1 file; 1 value already as asked.\n")


def test_a_dry_run_writes_nothing(catalog: Estate) -> None:
    heat = read(catalog, "heat.yaml")
    said = catalog.run(
        "set", "HEATHAZE-2024", "--key", "est", "end=2030-01-01", "--dry-run", "--format", "json"
    )
    assert said.code == 0
    assert read(catalog, "heat.yaml") == heat
    assert said.json["written"] is False
    assert said.json["changes"] == [
        {
            "file": "catalog/heat.yaml",
            "line": 11,
            "alid": "HEATHAZE-2024",
            "avail": "est",
            "key": "end",
            "before": "2031-01-14",
            "after": "2030-01-01",
            "inherited_from": None,
        }
    ]
    text = catalog.run("set", "HEATHAZE-2024", "--key", "est", "end=2030-01-01", "--dry-run").out
    assert text.endswith("1 value would change in 1 file.\n")


def test_a_new_error_in_the_catalog_stops_everything(catalog: Estate) -> None:
    before = {name: read(catalog, name) for name in ("heat.yaml", "asb.yaml", "deals.yaml")}
    catalog.edit("catalog/asb.yaml", "series: ASB\n", "series: ABS\n")  # an error that was there before
    before["asb.yaml"] = read(catalog, "asb.yaml")

    said = catalog.run("set", "HEATHAZE-2024", "--key", "est", "end=2025-01-01")

    assert said.code == 1
    assert {name: read(catalog, name) for name in before} == before
    assert "the window ends before it starts" in said.out
    assert "end: 2025-01-01" in said.out
    assert "there is no series" not in said.out
    assert said.out.endswith("Nothing was written: the catalog would have these errors.\n")
    assert catalog.run("set", "HEATHAZE-2024", "--key", "est", "end=2030-01-01").code == 0


def test_a_document_with_errors_is_refused(catalog: Estate) -> None:
    catalog.edit("catalog/heat.yaml", "title: Heat Haze", "titles: Heat Haze")
    catalog.write("catalog/other.yaml", "kind: movie\nalid: OTHER\n")
    (catalog.root / "catalog" / "folder.yaml").mkdir()
    said = catalog.run("set", "HEATHAZE-*", "end=2030-01-01", "--format", "json")
    assert said.code == 1
    assert [finding["message"] for finding in said.json["findings"]] == [
        "what is meant has errors, so it is not known what it holds for"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("use: library}", "use: bookshelf}"),
        ("      start: 2026-01-15", "    start: 2026-01-15\n    start: 2026-01-16"),
    ],
    ids=["unknown deal", "duplicate key"],
)
def test_an_avail_with_errors_is_refused(catalog: Estate, before: str, after: str) -> None:
    path = catalog.root / "catalog/heat.yaml"
    path.write_text(path.read_text().replace(before.strip(), after.strip()))
    said = catalog.run("set", "HEATHAZE-*", "end=2030-01-01")
    assert said.code == 1
    assert "what is meant has errors" in said.out


def test_a_value_shared_by_an_alias_is_refused(catalog: Estate) -> None:
    path = catalog.root / "catalog/heat.yaml"
    path.write_text(path.read_text().replace("end: 2031-01-14", "end: &end 2031-01-14"))
    said = catalog.run("set", "HEATHAZE-*", "--key", "est", "end=2030-01-01")
    assert said.code == 1
    assert "this value is shared by `&` and `*`" in said.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("end=tomorrow",), "`tomorrow` is not a date"),
        (("ends=2030-01-01",), "`ends` is not a key here"),
        (("end",), "`end` sets nothing"),
        (("=x",), "`=x` sets nothing"),
        (("key=x",), "`key` is not set in bulk"),
        (("end=2030-01-01", "end=2030-01-02"), "`end` cannot be set twice"),
        (("formats=[HD",), "`[HD` cannot be read"),
        (("formats=[]\n---\n[]",), "several values"),
        (("wsp=6.99",), "`6.99` is not a price"),
        (("reference=\udc80",), "holds a character"),
    ],
)
def test_a_value_that_cannot_be_is_refused_before_anything_is_read(
    catalog: Estate, argv: tuple[str, ...], words: str
) -> None:
    said = catalog.run("set", "HEATHAZE-2024", *argv)
    assert said.code == 1
    assert words in said.out + said.err


def test_lists_and_groups_are_set_as_yaml_has_them(catalog: Estate) -> None:
    said = catalog.run(
        "set",
        "ASB-S1",
        "--key",
        "us-est",
        "formats=[HD, UHD]",
        "license_rights={value: DAB, until: 2026-09-01}",
    )
    assert said.code == 0
    assert b"formats: [HD, UHD]\n" in read(catalog, "asb.yaml")
    assert b"license_rights: {value: DAB, until: 2026-09-01}\n" in read(catalog, "asb.yaml")


def test_nothing_meant_is_said(catalog: Estate) -> None:
    said = catalog.run("set", "NOBODY-*", "end=2030-01-01")
    assert (said.code, said.out) == (1, "No title has such an ALID; nothing was written.\n")
    # A price on a subscription would be a price that nobody pays.
    said = catalog.run("set", "HEATHAZE-2024", "--key", "prime", "wsp=1.00 USD")
    assert (said.code, said.out) == (
        1,
        "No avail of these titles is what was asked for; nothing was written.\n",
    )


def test_permissions_and_links_stay(catalog: Estate) -> None:
    heat = catalog.root / "catalog/heat.yaml"
    elsewhere = catalog.root / "heat-itself.yaml"
    heat.rename(elsewhere)
    heat.symlink_to(elsewhere)
    elsewhere.chmod(0o640)

    assert catalog.run("set", "HEATHAZE-2024", "--key", "est", "end=2030-01-01").code == 0

    assert heat.is_symlink()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640
    assert b"end: 2030-01-01 " in elsewhere.read_bytes()


def test_if_one_file_cannot_be_written_all_are_put_back(
    catalog: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: read(catalog, name) for name in ("asb.yaml", "heat.yaml")}
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "heat.yaml":
            raise OSError(28, os.strerror(28))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    said = catalog.run("set", "*", "--key", "us-est", "--key", "est", "end=2030-01-01")

    assert said.code == 1
    assert "catalog/heat.yaml cannot be written (No space left on device)" in said.err
    assert {name: read(catalog, name) for name in before} == before
    assert sorted(path.name for path in (catalog.root / "catalog").iterdir()) == [
        "asb.yaml",
        "deals.yaml",
        "heat.yaml",
    ]
