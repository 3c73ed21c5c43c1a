"""Metadata files read: what becomes of an element that the table does not foresee."""

from pathlib import Path
from typing import Any

import pytest

from pvsync.formats.mec.read import ReadMec, read_mec

START = (
    '<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.6" '
    'xmlns:md="http://www.movielabs.com/schema/md/v2.6/md" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">'
)
TYPE = "<md:WorkType>Collection</md:WorkType>"


def read(tmp_path: Path, basic: str, more: str = "", *, start: str = START) -> ReadMec:
    path = tmp_path / "a.xml"
    path.write_text(
        f'{start}\n<mdmec:Basic ContentID="X">{basic}{TYPE}</mdmec:Basic>{more}</mdmec:CoreMetadata>',
        encoding="utf-8",
    )
    (found,) = read_mec(path)
    return found


def told(found: ReadMec) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in found.findings]


@pytest.mark.parametrize(
    ("basic", "metadata"),
    [
        ("<md:ReleaseYear> 2026\n</md:ReleaseYear>", {"release_year": "2026"}),
        ("<md:ReleaseYear/>", {}),
        ("<md:LocalizedInfo><md:TitleSort/></md:LocalizedInfo>", {}),
        ("<md:ReleaseYear>20<!-- no -->26</md:ReleaseYear>", {"release_year": "2026"}),
        (
            "<md:LocalizedInfo language='en'><md:Summary4000>a\n\nb</md:Summary4000></md:LocalizedInfo>",
            {"localized": [{"language": "en", "summary_4000": "a\n\nb"}]},
        ),
        (
            "<md:CountryOfOrigin><md:country>US</md:country></md:CountryOfOrigin>",
            {"country_of_origin": "US"},
        ),
        (
            "<md:RatingSet><md:NotRated condition='new'>true</md:NotRated></md:RatingSet>",
            {"not_rated": "true", "not_rated_because": "new"},
        ),
        (
            (
                "<md:AssociatedOrg organizationID='a' role='licensor'><md:DisplayName>A</md:DisplayName></md:AssociatedOrg>"
                "<md:AssociatedOrg organizationID='b' role='licensor'><md:DisplayName>B</md:DisplayName></md:AssociatedOrg>"
            ),
            {
                "licensor": {"alias": "a", "name": "A"},
                "organizations": [{"name": "B", "id": "b", "role": "licensor"}],
            },
        ),
    ],
)
def test_what_is_taken_over_without_a_word(tmp_path: Path, basic: str, metadata: dict[str, Any]) -> None:
    found = read(tmp_path, basic)
    assert (found.metadata, told(found)) == (metadata, [])
    assert (found.version, found.content_id) == ("2.6", "X")


@pytest.mark.parametrize(
    ("basic", "code", "said"),
    [
        ("<md:UpdateNum>2</md:UpdateNum>", "PV154", "`UpdateNum` has no place"),
        (
            "<md:LocalizedInfo language='en'><md:Keyword>a</md:Keyword><md:Keyword>b</md:Keyword></md:LocalizedInfo>",
            "PV154",
            "`Keyword` has no place in the catalog, and Prime Video does not use it for a collection (2 times)",
        ),
        (
            "<md:CountryOfOrigin><md:countryRegion>US-CA</md:countryRegion></md:CountryOfOrigin>",
            "PV154",
            "`countryRegion` has no place",
        ),
        ("<md:ReleaseYear>2026<md:b>x</md:b></md:ReleaseYear>", "PV155", "`b` is not known"),
        ("<md:ReleaseYear mood='x'>2026</md:ReleaseYear>", "PV155", "`ReleaseYear/@mood` is not known"),
        (
            "<md:PrimarySpokenLanguage mood='x'>en</md:PrimarySpokenLanguage>",
            "PV155",
            "`PrimarySpokenLanguage/@mood` is not known",
        ),
        (
            f"<md:RunLength>PT1H</md:RunLength><md:RunLength>PT{'1' * 80}S</md:RunLength>",
            "PV156",
            f"`RunLength` is here a second time: `PT{'1' * 58}...` after `PT1H`",
        ),
        (
            "<md:LocalizedInfo language='en'/>" * 2,
            "PV156",
            "`LocalizedInfo` in `en` is here a second time",
        ),
        (
            "<md:LocalizedInfo language='en'><md:Genre id='av_genre_drama'/></md:LocalizedInfo>",
            "PV153",
            "`Genre` `av_genre_drama` has no name",
        ),
    ],
)
def test_what_is_said(tmp_path: Path, basic: str, code: str, said: str) -> None:
    (one,) = told(read(tmp_path, basic))
    assert one[0] == code
    assert one[1].startswith(said)


def test_the_same_value_twice_is_no_finding(tmp_path: Path) -> None:
    assert told(read(tmp_path, "<md:RunLength>PT1H</md:RunLength>" * 2)) == []


def test_a_credit_for_each_of_its_lines(tmp_path: Path) -> None:
    credit = (
        "<mdmec:CompanyDisplayCredit><md:DisplayString language='en'>a</md:DisplayString>"
        "<md:DisplayString>b</md:DisplayString><md:Region><md:country>US</md:country></md:Region>"
        "</mdmec:CompanyDisplayCredit><mdmec:CompanyDisplayCredit/>"
    )
    found = read(tmp_path, "", credit)
    assert found.metadata == {
        "credits": [
            {"language": "en", "text": "a", "countries": ["US"]},
            {"text": "b", "countries": ["US"]},
        ]
    }


def test_only_own_ids_join_it_with_the_offer(tmp_path: Path) -> None:
    one = "<md:AltIdentifier><md:Namespace>{}</md:Namespace><md:Identifier>{}</md:Identifier></md:AltIdentifier>"
    found = read(
        tmp_path, "".join(one.format(*pair) for pair in (("IMDB", "i"), ("org", "o"), ("EIDR", "e")))
    )
    assert found.ids == ("o", "e")


def test_a_list_is_several(tmp_path: Path) -> None:
    one = f'{START}<mdmec:Basic ContentID="{{}}">{TYPE}</mdmec:Basic></mdmec:CoreMetadata>'
    path = tmp_path / "a.xml"
    path.write_text(
        f"<CoreMetadataList>{one.format('A')}<other/>{one.format('B')}</CoreMetadataList>", encoding="utf-8"
    )
    assert [found.content_id for found in read_mec(path)] == ["A", "B"]


def test_a_file_without_a_work_type(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<CoreMetadata>\n</CoreMetadata>", encoding="utf-8")
    (found,) = read_mec(path)
    assert (found.metadata, found.version) == (None, "")
    assert told(found) == [("PV152", "the file has no `WorkType`; that of a collection is `collection`")]
    assert str(found.findings[0].place) == "a.xml:1"
