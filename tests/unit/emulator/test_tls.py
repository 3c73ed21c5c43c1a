"""Client certificates: required, checked, and refused on demand."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from unit.emulator.partner import Partner

from pvsync.emulator.certificates import Issued, Validity, issue_client_certificate, make_authority, valid_for
from pvsync.emulator.faults import Fault
from pvsync.emulator.server import Emulator


def kept(issued: Issued, folder: Path) -> tuple[str, str]:
    (folder / "c.pem").write_bytes(issued.certificate)
    (folder / "c.key").write_bytes(issued.key)
    return str(folder / "c.pem"), str(folder / "c.key")


def expired(emulator: Emulator) -> Issued:
    now = datetime.now(UTC)
    return issue_client_certificate(
        emulator.authority, Validity(now - timedelta(days=9), now - timedelta(days=1))
    )


def foreign(_: Emulator) -> Issued:
    return issue_client_certificate(make_authority(valid_for(1)), valid_for(1))


@pytest.mark.parametrize("issue", [expired, foreign])
def test_expired_or_foreign_certificate_is_refused(
    partner: Partner, tmp_path: Path, issue: Callable[[Emulator], Issued]
) -> None:
    cert = kept(issue(partner.emulator), tmp_path)
    with pytest.raises(requests.ConnectionError):
        partner.send("GET", "/openapi.json", cert=cert)


def test_missing_certificate_is_refused(partner: Partner) -> None:
    with pytest.raises(requests.ConnectionError):
        partner.send("GET", "/openapi.json", cert=None)


def test_certificate_issued_later_is_taken(partner: Partner, tmp_path: Path) -> None:
    cert = kept(issue_client_certificate(partner.emulator.authority, valid_for(1)), tmp_path)
    assert partner.send("GET", "/openapi.json", cert=cert).status_code == 200


def test_certificate_is_refused_on_demand_at_new_connections(partner: Partner) -> None:
    assert partner.get().status_code == 404
    partner.emulator.faults.add(Fault(name="certificate-refused", count=1))
    assert partner.get().status_code == 404
    partner.session.close()
    with pytest.raises(requests.ConnectionError):
        partner.get()
    assert partner.get().status_code == 404


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_server_is_who_its_authority_says(partner: Partner, name: str) -> None:
    url = partner.emulator.url.replace("127.0.0.1", name)
    folder = partner.emulator.folder
    cert = (str(folder.client), str(folder.client_key))
    answer = partner.session.get(f"{url}/openapi.json", verify=str(folder.authority), cert=cert, timeout=10)
    assert answer.status_code == 403
    with pytest.raises(requests.exceptions.SSLError):
        partner.send("GET", "/openapi.json", verify=ssl.get_default_verify_paths().cafile or True)
