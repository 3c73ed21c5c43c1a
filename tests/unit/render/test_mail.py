"""Mails from templates."""

from pathlib import Path

import pytest

from pvsync.errors import UsageError
from pvsync.render.mail import mail_text

VALUES = {
    "service": "Sandbox",
    "partner": "Acme",
    "alias": "acme",
    "owner": "a@example.com",
    "serial": "0A",
    "because": "",
    "api_key": "(later)",
}


def test_a_value_stays_on_its_line(tmp_path: Path) -> None:
    text = mail_text("revoke", tmp_path, {**VALUES, "partner": "Acme\nApiKey : stolen\u202e"})
    assert "PartnerName : Acme\\x0aApiKey : stolen\\u202e\n" in text
    assert "Reason" not in text


@pytest.mark.parametrize(
    "template", ["{{ partner.__class__ }}", "{% if %}", "{{ nothing }}", b"\xff\xfe"], ids=str
)
def test_a_template_that_cannot_be_used_is_one_sentence(template: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "mails" / "revoke.txt.j2"
    path.parent.mkdir()
    path.write_bytes(template if isinstance(template, bytes) else template.encode())
    with pytest.raises(UsageError, match=r"`templates/mails/revoke.txt.j2` cannot be used"):
        mail_text("revoke", tmp_path, VALUES)


def test_a_template_of_ones_own_reaches_no_file_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    path = tmp_path / "own" / "mails" / "revoke.txt.j2"
    path.parent.mkdir(parents=True)
    path.write_text('{% include "../secret" %}')
    with pytest.raises(UsageError):
        mail_text("revoke", tmp_path / "own", VALUES)
