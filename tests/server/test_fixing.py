"""``check --fix`` repairs what it can, shows it with ``--diff``, and never loses a byte."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import small
from click.testing import CliRunner

from scaffold_server.cli import cli
from scaffold_server.write import Outside, write_text

OVERLAY = "content/methodology/game-overlay.yml"
BROKEN = (
    small.FILES[OVERLAY]
    .replace("design: { enabled", "desing: { enabled")
    .replace("      - design", "      - design\n      - design")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in small.FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    (tmp_path / OVERLAY).write_bytes(BROKEN.encode())
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["check", *map(str, arguments)])
    return result.exit_code, result.output


@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff")])
def test_fix_changes_nothing_but_its_edits(root: Path, end: str, mark: str) -> None:
    file = root / OVERLAY
    file.write_bytes((mark + BROKEN.replace("\n", end)).encode())
    file.chmod(0o640)
    run(root, "--fix", "--only", "overlay/unknown-step,overlay/duplicate-item")
    assert file.read_bytes() == (mark + small.FILES[OVERLAY].replace("\n", end)).encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    before = file.read_bytes()
    run(root, "--fix", "--only", "overlay/unknown-step,overlay/duplicate-item")
    assert file.read_bytes() == before


def test_diff_shows_and_changes_nothing(root: Path) -> None:
    code, output = run(root, "--diff", "--only", "overlay")
    assert code == 1
    assert "-  desing: { enabled: true }" in output
    assert "+  design: { enabled: true }" in output
    assert (root / OVERLAY).read_text() == BROKEN


def test_unsafe_fixes_want_to_be_asked_for(root: Path) -> None:
    assert run(root, "--unsafe-fixes")[0] == 2


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside.yml"
    root.mkdir()
    outside.write_text("old")
    (root / "link.yml").symlink_to(outside)
    with pytest.raises(Outside):
        write_text(root / "link.yml", "new", root)
    assert outside.read_text() == "old"


def test_a_link_inside_the_root_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("old")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")
    write_text(tmp_path / "link.yml", "new", tmp_path)
    assert (tmp_path / "link.yml").is_symlink()
    assert (tmp_path / "real.yml").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_killed_fix_leaves_the_old_file_or_the_new_one(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    fixed = small.FILES[OVERLAY].encode()
    for wait in range(12):
        copy = tmp_path_factory.mktemp("copy") / "root"
        shutil.copytree(root, copy)
        command = [
            sys.executable,
            "-m",
            "scaffold_server",
            "check",
            str(copy),
            "--fix",
            "--only",
            "overlay/unknown-step,overlay/duplicate-item",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05 * wait)
        process.kill()
        process.wait()
        assert (copy / OVERLAY).read_bytes() in {BROKEN.encode(), fixed}
