"""``check --fix`` repairs what it can, shows it with ``--diff``, and never loses a byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import small
from click.testing import CliRunner

from scaffold_server.cli import cli
from scaffold_server.lint import lint
from scaffold_server.repair import Repair, repairs, write_back
from scaffold_server.write import Unwritten, write_text

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
    with pytest.raises(Unwritten):
        write_text(root / "link.yml", "old", "new", root)
    assert outside.read_text() == "old"


def test_a_link_inside_the_root_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("old")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")
    write_text(tmp_path / "link.yml", "old", "new", tmp_path)
    assert (tmp_path / "link.yml").is_symlink()
    assert (tmp_path / "real.yml").read_text() == "new"


def test_what_was_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"newer\r\n")
    with pytest.raises(Unwritten, match="changed meanwhile"):
        write_text(file, "newer\n", "fixed\n", tmp_path)
    assert file.read_bytes() == b"newer\r\n"
    assert list(tmp_path.iterdir()) == [file]


def test_check_says_what_was_not_fixed_and_fixes_the_rest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = root / "content/methodology/web-app-overlay.yml"
    other.write_text(BROKEN.replace("name: game", "name: web-app").replace("type: game", "type: web-app"))

    def changed(repair: Repair) -> None:
        if repair.path == OVERLAY:
            (root / OVERLAY).write_text("# somebody else's\n" + BROKEN)
        write_back(repair)

    monkeypatch.setattr("scaffold_server.cli.fixing.write_back", changed)
    output = run(root, "--fix", "--only", "overlay/unknown-step")[1]
    assert "game-overlay.yml: not fixed: it was changed meanwhile" in output
    assert "Fixed 1 finding in 1 file." in output
    assert (root / OVERLAY).read_text() == "# somebody else's\n" + BROKEN
    assert "  design: { enabled" in other.read_text()


def test_a_read_only_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yml"
    file.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode & os.W_OK and Path(path) == file))
    with pytest.raises(Unwritten, match="read-only"):
        write_text(file, "old", "new", tmp_path)
    assert file.read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("old")
    os.chown(file, 1234, 2345)
    write_text(file, "old", "new", tmp_path)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


def test_a_long_name_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / f"{'a' * 250}.md"
    file.write_text("old")
    write_text(file, "old", "new", tmp_path)
    assert file.read_text() == "new"


def test_a_fix_that_makes_another_file_fixable_is_followed(root: Path) -> None:
    """The step's right name is what the overlay's misspelling is nearest to."""
    step = root / "content/pipeline/pre/design.md"
    step.write_text(small.FILES["content/pipeline/pre/design.md"].replace("name: design", "name: shape"))
    run(root, "--fix", "--unsafe-fixes", "--only", "step/name-mismatch,overlay/unknown-step")
    assert "name: design" in step.read_text()
    assert "  design: { enabled" in (root / OVERLAY).read_text()


WRITER = """
import os, sys
from pathlib import Path
from scaffold_server.lint import lint
from scaffold_server.repair import repairs
from scaffold_server.write import write_text

root = Path(sys.argv[1])
texts = [(root / r.path, r.before, r.after) for r in repairs(lint([root]), unsafe=True) if r.applied]
print("ready", flush=True)
for _ in sys.stdin:
    child = os.fork()
    if not child:
        while True:
            for path, before, after in texts:
                now = path.read_bytes().decode()
                write_text(path, now, after if now == before else before, root)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""
"""Writes fixes back, for ever and a new process at a time; nothing but a signal ends one."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.repository
@pytest.mark.parametrize("content", ["examples", "corpus"])
def test_two_hundred_kills_lose_no_file(content: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    examples = Path(__file__).parents[2] / "examples/defects"
    source = examples if content == "examples" else request.getfixturevalue("newest")
    root = tmp_path / "root"
    shutil.copytree(source, root)
    for file in (path for path in root.rglob("*") if path.is_file()):
        file.chmod(0o640)
    before = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    after = before | {Path(r.path): r.after.encode() for r in repairs(lint([root]), unsafe=True)}
    choose = random.Random(5)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        for _ in range(200):
            writer.stdin.write("again\n")
            writer.stdin.flush()
            child = int(writer.stdout.readline())
            time.sleep(choose.uniform(0, 0.03))
            os.kill(child, signal.SIGKILL)
            assert writer.stdout.readline() == "gone\n"
            for path, old in before.items():
                assert (root / path).read_bytes() in {old, after[path]}, path
        writer.stdin.close()
    left = {path.relative_to(root) for path in root.rglob("*") if path.is_file()}
    begun = {path for path in left if path.suffix == ".tmp"}
    assert left - begun == before.keys()
    assert begun, "no process was killed while it wrote"
    assert {stat.S_IMODE((root / path).stat().st_mode) for path in before} == {0o640}
    assert lint([root]).checked == lint([source]).checked, "what was begun is no content"


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
