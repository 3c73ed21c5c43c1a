from pvsync.catalog.editing.comments import comment_texts
from pvsync.catalog.editing.tree import trees


def test_every_comment_is_found_and_nothing_else() -> None:
    text = (
        "# head   \n%YAML 1.1 # directive\n---\na: x#y   # one\nb: '# no'\nc: \"#no\"\nd: |  # two\n  # no\n  text\n#three\n"
        "e: [1, # four # five\n  {f: *x}, # six\n  2]\t# seven\n? g # eight\n: h\n... # nine\n# ten"
    ).replace("*x", "y")
    assert comment_texts(text, trees(text)) == [
        *(
            "# head",
            "# directive",
            "# one",
            "# two",
            "#three",
            "# four # five",
            "# six",
            "# seven",
            "# eight",
        ),
        *("# nine", "# ten"),
    ]


def test_an_alias_is_no_comment() -> None:
    text = "a: &x 1 # one\nb: *x # two\n"
    assert comment_texts(text, trees(text)) == ["# one", "# two"]
