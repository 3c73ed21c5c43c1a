from pathlib import Path

import pytest
from lxml import etree

from pvsync.errors import UsageError
from pvsync.formats.safe_xml import Invalid, laid_out, read_schema

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
NAMESPACE = "https://example.com/b"
FIRST = (
    f'<xs:schema {XS} xmlns:b="{NAMESPACE}"><xs:import namespace="{NAMESPACE}" schemaLocation="b.xsd"/>'
    '<xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="b:year"/></xs:sequence></xs:complexType>'
    "</xs:element></xs:schema>"
)
SECOND = (
    f'<xs:schema {XS} targetNamespace="{NAMESPACE}"><xs:import schemaLocation="a.xsd"/>'
    '<xs:element name="year" type="xs:gYear"/></xs:schema>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.xsd").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.xsd").write_text(SECOND, encoding="utf-8")
    return tmp_path


def test_a_schema_with_what_it_refers_to(folder: Path) -> None:
    schema = read_schema(folder, "a.xsd")
    good, _ = laid_out(f'<a><year xmlns="{NAMESPACE}">2026</year></a>', "a")
    bad, _ = laid_out(f'<a><year xmlns="{NAMESPACE}">26</year></a>', "a")
    assert schema.problems(good) == ()
    (problem,) = schema.problems(bad)
    assert problem == Invalid(3, "Element 'year': '26' is not a valid value of the atomic type 'xs:gYear'.")


@pytest.mark.parametrize("where", ["https://example.com/b.xsd", "../b.xsd", "c.xsd", ""])
def test_nothing_is_looked_for_outside_the_folder(folder: Path, where: str) -> None:
    (folder / "a.xsd").write_text(FIRST.replace('"b.xsd"', f'"{where}"'), encoding="utf-8")
    with pytest.raises(UsageError, match=r"there is no .* in "):
        read_schema(folder, "a.xsd")


def test_a_text_is_laid_out_one_element_a_line_and_no_text_changes() -> None:
    root, data = laid_out("<!-- c --><a><b>x\n y</b><c  d='1&#10;2'/><e/></a>\n", "a")
    assert data.decode().splitlines()[1:] == [
        "<!-- c --><a>",
        "  <b>x",
        " y</b>",
        '  <c d="1&#10;2"/>',
        "  <e/>",
        "</a>",
    ]
    assert [one.text for one in root] == ["x\n y", None, None]
    assert etree.fromstring(data)[1].get("d") == "1\n2"


@pytest.mark.parametrize("text", ["", "<a>", "<a>&b;</a>", "<a>\x00</a>", "<a>\ud800</a>"])
def test_what_is_no_xml_is_the_template_s_fault(text: str) -> None:
    with pytest.raises(UsageError, match="what the template makes for HEAT is not XML"):
        laid_out(text, "HEAT")
