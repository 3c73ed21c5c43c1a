"""The state folder: made once, kept while good, mended where not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from unit.emulator.partner import copy_identity

from pvsync.emulator.certificates import (
    Validity,
    issue_client_certificate,
    key_pem,
    make_authority,
    valid_for,
)
from pvsync.emulator.folder import Folder, prepare, read_api_key
from pvsync.errors import EmulatorError

FILES = {"ca.pem", "ca.key", "server.pem", "server.key", "client.pem", "client.key", "api-key"}


@pytest.fixture
def folder(identity: Path, tmp_path: Path) -> Folder:
    copy_identity(identity, tmp_path / "state")
    return Folder(tmp_path / "state")


def contents(folder: Folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.path.iterdir()}


def test_secrets_are_readable_by_their_owner_only(identity: Path) -> None:
    assert {file.name for file in identity.iterdir()} == FILES
    secret = {file.name for file in identity.iterdir() if file.stat().st_mode & 0o077 == 0}
    assert secret == {"ca.key", "server.key", "client.key", "api-key"}


def test_what_is_good_is_kept(folder: Folder) -> None:
    before = contents(folder)
    prepare(folder)
    assert contents(folder) == before


def test_missing_key_is_made_anew_with_its_certificate(folder: Folder) -> None:
    before = contents(folder)
    folder.client_key.unlink()
    folder.api_key.write_text("\n")
    prepare(folder)
    after = contents(folder)
    assert {name for name in FILES if before[name] != after[name]} == {"client.pem", "client.key", "api-key"}
    assert read_api_key(folder)


def expire_client(folder: Folder) -> None:
    soon = datetime.now(UTC) + timedelta(hours=2)
    issued = issue_client_certificate(prepare(folder), Validity(soon - timedelta(days=30), soon))
    folder.client.write_bytes(issued.certificate)
    folder.client_key.write_bytes(issued.key)


def spoil_client(folder: Folder) -> None:
    folder.client.write_text("no certificate")


def swap_client_key(folder: Folder) -> None:
    folder.client_key.write_bytes(key_pem(make_authority(valid_for(2)).key))


@pytest.mark.parametrize("spoil", [expire_client, spoil_client, swap_client_key])
def test_certificate_that_ends_or_does_not_fit_is_made_anew(
    folder: Folder, spoil: Callable[[Folder], None]
) -> None:
    spoil(folder)
    before = contents(folder)
    prepare(folder)
    after = contents(folder)
    assert {name for name in FILES if before[name] != after[name]} == {"client.pem", "client.key"}


def test_new_authority_signs_everything_anew(folder: Folder) -> None:
    before = contents(folder)
    folder.authority_key.write_text("no key")
    prepare(folder)
    after = contents(folder)
    assert {name for name in FILES if before[name] == after[name]} == {"api-key"}


def test_folder_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmulatorError, match="state folder cannot be used"):
        prepare(Folder(tmp_path / "file" / "state"))
