"""What the service would say to a plan, in every layout."""

import json
from dataclasses import replace

from unit.plan.plans import a_change, a_plan

from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Rejected, Unknown
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.render.dry_run import as_json, markdown, row_of, text
from pvsync.render.screen import NO_COLOR, Screen

NEEDED = Scope("HEATWAVE-2019", "US", BusinessLine.TVOD)
ROWS = [
    row_of(a_change(title="Taken"), Accepted("fine")),
    row_of(replace(a_change(title="Refused"), needs=(NEEDED,)), Rejected("no | \x1b[31mno", 400)),
    row_of(a_change(title="Silence"), Unknown("the answer is no JSON")),
    row_of(a_change(title="Gone", action=Action.DELETE, after=None), None),
]


def test_the_worst_comes_first_and_everything_is_counted() -> None:
    lines = text(a_plan(), ROWS, Screen(100, NO_COLOR)).splitlines()
    headings = [line for line in lines if line.startswith(("Prime Video", "Not asked"))]
    assert headings == [
        "Prime Video does not take",
        "Prime Video did not say",
        "Not asked: a delete cannot be tried out",
        "Prime Video takes",
    ]
    assert '  + Refused  US TVOD, create  400: "no | \\x1b[31mno"' in lines
    assert "1 would be sent after other changes" in " ".join(line.strip() for line in lines)
    assert lines[-1] == "Dry run: 4 changes; 1 accepted, 1 not asked, 1 without an answer, 1 rejected."


def test_markdown_is_disarmed() -> None:
    page = markdown(a_plan(), ROWS)
    assert "### Prime Video does not take" in page
    assert '- Refused, US TVOD, create: 400: "no \\| \\\\x1b\\[31mno"' in page
    assert page.endswith("1 rejected.\n")


def test_json_names_every_scope() -> None:
    document = json.loads(as_json(a_plan(), ROWS))
    assert [result["said"] for result in document["results"]] == [
        "accepted",
        "rejected",
        "without an answer",
        "not asked",
    ]
    assert document["results"][1]["words"] == '400: "no | \x1b[31mno"'
    assert document["summary"] == {"accepted": 1, "rejected": 1, "without an answer": 1, "not asked": 1}
