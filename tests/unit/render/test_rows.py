import csv
import io
import json

from pvsync.render.rows import SHOWN, rows_csv, rows_json, rows_text

COLUMNS = ("title", "seconds")
ROWS = [("Heat, Haze", 1200), ("東京", None), ("evil\x1b[2J", 7)]


def test_a_table_for_people() -> None:
    assert "".join(rows_text(COLUMNS, iter(ROWS))) == (
        "title        seconds\n"
        "-----------  -------\n"
        "Heat, Haze      1200\n"
        "東京               -\n"
        "evil\\x1b[2J        7\n"
        "\n"
        "3 rows.\n"
    )


def test_a_long_table_says_that_there_is_more() -> None:
    text = "".join(rows_text(("n",), iter([(number,) for number in range(SHOWN + 1)])))
    assert text.endswith("\nThe first 200 rows; `--format csv` or `json` prints all.\n")
    assert "".join(rows_text(("n",), iter([(number,) for number in range(SHOWN)]))).endswith("\n200 rows.\n")


def test_a_long_cell_is_cut_and_an_empty_answer_has_its_head() -> None:
    assert "".join(rows_text(("a",), iter([("x" * 70,)]))).splitlines()[2] == "x" * 57 + "..."
    assert "".join(rows_text(("a",), iter([]))) == "a\n-\n\n0 rows.\n"


def test_csv_keeps_every_cell() -> None:
    text = "".join(rows_csv(COLUMNS, ROWS))
    assert list(csv.reader(io.StringIO(text))) == [
        ["title", "seconds"],
        ["Heat, Haze", "1200"],
        ["東京", ""],
        ["evil\x1b[2J", "7"],
    ]


def test_json_keeps_types_and_is_json() -> None:
    found = json.loads(
        "".join(rows_json(("a", "b"), ("VARCHAR", "DOUBLE"), [("x", 1.5), (None, float("inf"))]))
    )
    assert found == {
        "format_version": "1",
        "columns": [{"name": "a", "type": "VARCHAR"}, {"name": "b", "type": "DOUBLE"}],
        "rows": [["x", 1.5], [None, None]],
    }
    assert json.loads("".join(rows_json(("a",), ("VARCHAR",), [])))["rows"] == []
