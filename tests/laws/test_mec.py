"""Laws of metadata files: what the rules let through is valid by MovieLabs' schema, and comes back as it went out."""

import string
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures import draw, picture
from unit.catalog.reading import FVOD, catalog_of, movie

from pvsync.catalog.documents.metadata import CollectionMetadata
from pvsync.catalog.editing.compose import document_text
from pvsync.catalog.editing.edit import Edited, edit
from pvsync.catalog.editing.metadata_merge import filling, spelled
from pvsync.catalog.editing.metadata_values import take_out
from pvsync.catalog.metadata_scalars import GENDERS, JOBS, NAMESPACES, PURPOSES, RELEASE_TYPES
from pvsync.catalog.source import SourceFile
from pvsync.formats.mec.read import read_mec
from pvsync.formats.mec.view import SCHEMA, mec_view
from pvsync.formats.mmc.view import Version, mmc_view
from pvsync.formats.safe_xml import Schema, laid_out, read_schema
from pvsync.model.desired import DesiredTitle
from pvsync.model.metadata import Metadata
from pvsync.model.titles import Collection
from pvsync.render.partner_xml import partner_xml
from pvsync.rules.judge import judge
from pvsync.rules.rule import Setting

SETTING = Setting(as_of=catalog_of("").settings.as_of)
MEMBERS = movie(FVOD), movie(FVOD).replace("HEATHAZE-2024", "COLD")
FILES = {purpose: f"catalog/artwork/weather_{purpose}.jpg" for purpose in PURPOSES}

texts = (
    st.text(
        st.one_of(
            st.sampled_from(string.ascii_letters + " \n\r\t<>&\"'#:{}[]%é高\u200b\U0001f600]]>"),
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        ),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    # An indented line is taken for one that a tool has broken, and is joined (PV158).
    .filter(lambda text: text and not any(f"{end}{blank}" in text for end in "\r\n" for blank in " \t"))
)
tags = st.sampled_from(["en-US", "fr-CA", "es-419", "ja", "cmn-Hans-CN"])
countries = st.lists(st.sampled_from(["US", "CA", "GB"]), min_size=1, max_size=2, unique=True)
days = st.dates().map(str)
addresses = st.sampled_from(
    ["https://example.com/a?b=c&d=%20#e", "urn:eidr:10.5240:EA73", "https://example.com:80"]
)
numbers = st.integers(1, 999_999_999).map(str)
flags = st.sampled_from(["true", "false"])
local_texts = st.lists(
    st.one_of(texts, st.fixed_dictionaries({"text": texts, "language": tags})), min_size=1, max_size=2
)


def keys(needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=optional)


def some(items: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=least, max_size=2)


organizations = keys(
    {"name": texts},
    id=texts,
    id_type=texts,
    role=st.sampled_from(["LSP", "licensor", "distributor"]),
    sort_name=texts,
    other_names=some(texts),
)
jobs = st.one_of(
    st.sampled_from(JOBS),
    keys(
        {"job": st.sampled_from(JOBS)},
        display=local_texts,
        order=numbers,
        characters=some(texts),
        guest=flags,
    ),
)
people = keys(
    {"name": st.one_of(texts, local_texts), "jobs": some(jobs)},
    sort_name=local_texts,
    first_name=texts,
    second_name=texts,
    family_name=texts,
    suffix=texts,
    moniker=texts,
    identifiers=some(keys({"namespace": texts, "id": texts}, location=addresses)),
    gender=st.sampled_from(GENDERS),
)
artwork = st.sampled_from(PURPOSES).map(lambda purpose: {"purpose": purpose, "file": FILES[purpose]})
blocks = keys(
    {"language": tags, "title": texts, "summary_190": texts, "summary_400": texts, "artwork": some(artwork)},
    title_19=texts,
    title_60=texts,
    summary_4000=texts,
    genres=some(keys({"name": texts}, id=texts, source=addresses, level=st.sampled_from(["0", "1"]))),
    version_notes=texts,
    countries=countries,
    original_title=texts,
    copyright=texts,
)
ratings = st.one_of(
    keys(
        {
            "ratings": some(
                keys({"country": st.just("US"), "system": texts, "value": texts}, reasons=some(texts))
            )
        },
        is_adult=flags,
    ),
    keys({"not_rated": st.just("true")}, not_rated_because=texts, is_adult=flags),
    st.just({}),
)
rest = keys(
    {
        "release_year": st.integers(1900, 2099).map(str),
        "identifiers": st.just([{"namespace": "ORG", "id": "BOTH"}]),
        "licensor": st.fixed_dictionaries({"alias": st.just("acme"), "name": texts}),
        "credits": some(keys({"text": texts}, language=tags, countries=countries, order=numbers)),
        "localized": st.lists(blocks, min_size=1, max_size=2, unique_by=lambda block: str(block["language"])),
    },
    release_date=st.dates().filter(lambda day: 1900 <= day.year <= 9998).map(str),
    release_history=some(
        keys(
            {"type": st.sampled_from(RELEASE_TYPES), "date": st.one_of(days, st.just("2026"))},
            countries=countries,
            description=texts,
            organizations=some(organizations),
        )
    ),
    organizations=some(organizations),
    work_type_detail=st.just("franchise"),
    original_language=tags,
    spoken_languages=some(tags),
    version_languages=some(tags),
    country_of_origin=st.just("US"),
    run_length=st.sampled_from(["PT3H28M10S", "P30D", "PT0S", "P2W"]),
    people=some(people),
)
metadata = st.tuples(rest, ratings).map(lambda pair: pair[0] | pair[1])
other_ids = some(keys({"namespace": st.sampled_from(NAMESPACES[1:3]), "id": texts}, location=addresses))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one picture for each purpose."""
    folder = tmp_path_factory.mktemp("pictures")
    for number, file in enumerate(FILES.values(), start=1):
        draw(folder / file, picture(16 * number, 9 * number))
    return folder


@pytest.fixture(scope="module")
def schemas(shared_data: Path) -> dict[str, Schema]:
    """MovieLabs' schemas, by file."""
    names = [SCHEMA, *(version.schema for version in Version)]
    return {name: read_schema(shared_data / "xsd", name) for name in names}


def collection(plain: dict[str, Any], root: Path) -> tuple[DesiredTitle, Metadata]:
    document = {
        "kind": "collection",
        "alid": "BOTH",
        "title": "Both",
        "members": ["HEATHAZE-2024", "COLD"],
        "avails": [],
        "metadata": plain,
    }
    catalog = catalog_of(document_text(document), *MEMBERS, root=root)
    title = next(one for one in catalog.titles() if isinstance(one.title, Collection))
    assert catalog.findings == ()
    assert title.unsent.metadata is not None
    return title, title.unsent.metadata


def file_of(title: DesiredTitle, found: Metadata) -> tuple[Any, bytes]:
    assert isinstance(title.title, Collection)
    return laid_out(partner_xml("mec.xml.j2", None, {"mec": mec_view(title.title, found)}), "BOTH")


a_while = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@a_while
@given(plain=metadata)
def test_what_goes_out_comes_back(plain: dict[str, Any], root: Path) -> None:
    title, found = collection(plain, root)
    _, data = file_of(title, found)
    with TemporaryDirectory() as folder:
        (Path(folder) / "both.xml").write_bytes(data)
        (read,) = read_mec(Path(folder) / "both.xml")

    assert (read.findings, read.content_id, read.ids) == ((), "BOTH", ("BOTH",))
    assert read.metadata is not None
    assert take_out(read.metadata) == []
    for block in read.metadata["localized"]:
        for one in block["artwork"]:  # type: ignore[index,call-overload]  # a block is a group
            one["file"] = FILES[one["purpose"]]
    back = spelled(read.metadata)
    assert collection(back, root)[1] == found
    assert spelled(back) == back


@a_while
@given(plain=metadata, more=other_ids)
def test_what_the_rules_let_through_is_valid(
    plain: dict[str, Any], more: list[dict[str, Any]], root: Path, schemas: dict[str, Schema]
) -> None:
    plain["identifiers"] += more
    title, found = collection(plain, root)
    said = [finding for finding in judge(title, SETTING) if finding.code in {"PV802", "PV811", "PV821"}]
    assert said == []

    assert schemas[SCHEMA].problems(file_of(title, found)[0]) == ()
    assert isinstance(title.title, Collection)
    for version in Version:
        view = mmc_view(title.title, found, "acme", version)
        made, _ = laid_out(partner_xml("mmc.xml.j2", None, {"mmc": view}), "BOTH")
        assert schemas[version.schema].problems(made) == ()


@a_while
@given(old=metadata, new=metadata)
def test_a_document_filled_from_a_file_says_what_the_file_says(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    new = spelled(new)
    source = SourceFile.of("a.yaml", document_text({"kind": "collection", "metadata": old}).encode())
    edited = edit(source, filling(0, {"kind": "collection", "metadata": old}, new))
    assert isinstance(edited, Edited), edited

    said = spelled(edited.documents[0].data["metadata"])
    languages = {block["language"] for block in new["localized"]}
    for key, value in new.items():
        if key != "localized":
            assert said[key] == value
    for block in new["localized"]:
        (filled,) = [one for one in said["localized"] if one["language"] == block["language"]]
        assert filled | block == filled
    assert {key: said[key] for key in old if key not in new} == {
        key: spelled(old[key]) for key in old if key not in new
    }
    assert [one for one in said["localized"] if one["language"] not in languages] == [
        spelled(one) for one in old["localized"] if one["language"] not in languages
    ]


def test_the_law_knows_every_key() -> None:
    """A key that the catalog gets one day is not left out of the law."""
    drawn = {*_keys_of(rest), "ratings", "not_rated", "not_rated_because", "is_adult"}
    assert drawn == set(CollectionMetadata.model_fields)


def _keys_of(strategy: Any) -> set[str]:
    wrapped = strategy.wrapped_strategy
    return {*wrapped.mapping, *(wrapped.optional or {})}
