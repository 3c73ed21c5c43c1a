from golden.runs import RECEIPTS, receipt, result

from pvsync.model.outcome import Rejected
from pvsync.render.receipt_markdown import render


def test_words_of_the_service_do_nothing() -> None:
    said = render(receipt(result("A", "A | B", Rejected("no <b>way</b>, @octocat\n| x |", 400))))
    [row] = [line for line in said.splitlines() if "way" in line]
    assert row == (
        '| `~` | A \\| B | US TVOD, replace | 400: "no &lt;b&gt;way&lt;/b&gt;, @&#8203;octocat\\\\x0a\\| x \\|" |'
    )


def test_counts_come_before_the_single_results() -> None:
    said = render(RECEIPTS["receipt_mixed"])
    assert said.index("**Receipt: 1 done") < said.index("### Rejected") < said.index("### Done")
