"""From no credentials to the first apply: key and request, the emulator's authority, doctor; and the mails around it."""

import os
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from e2e.estate import NOW, Estate
from e2e.test_converges import MOVIE

HOME = ".pvsync/credentials/sandbox"
OWN = """
    credentials:
      key: file:.pvsync/credentials/local/client.key
      cert: file:.pvsync/credentials/local/clientCert.pem
      ca: file:.pvsync/emulator/ca.pem
      api_key: file:.pvsync/emulator/api-key
partner: {name: Acme Pictures, email: avails@example.com}
"""


@pytest.fixture
def partner(estate: Estate) -> Estate:
    """A partner in git, who has said who it is."""
    estate.configure("partner: {name: Acme Pictures, email: avails@example.com}\n")
    estate.commit()
    return estate


def sandbox(estate: Estate, *words: str) -> str:
    said = estate.run("--env", "sandbox", "onboard", *words)
    assert said.code == 0, said.err
    return said.out + said.err


def refused(estate: Estate, *words: str) -> str:
    said = estate.run("--env", "sandbox", "onboard", *words)
    assert said.code == 1, said.out
    return " ".join(said.err.split())


def test_a_request_is_signed_and_opens_the_door(make_estate: Callable[..., Estate]) -> None:
    estate = make_estate()
    estate.configure(OWN)
    estate.write("catalog/a.yaml", MOVIE)
    estate.commit()
    assert estate.run("onboard", "csr").code == 0
    request = estate.root / ".pvsync/credentials/local/client.csr"
    signed = estate.run("emulator", "--sign", str(request))
    assert signed.code == 0, signed.err
    assert estate.emulator.api_key not in signed.out
    certificate = x509.load_pem_x509_certificate(request.with_name("clientCert.pem").read_bytes())
    emulator_s = x509.load_pem_x509_certificate(estate.emulator.folder.client.read_bytes())
    assert certificate.serial_number != emulator_s.serial_number

    estate.now = certificate.not_valid_before_utc + timedelta(days=1)
    checked = estate.run("doctor", "--format", "json")
    estate.now = NOW
    states = {check["name"]: check["state"] for check in checked.json["checks"]}
    assert set(states.values()) == {"ok"}, checked.out
    assert {"key and certificate", "certificate chain", "smoke test", "right to write"} <= states.keys()
    estate.apply()
    estate.settled()
    assert estate.live("HEAT")


def test_the_key_of_another_pair_is_refused_before_any_request(make_estate: Callable[..., Estate]) -> None:
    estate = make_estate()
    estate.configure(OWN)
    estate.write("catalog/a.yaml", MOVIE)
    estate.commit()
    estate.run("onboard", "csr")
    folder = estate.root / ".pvsync/credentials/local"
    estate.run("emulator", "--sign", str(folder / "client.csr"))
    (folder / "client.key").unlink()
    assert estate.run("onboard", "csr").code == 0
    said = estate.run("plan")
    assert said.code == 1
    assert "`credentials.key` does not belong to the certificate" in " ".join(said.err.split())
    assert estate.emulator.counters().requests == 0


def test_key_and_request_are_as_the_partner_page_has_them(partner: Estate) -> None:
    told = sandbox(partner, "csr", "--country", "us")
    key, request = partner.root / HOME / "client.key", partner.root / HOME / "client.csr"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700
    made = load_pem_private_key(key.read_bytes(), password=None)
    assert isinstance(made, RSAPrivateKey)
    assert made.key_size == 2048
    csr = x509.load_pem_x509_csr(request.read_bytes())
    assert csr.is_signature_valid
    assert csr.public_key() == made.public_key()
    assert len(csr.extensions) == 0
    assert "for C=US, O=Acme Pictures, CN=acme;" in told
    assert "pvsync --env sandbox onboard mail" in told
    assert not any(line in told for line in key.read_text().splitlines())
    openssl = subprocess.run(
        ["openssl", "req", "-verify", "-noout", "-subject", "-in", str(request)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "verify OK" in openssl.stdout + openssl.stderr
    assert "C = US, O = Acme Pictures, CN = acme" in openssl.stdout.replace("=", " = ").replace("  ", " ")


def test_a_key_is_never_overwritten(partner: Estate) -> None:
    sandbox(partner, "csr")
    key, request = partner.root / HOME / "client.key", partner.root / HOME / "client.csr"
    before = key.read_bytes()
    again = refused(partner, "csr")
    assert "a key is never overwritten" in again
    assert "`pvsync onboard mail`" in again
    assert "`--same-key`" in again

    first = x509.load_pem_x509_csr(request.read_bytes())
    request.unlink()
    assert "send the request beside it" not in refused(partner, "csr")
    sandbox(partner, "csr", "--same-key", "--organization", "Acme Films")
    second = x509.load_pem_x509_csr(request.read_bytes())
    assert second.public_key() == first.public_key()
    assert "Acme Films" in second.subject.rfc4514_string()
    assert key.read_bytes() == before

    key.unlink()
    key.symlink_to(partner.root / "elsewhere.key")
    assert "a key is never overwritten" in refused(partner, "csr")
    assert not (partner.root / "elsewhere.key").exists()


def test_a_key_that_git_could_take_is_refused(partner: Estate) -> None:
    said = refused(partner, "csr", "--into", str(partner.root / "keys"))
    assert "git does not ignore `keys/client.key`" in said
    assert not (partner.root / "keys").exists()
    # Committed by force, it is not ignored either, whatever .gitignore says.
    partner.write(f"{HOME}/client.key", "an old key")
    partner.git("add", "--force", f"{HOME}/client.key")
    (partner.root / HOME / "client.key").unlink()
    assert "git tracks" in refused(partner, "csr")


def test_a_folder_that_others_can_change_is_refused(partner: Estate) -> None:
    folder = partner.root / ".pvsync" / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    assert "other users of this machine may write" in refused(partner, "csr", "--into", str(folder))
    assert list(folder.iterdir()) == []
    folder.chmod(0o755)
    assert "warning: other users may look into the folder" in sandbox(partner, "csr", "--into", str(folder))
    made = partner.run(
        "--env", "sandbox", "onboard", "csr", "--same-key", "--into", str(folder), "--format", "json"
    )
    assert made.json["is_new_key"] is False
    assert made.json["key"] == ".pvsync/shared/client.key"


def test_a_private_key_is_never_taken_for_a_request(partner: Estate) -> None:
    sandbox(partner, "csr")
    key, request = partner.root / HOME / "client.key", partner.root / HOME / "client.csr"
    request.write_bytes(key.read_bytes())
    assert "holds a private key, which must never be sent" in refused(partner, "mail")
    assert "holds a private key, where the signing request belongs" in refused(partner, "csr", "--same-key")
    assert request.read_bytes() == key.read_bytes()


@pytest.mark.parametrize("broken", ["none", "not a request", "locked"])
def test_what_cannot_be_used_is_one_sentence(partner: Estate, broken: str) -> None:
    if broken == "none":
        assert "there is no private key yet" in refused(partner, "csr", "--same-key")
        assert "`pvsync --env sandbox onboard csr`" in refused(partner, "mail")
        return
    sandbox(partner, "csr")
    if broken == "not a request":
        (partner.root / HOME / "client.csr").write_text("nonsense")
        assert "not a signing request in PEM form" in refused(partner, "mail")
    else:
        (partner.root / HOME / "client.key").write_text("nonsense")
        assert "is not an RSA key of 2048 bits" in refused(partner, "csr", "--same-key")


def test_names_that_no_certificate_can_hold_leave_nothing_behind(partner: Estate) -> None:
    assert "is not a country of two letters" in refused(partner, "csr", "--country", "USA")
    assert "cannot stand in a certificate" in refused(partner, "csr", "--organization", "A" * 65)
    assert not (partner.root / HOME).exists()


def test_the_request_mail_has_what_the_partner_page_asks_for(partner: Estate) -> None:
    sandbox(partner, "csr")
    mail = sandbox(partner, "mail")
    assert mail.startswith("To: pv-partner-apis-support@amazon.com\n")
    wanted = (
        "PartnerName : Acme Pictures",
        "Partner Alias : acme",
        "Partner Resource Access : [Avails-Read,Avails-Write]",
        "Request Limit : 4 requests per second, 2 open at once",
        f"Attachment: {HOME}/client.csr",
        "Sandbox environment",
        "avails@example.com",
    )
    assert [line for line in wanted if line not in mail] == []
    key = (partner.root / HOME / "client.key").read_text()
    assert not any(line in mail for line in key.splitlines())
    assert "Access : [Avails-Read]" in sandbox(partner, "mail", "--access", "read")


def test_the_revocation_mail_has_no_key_in_it(partner: Estate) -> None:
    sandbox(partner, "csr")
    partner.run("emulator", "--sign", str(partner.root / HOME / "client.csr"))
    pem = partner.root / HOME / "clientCert.pem"
    mail = sandbox(partner, "revoke", "--because", "a laptop is lost")
    serial = subprocess.run(
        ["openssl", "x509", "-noout", "-serial", "-in", str(pem)], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert f"Certificate Serial Number : {serial.removeprefix('serial=')}" in mail
    assert "Partner Alias : api_sandbox_acme" in mail
    assert "Owner Email Id : avails@example.com" in mail
    assert "ApiKey : (type it in" in mail
    assert "Reason: a laptop is lost" in mail
    assert partner.emulator.api_key not in mail
    pem.unlink()
    assert "give the number with `--serial`" in refused(partner, "revoke")
    assert "Number : 0A1B" in sandbox(partner, "revoke", "--serial", "0A1B")


def test_what_is_not_known_is_asked_for(estate: Estate) -> None:
    estate.commit()
    sandbox(estate, "csr")
    assert 'give `--partner "Acme Pictures"`' in refused(estate, "mail")
    assert "the address of the certificate's owner" in refused(estate, "revoke", "--partner", "Acme")
    assert "PartnerName : Acme" in sandbox(estate, "mail", "--partner", "Acme")
    local = estate.run("onboard", "mail", "--partner", "Acme")
    assert local.code == 1
    assert "does not come from Prime Video by mail" in " ".join(local.err.split())


def test_a_mail_goes_to_a_file_that_is_not_there_yet(partner: Estate) -> None:
    sandbox(partner, "csr")
    out = partner.root / "mail.txt"
    sandbox(partner, "mail", "--out", str(out))
    assert "PartnerName : Acme Pictures" in out.read_text()
    assert "is there already" in refused(partner, "mail", "--out", str(out))
    assert "cannot be written" in refused(partner, "mail", "--out", str(partner.root / "none" / "mail.txt"))
    found = partner.run("--env", "sandbox", "onboard", "mail", "--format", "json").json
    assert found["attachments"] == [f"{HOME}/client.csr"]


def test_a_partner_s_own_template_comes_first_and_can_do_nothing_else(partner: Estate) -> None:
    sandbox(partner, "csr")
    partner.write("templates/mails/request.txt.j2", "Dear team, {{ alias }} would like a key.\n")
    assert "Dear team, acme would like a key." in sandbox(partner, "mail")
    partner.write("templates/mails/request.txt.j2", "{{ alias.__class__.__mro__ }}\n")
    assert "cannot be used" in refused(partner, "mail")
    partner.write("templates/mails/request.txt.j2", "{{ secret }}\n")
    assert "'secret' is undefined" in refused(partner, "mail")


@pytest.mark.parametrize(
    ("access", "check", "state", "words"),
    [
        ("read", "right to write", "warn", "the key may read and not write (403)"),
        ("write", "service", "fail", "the certificate is taken, the API key is not"),
    ],
)
def test_the_rights_of_a_key_are_told_apart(
    make_estate: Callable[..., Estate], access: str, check: str, state: str, words: str
) -> None:
    estate = make_estate(assume={"resource-access": access})
    estate.write("catalog/a.yaml", MOVIE)
    estate.commit()
    certificate = x509.load_pem_x509_certificate(estate.emulator.folder.client.read_bytes())
    estate.now = certificate.not_valid_before_utc + timedelta(days=1)
    checked = estate.run("doctor", "--format", "json")
    estate.now = NOW
    found = {one["name"]: one for one in checked.json["checks"]}
    assert found[check]["state"] == state
    assert words in found[check]["sentence"]
    assert estate.run("plan").code == (0 if access == "read" else 1)
    assert estate.run("apply", "--auto-approve").code == 1
    assert estate.emulator.dump() == []


def test_a_certificate_of_another_authority_is_a_warning(
    make_estate: Callable[..., Estate], tmp_path: Path
) -> None:
    estate = make_estate()
    estate.configure(OWN)
    estate.commit()
    estate.run("onboard", "csr")
    folder = estate.root / ".pvsync/credentials/local"
    estate.run("emulator", "--sign", str(folder / "client.csr"))
    estate.run(
        "emulator", "--state", str(tmp_path / "other"), "--sign", _copy(folder / "client.csr", tmp_path)
    )
    os.replace(tmp_path / "cacert.pem", folder / "cacert.pem")  # noqa: PTH105 - as a mix-up does
    certificate = x509.load_pem_x509_certificate((folder / "clientCert.pem").read_bytes())
    estate.now = certificate.not_valid_before_utc + timedelta(days=1)
    checked = estate.run("doctor", "--format", "json")
    estate.now = NOW
    found = {one["name"]: one for one in checked.json["checks"]}
    assert found["certificate chain"]["state"] == "warn"
    assert "production and sandbox" in found["certificate chain"]["advice"]


def _copy(path: Path, folder: Path) -> str:
    (folder / path.name).write_bytes(path.read_bytes())
    return str(folder / path.name)
