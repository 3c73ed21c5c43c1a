"""Findings of reading YAML: the traps of the language that the catalog keeps closed."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code

_FINE = movie(f"{SALE}, {PRICE}")

DUPLICATE_KEY = Code(
    "PV005",
    "duplicate-key",
    page="""
A key stands twice in one place.

Most readers of YAML keep one of the two without a word. With two prices or two end dates, which one would be sent
would be left to chance.

Keep one of the two.

Source: YAML 1.2, section 3.2.1.1: the keys of a mapping are unique.
""",
    bad=_FINE.replace("title: Heat Haze\n", "title: Heat Haze\ntitle: Cold Haze\n"),
    good=_FINE,
)
YAML_TAG = Code(
    "PV006",
    "yaml-tag",
    page="""
A value carries a tag of YAML, which begins with an exclamation mark.

Tags change how a value is read, and some readers run code for them. The catalog needs none: what a value is follows
from its key.

Remove the tag. Where the text itself begins with an exclamation mark, put it in quotes.

Source: YAML 1.2, section 6.8.2; docs/decisions/0002-text-until-typed-yaml.md.
""",
    bad=_FINE.replace("title: Heat Haze", "title: !important Heat Haze"),
    good=_FINE.replace("title: Heat Haze", 'title: "!important Heat Haze"'),
)
YAML_MERGE = Code(
    "PV007",
    "yaml-merge-key",
    page="""
A document uses YAML's merge key `<<`.

It copies keys from elsewhere in a way that differs between readers, and a reviewer does not see what changes.

Share what many titles have through a `kind: deal` and `use:`.

Source: the merge key is of YAML 1.1 only and is not in YAML 1.2; docs/decisions/0002-text-until-typed-yaml.md.
""",
    bad=_FINE.replace("  - {", "  - &hd {") + f"  - {{<<: *hd, {SALE.replace('HD', 'SD')}, {PRICE}}}\n",
    good=movie("use: hd", "use: hd, formats: [SD]")
    + f"---\nkind: deal\nname: hd\navails:\n  - {{{SALE}, {PRICE}}}\n",
)
KEY_NOT_TEXT = Code(
    "PV009",
    "key-not-text",
    page="""
A key is a list or a group of keys.

YAML allows it, but no key of the catalog is one: usually a bracket or a question mark stands where none was meant.

Write `key: value`.

Source: docs/reference/catalog.md lists all keys.
""",
    bad=_FINE.replace("title: Heat Haze", "[title, name]: Heat Haze"),
    good=_FINE,
)
NOT_A_DOCUMENT = Code(
    "PV010",
    "not-a-document",
    page="""
A document is not a group of keys, or a configuration holds more than one.

Without keys there is nothing that could be a title, a deal or a setting.

Begin a document with `kind: movie` or another kind and write one key a line; keep pvsync.yaml to one document.

Source: docs/reference/catalog.md.
""",
    bad="- HEATHAZE-2024\n- Heat Haze\n",
    good=_FINE,
)
