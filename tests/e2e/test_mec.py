"""Metadata files and manifests out, metadata files in, as people type it; and the real sample files."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import Estate, Said
from lxml import etree
from pictures import draw, draw_named, picture

from pvsync.formats.mec.view import SCHEMA
from pvsync.formats.safe_xml import read_schema, read_xml
from pvsync.rules.metadata.example import EXAMPLE, changed

ROOT = Path(__file__).resolve().parents[2]
FILE = "catalog/weather.yaml"
MEC = "WEATHER_MEC.xml"
NAMES = {
    "md": "http://www.movielabs.com/schema/md/v2.6/md",
    "mdmec": "http://www.movielabs.com/schema/mdmec/v2.6",
    "manifest": "http://www.movielabs.com/schema/manifest/v1.8/manifest",
}
HEAD = '<?xml version="1.0"?>\n'
A_MEC = f"""{HEAD}<mdmec:CoreMetadata xmlns:mdmec="{NAMES["mdmec"]}" xmlns:md="{NAMES["md"]}">
  <mdmec:Basic ContentID="WEATHER">
    <md:LocalizedInfo language="en-US" default="true">
      <md:TitleDisplayUnlimited>The Weather Collection</md:TitleDisplayUnlimited>
      <md:TitleSort/>
      <md:Summary190>Three films.</md:Summary190>
    </md:LocalizedInfo>
    <md:ReleaseYear>2026</md:ReleaseYear>
    <md:WorkType>collection</md:WorkType>
    <md:AltIdentifier><md:Namespace>ORG</md:Namespace><md:Identifier>WEATHER</md:Identifier></md:AltIdentifier>
  </mdmec:Basic>
</mdmec:CoreMetadata>
"""


class Partner(Estate):
    """A partner's repository without an emulator: nothing here asks a service."""

    def catalog(self, text: str) -> None:
        """The whole catalog, with the pictures that it names."""
        self.write(FILE, text.lstrip("\n"))
        draw_named(text, self.root)

    def export(self, *more: str, kind: str = "mec") -> Said:
        return self.run("export", kind, "--out", str(self.root / "out"), *more)

    def take(self, text: str | bytes, *more: str, name: str = "other.xml") -> Said:
        """Import a file with this text."""
        path = self.root / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return self.run("import", "mec", str(path), *more)

    @property
    def written(self) -> list[str]:
        return sorted(path.name for path in (self.root / "out").glob("*"))

    @property
    def into(self) -> tuple[str, str]:
        return "--into", str(self.root / "catalog")


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    found = Partner(tmp_path, None)  # type: ignore[arg-type]  # there is none
    found.write("pvsync.yaml", "licensor: acme\n")
    return found


def said_in(path: Path, where: str) -> list[str]:
    return [str(found) for found in etree.parse(path).xpath(where, namespaces=NAMES)]


def test_every_collection_of_the_example_catalog_is_valid(partner: Partner, shared_data: Path) -> None:
    for name in ("catalog", "pvsync.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, partner.root / name, **({"dirs_exist_ok": True} if copy is shutil.copytree else {}))
    schemas = str(shared_data / "xsd")

    for kind in ("mec", "mmc"):
        said = partner.export("--schema", schemas, kind=kind)
        assert said.code == 0, said.err
        assert "and by the rules of Prime Video's table." in said.out
    assert partner.written == ["LQ-HOLIDAYS-2026_MEC.xml", "LQ-HOLIDAYS-2026_MMC.xml"]
    schema = read_schema(shared_data / "xsd", SCHEMA)
    assert schema.problems(read_xml(partner.root / "out" / "LQ-HOLIDAYS-2026_MEC.xml")) == ()


def test_what_stands_in_the_file(partner: Partner) -> None:
    partner.catalog(EXAMPLE.replace("  release_year", "  original_language: en-GB\n  release_year"))
    said = partner.export()

    assert said.code == 0, said.err
    assert "out/WEATHER_MEC.xml: MEC 2.6 of WEATHER, 1 language, 5 pictures." in " ".join(said.out.split())
    assert "`--schema FOLDER`" in said.out
    told = partner.export("--format", "json").json
    assert (told["format"], told["schema"], told["without"]) == ("MEC 2.6", None, [])
    assert [(one["alid"], one["contents"]) for one in told["files"]] == [
        ("WEATHER", "1 language, 5 pictures")
    ]
    path = partner.root / "out" / MEC
    assert said_in(path, "//mdmec:Basic/@ContentID") == ["WEATHER"]
    assert said_in(path, "//md:WorkType/text()") == ["collection"]
    assert said_in(path, "//md:LocalizedInfo[@default='true']/@language") == ["en-US"]
    assert said_in(path, "//md:AltIdentifier/md:Identifier/text()") == ["WEATHER"]
    assert said_in(path, "//md:AssociatedOrg[@role='licensor']/@organizationID") == ["acme"]
    assert said_in(path, "//md:AssociatedOrg/md:DisplayName/text()") == ["Acme Pictures"]
    assert said_in(path, "//md:ArtReference[@purpose='poster']/@resolution") == ["2000x3000"]
    assert said_in(path, "//md:ArtReference[@purpose='poster']/text()") == ["weather_poster_2000x3000.jpg"]


def test_a_manifest_says_where_each_picture_is(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    told = partner.export("--format", "json", kind="mmc")
    assert (told.code, [one["alid"] for one in told.json["files"]]) == (0, ["WEATHER"])

    path = partner.root / "out" / "WEATHER_MMC.xml"
    assert said_in(path, "//manifest:ALID/text()") == ["WEATHER"]
    assert said_in(path, "//manifest:Image/@ImageID")[0] == "md:imageid:org:acme:WEATHER:cover.en-US"
    assert said_in(path, "//manifest:ImageID/text()") == said_in(path, "//manifest:Image/@ImageID")
    assert said_in(path, "//manifest:ContainerLocation/text()")[2] == "weather_poster_2000x3000.jpg"
    assert said_in(path, "//manifest:Profile/text()") == ["MMC-1"]

    assert partner.export("--artwork", "manifest").code == 0
    ids = said_in(path, "//manifest:Image/@ImageID")
    assert said_in(partner.root / "out" / MEC, "//md:ArtReference/text()") == ids


LONG = "Two films of one long year."
LIMITS = {
    "TitleDisplayUnlimited": (
        ("      title: The Weather Collection", f"      title: {'x' * 251}"),
        "PV803",
        "xxxxxxxxxxxxxxxxxx",
    ),
    "TitleDisplayUnlimited, missing": (
        ("      title: The Weather Collection\n", ""),
        "PV802",
        "language: en-US",
    ),
    "TitleDisplay19": (
        ("      summary_190", f"      title_19: {'x' * 20}\n      summary_190"),
        "PV803",
        "xxxxxxxxxxxxxxxxxx",
    ),
    "TitleDisplay60": (
        ("      summary_190", f"      title_60: {'x' * 36}\n      summary_190"),
        "PV803",
        "xxxxxxxxxxxxxxxxxx",
    ),
    "Summary190": ((f"summary_190: {LONG}", f"summary_190: {'x' * 151}"), "PV803", "xxxxxxxxxxxxxxxxxx"),
    "Summary190, missing": ((f"      summary_190: {LONG}\n", ""), "PV802", "language: en-US"),
    "Summary400": (
        (f"summary_400: {LONG[:-1]}, together for the first time.", f"summary_400: {'x' * 401}"),
        "PV803",
        "xxxxxxxxxxxxxxxxxx",
    ),
    "Summary400, missing": (
        (f"      summary_400: {LONG[:-1]}, together for the first time.\n", ""),
        "PV802",
        "language: en-US",
    ),
    "Summary4000": (
        ("      artwork", f"      summary_4000: {'x' * 4001}\n      artwork"),
        "PV803",
        "xxxxxxxxxxxxxxxxxx",
    ),
    "LocalizedInfo, missing": (
        (EXAMPLE[EXAMPLE.index("  localized") : EXAMPLE.index("---")], ""),
        "PV802",
        "metadata:",
    ),
    "language": (("language: en-US", "language: en_US"), "PV015", "en_US"),
    "Genre, four": (
        (
            "      artwork",
            "      genres: [{name: a, id: b}, {name: c, id: d}, {name: e, id: f}, {name: g, id: h}]\n      artwork",
        ),
        "PV806",
        "g, id: h}]",
    ),
    "ReleaseYear": (("  release_year: 2026\n", ""), "PV802", "metadata:"),
    "ReleaseDate": (("  credits:", "  release_date: 2026-02\n  credits:"), "PV015", "2026-02"),
    "ReleaseHistory, type": (
        ("  credits:", "  release_history: [{type: VOD, date: 2026}]\n  credits:"),
        "PV015",
        "VOD, date: 2026}]",
    ),
    "ReleaseHistory, month": (
        ("  credits:", "  release_history: [{type: SVOD, date: 2026-02}]\n  credits:"),
        "PV015",
        "2026-02}]",
    ),
    "WorkTypeDetail": (("  credits:", "  work_type_detail: saga\n  credits:"), "PV015", "saga"),
    "AltIdentifier, none": (
        ("  identifiers:\n    - {namespace: ORG, id: WEATHER}\n", ""),
        "PV809",
        "metadata:",
    ),
    "AltIdentifier, two": (
        (
            "    - {namespace: ORG, id: WEATHER}\n",
            "    - {namespace: ORG, id: WEATHER}\n    - {namespace: EIDR, id: WEATHER}\n",
        ),
        "PV809",
        "EIDR, id: WEATHER}",
    ),
    "AltIdentifier, other": (("id: WEATHER}", "id: CLIMATE}"), "PV809", "CLIMATE}"),
    "AltIdentifier, address": (
        ("id: WEATHER}", "id: 'md:cid:org:acme:WEATHER'}"),
        "PV809",
        "'md:cid:org:acme:W",
    ),
    "AltIdentifier, namespace": (("namespace: ORG", "namespace: SKU"), "PV015", "SKU, id: WEATHER}"),
    "RatingSet": (
        ("  credits:", "  ratings: [{country: US, system: MPAA}]\n  credits:"),
        "PV811",
        "country: US, ",
    ),
    "RatingSet, both": (
        ("  credits:", "  not_rated: true\n  ratings: [{country: US, system: MPAA, value: G}]\n  credits:"),
        "PV811",
        "true",
    ),
    "NotRated": (("  credits:", "  not_rated: True\n  credits:"), "PV015", "True"),
    "IsAdult": (("  credits:", "  is_adult: false\n  credits:"), "PV821", "false"),
    "People": (
        ("  credits:", f"  people: [{', '.join(['{name: a, jobs: [Actor]}'] * 101)}]\n  credits:"),
        "PV808",
        "a, jobs: [Actor]}]",
    ),
    "JobFunction": (
        ("  credits:", "  people: [{name: a, jobs: [Composer]}]\n  credits:"),
        "PV015",
        "Composer]}]",
    ),
    "OriginalLanguage": (("  credits:", "  original_language: [en, fr]\n  credits:"), "PV015", "[en, fr]"),
    "AssociatedOrg": (("  licensor: {alias: acme, name: Acme Pictures}\n", ""), "PV802", "metadata:"),
    "AssociatedOrg, alias": (("alias: acme", "alias: other"), "PV810", "other, name: Acme "),
    "CompanyDisplayCredit": (("  credits:\n    - {text: 2026 Acme Pictures}\n", ""), "PV802", "metadata:"),
    "CompanyDisplayCredit, length": (("2026 Acme Pictures", "x" * 251), "PV803", "xxxxxxxxxxxxxxxxxx"),
    "CompanyDisplayCredit, lines": (("2026 Acme Pictures", '"a\\nb"'), "PV804", '"a\\nb"}'),
    "CompanyDisplayCredit, two": (
        ("    - {text: 2026 Acme Pictures}\n", "    - {text: a}\n    - {text: b}\n"),
        "PV804",
        "b}",
    ),
    "ArtReference, none": (
        ("        - {purpose: hero, file: catalog/artwork/weather_hero_1920x1080.jpg}\n", ""),
        "PV813",
        "artwork:",
    ),
    "ArtReference, purpose": (("purpose: hero", "purpose: banner"), "PV015", "banner, file: cata"),
    "ArtReference, no file": (
        ("weather_hero_1920x1080.jpg", "weather_gone.jpg"),
        "PV815",
        "catalog/artwork/we",
    ),
    "ArtReference, size": (
        ("weather_hero_1920x1080.jpg", "weather_hero_1280x720.jpg"),
        "PV817",
        "catalog/artwork/we",
    ),
    "a character": (("2026 Acme Pictures", '"2026 \\x0b Acme"'), "PV821", '"2026 \\x0b Acme"}'),
}
"""What to write instead, the code that says so, and what stands at the place that it names."""
PLACE = re.compile(rf"--> {FILE}:(\d+):(\d+)")


@pytest.mark.parametrize("limit", LIMITS)
def test_a_file_that_breaks_a_limit_is_not_written(partner: Partner, limit: str) -> None:
    change, code, at = LIMITS[limit]
    partner.catalog(changed(change))
    said = partner.export()

    assert said.code == 1
    assert partner.written == []
    place = PLACE.search(said.err.partition(f"error {code}: ")[2])
    assert place is not None, said.err
    line = (partner.root / FILE).read_text(encoding="utf-8").split("\n")[int(place[1]) - 1]
    assert line[int(place[2]) - 1 :].startswith(at), said.err


def test_a_comment_cannot_allow_what_no_file_can_be_without(partner: Partner) -> None:
    partner.catalog(
        changed(
            ("  release_year: 2026\n", ""),
            ("metadata:\n", "metadata:  # pvsync: allow PV802 because it comes later\n"),
        )
    )
    said = partner.export()

    assert said.code == 1
    assert partner.written == []
    assert "PV802" in said.err


def test_only_what_is_meant_is_written(partner: Partner) -> None:
    partner.catalog(
        EXAMPLE + EXAMPLE.replace("WEATHER", "a.b:c").split("metadata")[0].replace("\nkind", "---\nkind")
    )
    none = partner.export("SNOW-*")
    assert (none.code, partner.written) == (1, [])
    assert "the catalog has no collection to export" in none.err
    said = partner.export("a*")
    assert (said.code, partner.written) == (0, [])
    assert "a.b:c has no `metadata`, so no file was written for it." in said.out
    assert partner.export("a*", "W*").code == 0
    assert partner.written == [MEC]


def test_names_of_files_have_no_special_characters_and_differ(partner: Partner) -> None:
    other = EXAMPLE.split("---")[0]
    partner.catalog(EXAMPLE.replace("WEATHER", "a.b") + "---" + other.replace("WEATHER", "a:b"))
    said = partner.export()
    assert said.code == 0, said.err
    assert partner.written == ["a_b_2_MEC.xml", "a_b_MEC.xml"]


def test_own_template_is_used_and_cannot_reach_out(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    ours = (ROOT / "templates" / "mec.xml.j2").read_text(encoding="utf-8")
    partner.write(
        "templates/mec.xml.j2",
        ours.replace("  <mdmec:Basic", "  <!-- {{ mec.work_type }} -->\n  <mdmec:Basic"),
    )
    said = partner.export()
    assert said.code == 0, said.err
    assert "Laid out by your own templates/mec.xml.j2." in said.out
    assert "<!-- collection -->" in (partner.root / "out" / MEC).read_text(encoding="utf-8")

    (partner.root / "out" / MEC).unlink()
    for text, why in {
        "{{ ''.__class__.__mro__ }}": "access to attribute",
        "{% for %}": "line 1",
        "{{ mec.nothing }}": "there is no value 'nothing'",
        "{{ 1 / 0 }}": "division by zero",
        "<a>{{ mec.content_id }}": "is not XML",
        "{% include '../pvsync.yaml' %}": "../pvsync.yaml",
    }.items():
        partner.write("templates/mec.xml.j2", text)
        broken = partner.export()
        assert (broken.code, partner.written) == (1, []), text
        assert why in broken.err
        assert "`templates`" in broken.err
        assert "Traceback" not in broken.err


def test_a_template_that_leads_elsewhere_is_not_followed(partner: Partner, tmp_path_factory: Any) -> None:
    partner.catalog(EXAMPLE)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mec.xml.j2"
    elsewhere.write_text("<secret/>", encoding="utf-8")
    (partner.root / "templates").mkdir()
    (partner.root / "templates" / "mec.xml.j2").symlink_to(elsewhere)
    said = partner.export()
    assert (said.code, partner.written) == (1, [])
    assert "leads out of the repository" in said.err


def test_nothing_is_written_that_the_schema_does_not_allow(partner: Partner, shared_data: Path) -> None:
    partner.catalog(EXAMPLE)
    ours = (ROOT / "templates" / "mec.xml.j2").read_text(encoding="utf-8")
    partner.write("templates/mec.xml.j2", ours.replace("md:WorkType>", "md:Work>"))
    said = partner.export("--schema", str(shared_data / "xsd"))
    assert (said.code, partner.written) == (1, [])
    assert "the file of WEATHER is not what mdmec-v2.6.xsd asks for" in said.err
    assert "correct your own template" in said.err


def test_a_folder_without_schemas_is_said(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    folder = partner.root / "schemas"
    folder.mkdir()
    assert "there is no mdmec-v2.6.xsd in schemas" in partner.export("--schema", str(folder)).err
    reference = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import schemaLocation="{}"/></xs:schema>'
    )
    for where in ("http://example.com/md.xsd", "../md.xsd", "md-v2.6.xsd"):
        partner.write(f"schemas/{SCHEMA}", reference.format(where))
        said = partner.export("--schema", str(folder))
        assert (said.code, partner.written) == (1, [])
        assert f"there is no {where.rpartition('/')[2]} in schemas" in said.err
    partner.write(f"schemas/{SCHEMA}", "<a/>")
    assert "cannot be used as a schema" in partner.export("--schema", str(folder)).err
    partner.write(f"schemas/{SCHEMA}", "no")
    assert "is not XML" in partner.export("--schema", str(folder)).err


def test_without_the_libraries_one_sentence_says_what_to_install(
    partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner.catalog(EXAMPLE)
    with monkeypatch.context() as patch:
        patch.setitem(__import__("sys").modules, "lxml", None)
        for said in (partner.export(), partner.take(A_MEC)):
            assert said.code == 1
            assert "pip install 'pvsync[mec]'" in said.err
    with monkeypatch.context() as patch:
        patch.setitem(__import__("sys").modules, "PIL", None)
        said = partner.export()
    assert (said.code, partner.written) == (1, [])
    assert "pip install 'pvsync[artwork,mec]'" in said.err


def test_an_import_fills_the_document_and_keeps_its_comments(partner: Partner) -> None:
    partner.catalog(
        EXAMPLE.replace(
            "summary_190: Two films of one long year.", "summary_190: Two films. # short"
        ).replace("credits:", "credits: # the line of the studios")
    )
    french = A_MEC.replace(
        "</md:LocalizedInfo>",
        "</md:LocalizedInfo><md:LocalizedInfo language='fr-CA'><md:TitleDisplayUnlimited>La météo</md:TitleDisplayUnlimited></md:LocalizedInfo>",
    )
    before = (partner.root / FILE).read_text(encoding="utf-8")
    said = partner.take(french, *partner.into)

    assert said.code == 0, said.out
    assert f"other.xml: MEC 2.6 of WEATHER, written to {FILE}." in said.out
    after = (partner.root / FILE).read_text(encoding="utf-8")
    assert after == before.replace("Two films. # short", "Three films. # short").replace(
        "weather_title_1100x660.png}\n",
        "weather_title_1100x660.png}\n    - {language: fr-CA, title: La météo}\n",
    )
    assert f"which {FILE} says already" in " ".join(partner.take(french, *partner.into).out.split())


def test_out_in_and_out_again_is_the_same_file(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    assert partner.export().code == 0
    first = (partner.root / "out" / MEC).read_bytes()
    start, _, rest = EXAMPLE.partition("metadata:\n")
    partner.write(FILE, start.lstrip("\n") + rest[rest.index("---") :])
    assert partner.take(first, *partner.into).code == 0
    assert partner.export().code == 0
    assert (partner.root / "out" / MEC).read_bytes() == first


@pytest.mark.parametrize("empty", ["", "metadata:\n", "metadata: {}\n"])
def test_an_import_into_a_document_without_metadata(partner: Partner, empty: str) -> None:
    start, _, rest = EXAMPLE.partition("metadata:\n")
    partner.catalog(f"{start}{empty}{rest[rest.index('---') :]}")
    assert partner.take(A_MEC, *partner.into).code == 0
    assert partner.run("export", "ema", "--out", str(partner.root / "x.xlsx")).code == 1
    text = (partner.root / FILE).read_text(encoding="utf-8")
    assert "metadata:\n  localized:\n    - " in text
    assert "release_year: 2026" in text


def test_a_document_that_cannot_be_edited_is_left_as_it_is(partner: Partner) -> None:
    shared = EXAMPLE.replace("release_year: 2026", "release_year: &year 2026").replace(
        "summary_190: Two films of one long year.", "summary_190: *year"
    )
    partner.catalog(shared)
    before = (partner.root / FILE).read_bytes()
    said = partner.take(A_MEC, *partner.into)
    assert said.code == 1
    assert "error PV191: this value is shared by `&` and `*`" in said.out
    assert f"for {FILE}; not written." in " ".join(said.out.split())
    assert (partner.root / FILE).read_bytes() == before


def test_only_documents_below_the_folder_are_filled(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    (partner.root / "catalog" / "other").mkdir()
    before = (partner.root / FILE).read_bytes()
    said = partner.take(A_MEC, "--into", str(partner.root / "catalog" / "other"))
    assert said.code == 0
    assert f"for {FILE}; not written." in " ".join(said.out.split())
    assert (partner.root / FILE).read_bytes() == before
    assert f"written to {FILE}" in partner.take(A_MEC, "--into", str(partner.root / FILE)).out


def test_a_picture_is_found_by_its_name_where_there_is_one(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    for name in ("a/new.jpg", "b/twice.jpg", "c/twice.jpg", "d/weather_poster_2000x3000.jpg"):
        draw(partner.root / "catalog" / name, picture(16, 9))
    line = "<md:ArtReference purpose='{}'>{}</md:ArtReference>"
    pictures = (("cover", "new.jpg"), ("hero", "twice.jpg"), ("poster", "weather_poster_2000x3000.jpg"))
    text = A_MEC.replace("<md:TitleSort/>", "".join(line.format(*one) for one in pictures))
    found = partner.take(text, *partner.into, "--format", "json").json
    assert [one["message"] for one in found["findings"]] == [
        "`twice.jpg` is there 2 times: catalog/b/twice.jpg and catalog/c/twice.jpg"
    ]
    after = (partner.root / FILE).read_text(encoding="utf-8")
    assert "{purpose: cover, file: catalog/a/new.jpg}" in after
    assert "file: twice.jpg}" in after
    # Of two of one name, the one that the document names already is meant.
    assert "file: catalog/artwork/weather_poster_2000x3000.jpg}" in after


def test_files_that_cannot_be_read_are_no_collections(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    partner.write("catalog/broken.yaml", "a: [")
    partner.write("catalog/list.yaml", "- kind: collection\n")
    partner.write("catalog/odd.yaml", "kind: collection\nalid: [WEATHER]\n")
    (partner.root / "catalog" / "latin.yaml").write_bytes(b"kind: \xff")
    assert f"written to {FILE}" in partner.take(A_MEC, *partner.into).out


def test_metadata_of_no_document_is_printed(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    said = partner.take(A_MEC.replace("WEATHER", "SNOW"), *partner.into)
    assert said.code == 0
    assert "No collection of the catalog has this id" in said.out
    assert "\nmetadata:\n  localized:\n    - {language: en-US, " in said.out
    found = partner.take(A_MEC, "--format", "json").json
    assert found["files"][0]["became"] == "printed"
    assert found["files"][0]["document"] == FILE
    assert found["summary"]["error"] == 0


def test_another_content_id_is_said_since_it_is_fixed_with_the_first_file(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    text = A_MEC.replace('ContentID="WEATHER"', 'ContentID="md:cid:org:acme:WEATHER"')
    for one in (text, text.replace("<md:Namespace>ORG", "<md:Namespace>IMDB")):
        said = partner.take(one, *partner.into)
        assert said.code == 0
        assert "PV159: the content id is `md:cid:org:acme:WEATHER`" in said.out
        assert f"write `content_id: md:cid:org:acme:WEATHER` in {FILE}" in " ".join(said.out.split())
        assert "other.xml:3" in said.out
    partner.edit(FILE, "title: The", "content_id: 'md:cid:org:acme:WEATHER'\ntitle: The")
    assert "PV159" not in partner.take(text, *partner.into).out


def test_all_that_has_no_home_is_said_at_its_line(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    text = (
        A_MEC.replace(
            "<md:TitleSort/>",
            "<md:TitleSort>Weather</md:TitleSort>\n<md:ArtReference resolution='1x1' purpose='cover'>gone.jpg</md:ArtReference>",
        )
        .replace("Three films.", "Three\n   films.")
        .replace("<md:ReleaseYear>2026", "<md:Mood>dark</md:Mood><md:ReleaseYear>26")
        .replace(
            "  </mdmec:Basic>",
            "<md:People><md:Job><md:JobFunction>Composer</md:JobFunction></md:Job><md:Name><md:DisplayName>A</md:DisplayName></md:Name></md:People>\n<md:AssociatedOrg organizationID='acme' role='licensor'/>\n  </mdmec:Basic>",
        )
    )
    found = partner.take(text, "--format", "json")
    assert found.code == 1
    assert [
        (one["code"], one["line"], one["message"].partition(";")[0]) for one in found.json["findings"]
    ] == [
        (
            "PV154",
            6,
            "`TitleSort` has no place in the catalog, and Prime Video does not use it for a collection",
        ),
        ("PV157", 7, "the catalog's folder has no picture `gone.jpg`"),
        ("PV158", 8, "`Summary190` goes over several indented lines, which were joined to one"),
        ("PV151", 11, "`ReleaseYear` is left out: `26` is not a year"),
        ("PV155", 11, "`Basic/Mood` is not known in a metadata file of MEC 2.6, and is left out"),
        ("PV151", 14, "`JobFunction` is left out: `Composer` is not a job that Prime Video takes"),
        ("PV151", 14, "`People`: without `jobs`, all of it is left out"),
        ("PV153", 15, "`AssociatedOrg` `acme` has no name"),
    ]
    assert "other.xml:6" in partner.take(text).out


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "billion laughs": f'{HEAD}<!DOCTYPE a [<!ENTITY l0 "lol">{BOMB}]><a>&l11;</a>',
    "external entity": f'{HEAD}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "external DTD": f'{HEAD}<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
    "utf-16": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(
        "utf-16"
    ),
    "ebcdic": '<?xml version="1.0" encoding="IBM037"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(
        "cp037"
    ),
    "utf-32": '<?xml version="1.0" encoding="UTF-32"?><!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>'.encode(
        "utf-32"
    ),
    "billion laughs in an attribute": f'<?xml version="1.0" encoding="UTF-32"?><!DOCTYPE a [<!ENTITY l0 "lol">{BOMB}]><a b="&l11;"/>'.encode(
        "utf-32"
    ),
    "too deep": "<a>" * 5_000 + "</a>" * 5_000,
    "cut off": A_MEC[:400],
    "nothing": "",
    "no XML": "PK\x03\x04 not at all",
    "nul": b"<a>\0</a>",
    "other encoding": b'<?xml version="1.0" encoding="nonsense"?><a/>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_one_sentence(partner: Partner, name: str) -> None:
    partner.catalog(EXAMPLE)
    said = partner.take(HOSTILE[name], *partner.into)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: other.xml ")
    assert said.err.count("\n") <= 3
    assert "Traceback" not in said.err


def test_a_file_of_a_hundred_megabytes_is_not_read(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    path = partner.root / "large.xml"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    said = partner.run("import", "mec", str(path))
    assert said.code == 1
    assert "large.xml has 100 MB" in said.err
    assert "cannot be read" in partner.run("import", "mec", str(partner.root / "none.xml")).err


def test_an_import_stays_within_the_catalog(partner: Partner) -> None:
    partner.catalog(EXAMPLE)
    said = partner.take(A_MEC, "--into", str(partner.root.parent))
    assert said.code == 1
    assert "is not a folder of the catalog" in said.err


def test_real_files_give_findings_or_metadata(partner: Partner, shared_data: Path) -> None:
    partner.catalog(EXAMPLE)
    files = sorted((shared_data / "samples" / "mec-xml").glob("*.xml"))
    assert len(files) >= 8
    for file in files:
        said = partner.run("import", "mec", str(file), *partner.into)
        assert said.code == 1
        assert f"--> {file.name}:" in said.out
        assert f"{file.name}: nothing was taken over." in said.out


@pytest.mark.parametrize("name", ["MEC_v1.6_errors", "MEC_v2.10", "MEC_v2.5_noErr", "MEC_v2.7", "fullMEC"])
def test_real_files_as_collections_become_metadata_that_the_catalog_takes(
    partner: Partner, shared_data: Path, name: str
) -> None:
    text = (shared_data / "samples" / "mec-xml" / f"{name}.xml").read_text(encoding="utf-8")
    for work_type in ("Movie", "movie"):
        text = text.replace(f"WorkType>{work_type}<", "WorkType>collection<")
    start, _, rest = EXAMPLE.partition("metadata:\n")
    content_id = text.partition('ContentID="')[2].partition('"')[0]
    named = start.replace("title:", f"content_id: {content_id!r}\ntitle:", 1)
    partner.catalog(named + rest[rest.index("---") :])
    said = partner.take(text, *partner.into)

    assert f"written to {FILE}." in " ".join(said.out.split()), said.out
    judged = partner.run("validate", "--format", "json").json
    assert {one["code"] for one in judged["findings"] if one["severity"] == "error"} <= {
        "PV802",
        "PV803",
        "PV806",
        "PV807",
        "PV808",
        "PV809",
        "PV810",
        "PV813",
        "PV815",
        "PV820",
    }
