"""XML of other people: opened without entities, DTDs or a network, and held to a schema; the one door to lxml."""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pvsync.errors import ExchangeError, UsageError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, XMLSchema, _Element

_LARGEST = 16 << 20
"""Bytes of a file; a metadata file of a hundred people in thirty languages has not one of them."""

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
_FROM_ELSEWHERE = ("import", "include", "redefine")


@dataclass(frozen=True, slots=True)
class Invalid:
    """What a schema does not allow.

    Args:
        line: Line of the XML, from 1.
        message: What the schema says of it.
    """

    line: int
    message: str


class Schema:
    """A schema of the partner's own folder; everything it refers to is in that folder too."""

    def __init__(self, schema: "XMLSchema") -> None:
        self._schema = schema

    def problems(self, root: "_Element") -> tuple[Invalid, ...]:
        """All that a document has and should not have, or lacks."""
        if self._schema.validate(root):
            return ()
        log: Any = self._schema.error_log
        # Names stand there with their namespace in braces, which no reader needs.
        return tuple(Invalid(error.line, _without_namespaces(error.message)) for error in log)


def read_xml(path: Path) -> "_Element":
    """The root of a file.

    Raises:
        ExchangeError: If it cannot be read, is too large, no XML, or has a DTD.
        UsageError: If the library is missing.
    """
    etree = xml_library()
    try:
        if path.stat().st_size > _LARGEST:
            raise ExchangeError(
                f"{path.name} has {path.stat().st_size >> 20:,} MB, and no metadata file has more than 16",
                advice="check that it is the right file",
            )
        data = path.read_bytes()
    except OSError as error:
        raise ExchangeError(
            f"{path.name} cannot be read ({error.strerror or 'no reason given'})",
            advice="check that it is there and that you may read it",
        ) from error
    if any(doctype in data for doctype in _DOCTYPES):
        _refuse_doctype(path.name)
    try:
        root: _Element = etree.fromstring(data, _parser(etree))
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise ExchangeError(
            f"{path.name} is not XML: it breaks off at line {line}",
            advice="send it through the tool that wrote it again, or correct that line",
        ) from error
    # An encoding in which the words look otherwise has come this far; nothing was looked up for it.
    about: Any = root.getroottree().docinfo
    if about.doctype:
        _refuse_doctype(path.name)
    return root


def laid_out(text: str, name: str) -> tuple["_Element", bytes]:
    """What a template, ours or a partner's, has made: its root, and the file with one element a line.

    Args:
        text: What the template has made.
        name: What it was made for.

    Raises:
        UsageError: If it is no XML, or the library is missing.
    """
    etree = xml_library()
    try:
        root = etree.fromstring(text.strip().encode(), _parser(etree, is_own=True))
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise UsageError(
            f"what the template makes for {name} is not XML: {error}",
            advice="correct your own copy of the template in `templates`, or remove it",
        ) from error
    etree.indent(root)
    data: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)
    return etree.fromstring(data, _parser(etree)), data + b"\n"


def read_schema(folder: Path, name: str) -> Schema:
    """A schema with all that it refers to, every file of it from one folder.

    Raises:
        UsageError: If a file is missing, is no schema, or refers to what is not in the folder.
    """
    etree = xml_library()
    _check_references(folder, name, set())
    try:
        return Schema(etree.XMLSchema(etree.parse(folder / name, _parser(etree))))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        raise UsageError(
            f"{name} cannot be used as a schema: {_without_namespaces(str(error))}",
            advice="take the files as MovieLabs publishes them, all of one version in one folder",
        ) from error


def line_of(element: "_Element") -> int:
    """The line on which an element begins."""
    line: Any = element.sourceline
    return int(line or 1)


def xml_library() -> ModuleType:
    """The library that reads XML.

    Raises:
        UsageError: If it is not installed.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - comes with an extra
    except ImportError:
        raise UsageError(
            "metadata files need a library that is not installed",
            advice="install it: `pip install 'pvsync[mec]'`",
        ) from None
    return etree


def _parser(etree: ModuleType, *, is_own: bool = False) -> "XMLParser":
    parser: XMLParser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_blank_text=is_own,
        remove_comments=not is_own,
        remove_pis=True,
    )
    return parser


def _refuse_doctype(name: str) -> None:
    raise ExchangeError(
        f"{name} has a DOCTYPE, which could make it say what does not stand in it",
        advice="metadata files have none: remove it, or ask who sent the file",
    )


def _check_references(folder: Path, name: str, seen: set[str]) -> None:
    """Look at every file that a schema refers to, so that nothing is looked for anywhere else."""
    etree = xml_library()
    if name in seen:
        return
    seen.add(name)
    if Path(name).name != name or not (folder / name).is_file():
        raise UsageError(
            f"there is no {Path(name).name or 'schema'} in {folder.name or folder}",
            advice="put MovieLabs' schema files (`.xsd`) there; pvsync neither brings nor fetches them",
        )
    try:
        root = etree.parse(folder / name, _parser(etree)).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise UsageError(f"{name} is not XML", advice="take the file as MovieLabs publishes it") from error
    for element in root.iter(*(f"{_SCHEMA}{word}" for word in _FROM_ELSEWHERE)):
        _check_references(folder, element.get("schemaLocation", ""), seen)


def _without_namespaces(message: str) -> str:
    parts = message.split("{")
    return parts[0] + "".join(part.partition("}")[2] for part in parts[1:])
