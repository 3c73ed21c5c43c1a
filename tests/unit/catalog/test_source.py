"""Catalog files from a folder."""

import os
import subprocess
import sys
from pathlib import Path

from pvsync.catalog import source
from pvsync.catalog.source import SourceFile, blob_id, file_names, read_file, read_files
from pvsync.diagnostics import Finding


def test_a_blob_has_the_name_that_git_gives_it(tmp_path: Path) -> None:
    for data in (b"", b"kind: movie\n", b"\r\n\xff" * 1000):
        file = tmp_path / "x"
        file.write_bytes(data)
        said = subprocess.run(
            ["git", "hash-object", "--no-filters", str(file)], check=True, capture_output=True, text=True
        )
        assert blob_id(data) == said.stdout.strip()


def test_files_are_found_below_sorted_and_without_the_hidden(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt", ".hidden.yaml", "sub/z.yaml", ".git/x.yaml", "sub/.x/y.yaml"):
        path = tmp_path / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "catalog" / "folder.yaml").mkdir()
    names = file_names(tmp_path, tmp_path / "catalog")

    assert names == ["catalog/a.yml", "catalog/b.yaml", "catalog/folder.yaml", "catalog/sub/z.yaml"]
    assert file_names(tmp_path, tmp_path / "catalog" / "c.txt") == ["catalog/c.txt"]
    read = list(read_files(tmp_path, names))
    assert [one.data for one in read if isinstance(one, SourceFile)] == [b"a.yml", b"b.yaml", b"sub/z.yaml"]
    assert [one.message for one in read if isinstance(one, Finding)] == [
        "a folder has the name of a catalog file"
    ]


def test_a_folder_elsewhere_is_named_in_full(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("")

    assert file_names(tmp_path / "root", tmp_path) == [(tmp_path / "x.yaml").as_posix()]


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    gone = read_file(tmp_path, "gone.yaml")
    assert isinstance(gone, Finding)
    assert "No such file" in gone.message
    assert str(tmp_path) not in gone.message


def test_a_pipe_is_named_at_once_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    command = (
        "from pathlib import Path; from pvsync.catalog.source import read_file; "
        "from pvsync.cli.present import lines_below; "
        "print(read_file(Path('.'), 'pipe.yaml').message, lines_below(Path('.'))('pipe.yaml'))"
    )
    said = subprocess.run(
        [sys.executable, "-c", command], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=20
    )

    assert said.stdout == "this is a pipe or a device and not a file None\n"


def test_a_file_that_no_person_wrote_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(source.MAX_BYTES + 1)
    big = read_file(tmp_path, "big.yaml")

    assert isinstance(big, Finding)
    assert big.message == "the file is larger than 16 MiB"
