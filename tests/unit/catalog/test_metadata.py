"""The metadata of a collection from YAML: every value arrives, in the model's words and at its place."""

from dataclasses import fields
from pathlib import Path

import pytest
from pictures import draw, picture
from unit.catalog.reading import movie, read

from pvsync.diagnostics import Place
from pvsync.model.artwork import Artwork, ImageFacts
from pvsync.model.desired import DesiredTitle
from pvsync.model.metadata import (
    Credit,
    Genre,
    Identifier,
    Job,
    Localized,
    LocalText,
    Metadata,
    Organization,
    Person,
    Rating,
    Release,
)

FVOD = "license: FVOD, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14"
MEMBERS = movie(FVOD), movie(FVOD).replace("HEATHAZE-2024", "COLD")
HEAD = "kind: collection\nalid: BOTH\ntitle: Both\nmembers: [HEATHAZE-2024, COLD]\navails: []\nmetadata:\n"
WHOLE = """\
  release_year: 2026
  release_date: 2026-12-11
  release_history:
    - type: Theatrical
      date: 2026-11-30
      countries: [US]
      description: Limited
      organizations: [{name: Acme, id: a, id_type: org, role: distributor, sort_name: acme, other_names: [A]}]
  credits: [{text: 2026 Acme, language: en-US, countries: [US], order: 1}]
  identifiers: [{namespace: ORG, id: BOTH, location: "https://example.com/both"}]
  licensor: {alias: acme, name: Acme}
  organizations: [{name: Bringer, id: b, role: LSP}]
  work_type_detail: franchise
  original_language: en
  spoken_languages: [en, fr]
  version_languages: [fr-CA]
  country_of_origin: US
  run_length: PT3H28M10S
  ratings: [{country: US, system: MPAA, value: PG-13, reasons: [Violence]}]
  not_rated: true
  not_rated_because: new
  is_adult: false
  people:
    - name: Ada Example
      jobs: [Director, {job: Actor, display: [Lead], order: 1, characters: [The Pilot], guest: true}]
    - name: [{text: Bo Example, language: en-US}, Bo]
      jobs: [Writer]
      sort_name: [Example]
      first_name: Bo
      second_name: B
      family_name: Example
      suffix: Jr.
      moniker: Bobo
      identifiers: [{namespace: IMDB, id: nm0, location: "https://example.com/nm0"}]
      gender: neutral
  localized:
    - language: en-US
      title: Both
      title_19: Both
      title_60: Both of them
      summary_190: Short.
      summary_400: Longer.
      summary_4000: Longest.
      genres: [{name: Drama, id: g1, source: "https://example.com/genres", level: 0}]
      version_notes: Uncut
      countries: [US, CA]
      original_title: Zwei
      copyright: 2026 Acme
      artwork: [{purpose: cover, file: a.png}]
"""


def collection(metadata: str, **changes: object) -> DesiredTitle:
    (*_, title), findings = read(*MEMBERS, HEAD + metadata, **changes)
    assert findings == ()
    return title


def test_every_value_arrives(tmp_path: Path) -> None:
    data = picture(640, 360, "PNG")
    draw(tmp_path / "a.png", data)
    image = ImageFacts(640, 360, "PNG", "RGB", is_transparent=False, size=len(data))
    metadata = collection(WHOLE, root=tmp_path).unsent.metadata

    assert metadata == Metadata(
        localized=(
            Localized(
                "en-US",
                "Both",
                "Both of them",
                "Both",
                (Artwork("a.png", "cover", image),),
                "Short.",
                "Longer.",
                "Longest.",
                (Genre("Drama", "g1", "https://example.com/genres", 0),),
                "Uncut",
                ("US", "CA"),
                "Zwei",
                "2026 Acme",
            ),
        ),
        run_length="PT3H28M10S",
        release_year=2026,
        release_date="2026-12-11",
        release_history=(
            Release(
                "Theatrical",
                ("US",),
                "2026-11-30",
                "Limited",
                (Organization("Acme", "a", "org", "distributor", "acme", ("A",)),),
            ),
        ),
        work_type_detail="franchise",
        identifiers=(Identifier("ORG", "BOTH", "https://example.com/both"),),
        ratings=(Rating("US", "MPAA", "PG-13", ("Violence",)),),
        not_rated=True,
        not_rated_because="new",
        is_adult=False,
        people=(
            Person(
                (Job("Director"), Job("Actor", (LocalText("Lead"),), 1, ("The Pilot",), guest=True)),
                (LocalText("Ada Example"),),
            ),
            Person(
                (Job("Writer"),),
                (LocalText("Bo Example", "en-US"), LocalText("Bo")),
                (LocalText("Example"),),
                "Bo",
                "B",
                "Example",
                "Jr.",
                "Bobo",
                (Identifier("IMDB", "nm0", "https://example.com/nm0"),),
                "neutral",
            ),
        ),
        country_of_origin="US",
        spoken_languages=("en", "fr"),
        original_language="en",
        version_languages=("fr-CA",),
        licensor=Organization("Acme", "acme", role="licensor"),
        organizations=(Organization("Bringer", "b", role="LSP"),),
        credits=(Credit("2026 Acme", "en-US", ("US",), 1),),
    )
    empty = Metadata()
    assert [
        one.name for one in fields(Metadata) if getattr(metadata, one.name) == getattr(empty, one.name)
    ] == []


def test_nothing_said_is_nothing_there() -> None:
    assert collection("  {}\n").unsent.metadata == Metadata()
    assert read(*MEMBERS, HEAD.replace("metadata:\n", ""))[0][-1].unsent.metadata is None


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("release_year", 7, 17),
        ("localized.0.title_60", 46, 17),
        ("localized.0.genres.0.level", 50, 83),
        ("localized.0.artwork.0.file", 55, 40),
        ("people.0.name.0.text", 30, 13),
        ("people.1.name.1.text", 32, 51),
        # What is no single value, or is not there, is at the nearest key.
        ("localized", 42, 3),
        ("ratings.0.region", 25, 14),
        ("localized.0.nothing", 43, 7),
        ("localized.7.title", 42, 3),
        ("release_history.0.organizations.3", 14, 7),
        ("nothing", 6, 1),
        ("release_year.deeper", 7, 17),
    ],
)
def test_every_value_has_its_place(path: str, line: int, column: int) -> None:
    place = collection(WHOLE).places.title(f"metadata.{path}")

    assert (place.file, place.line, place.column) == ("file2.yaml", line, column)


def test_a_value_behind_an_alias_is_where_it_is_written() -> None:
    metadata = "  credits:\n    - &one {text: One}\n    - *one\n"

    assert collection(metadata).places.title("metadata.credits.1.text") == Place("file2.yaml", 8, 19, 8, 22)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("release_year: 26", "`26` is not a year"),
        ("release_date: 2026-12", "`2026-12` is not a day"),
        ("not_rated: True", "`True` stands where only `true` has a meaning"),
        ("not_rated: false", "`false` stands where only `true` has a meaning"),
        ("work_type_detail: trilogy", "`trilogy` is not a kind of collection"),
        ("release_history: [{type: theatrical, date: 2026}]", "`theatrical` is not a type of release"),
        ("release_history: [{type: SVOD, date: 2026-13-01}]", "there is no day 2026-13-01"),
        ("release_history: [{type: SVOD, date: soon}]", "`soon` is neither a year nor a day"),
        ("release_history: [{type: SVOD, date: 2026-11}]", "`2026-11` is neither a year nor a day"),
        ("country_of_origin: USA", "`USA` is not a country"),
        ("people: [{name: A, jobs: [Editor]}]", "`Editor` is not a job that Prime Video takes"),
        ("people: [{name: A, jobs: [{job: Actor, order: 0}]}]", "this must be at least 1"),
        ("identifiers: [{namespace: SKU, id: A}]", "`SKU` is not a namespace"),
        ("localized: [{language: en_US}]", "`en_US` is not a language tag"),
        ("localized: [{language: en, genres: [{name: A, level: 2}]}]", "`2` is not a level of a genre"),
        (
            "localized: [{language: en, artwork: [{file: a, purpose: box}]}]",
            "`box` is not a purpose of a picture",
        ),
        ("original_language: [en, fr]", "a list stands where a language tag belongs"),
        ("title_sort: Both", "`title_sort` is not a key here"),
    ],
)
def test_what_is_wrong_with_one_value_is_said_at_once(written: str, message: str) -> None:
    (finding,) = read(*MEMBERS, f"{HEAD}  {written}\n")[1]

    assert finding.message == message
    assert finding.place is not None
    assert finding.place.line == 7
