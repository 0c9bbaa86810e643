"""Files that the user named: written whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from scaffold_server.write import write_named


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_named(tmp_path / "a/b.txt", "ü\r\n")
    finally:
        os.umask(before)
    assert (tmp_path / "a/b.txt").read_bytes() == "ü\r\n".encode()
    assert stat.S_IMODE((tmp_path / "a/b.txt").stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_named(tmp_path / "a.txt", "new")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.txt": "old"}


def test_links(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_named(tmp_path / "link", "x")
    assert (tmp_path / "target").read_text() == "x"
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(OSError, match="round"):
        write_named(tmp_path / "round", "x")


@pytest.mark.skipif(os.name == "nt", reason="pipes with names")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_named(pipe, "through")
    reader.join(5)
    assert read == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
