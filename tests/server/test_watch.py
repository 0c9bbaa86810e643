"""``check --watch``: a process that stays."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import tree
from repo import STEPS

PRE = "content/pipeline/pre/"
ONLY = ("--only", "step/unknown-dependency", "--output-format", "concise")


class Watched:
    """A watching process, and what it said since the last report ended."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        program = Path(sys.executable).with_name("scaffold-lint")
        self.process = subprocess.Popen(
            [program, "check", "--watch", *ONLY, *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line)

    def report(self) -> str:
        """The next report."""
        said = []
        while not said or not said[-1].startswith("Watching"):
            said.append(self.lines.get(timeout=30))
        return "".join(said)

    def end(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(10)


@pytest.fixture
def watched(tmp_path):
    """The function that starts a watching process on three steps."""
    tree.written(tmp_path, STEPS)
    started = []

    def start(*arguments: str) -> Watched:
        started.append(Watched(tmp_path, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        each.process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_what_a_change_touches_is_told_at_once(watched, tmp_path) -> None:
    process = watched()
    assert "Nothing to report in 3 files" in process.report()
    (tmp_path / PRE / "plan.md").unlink()
    assert "build.md:7:16: error step/unknown-dependency unknown step `plan`" in process.report()
    tree.written(tmp_path, {f"{PRE}plan.md": tree.step("plan"), f"{PRE}new.md": tree.step("new", 140, "gone")})
    while "new.md:7:16" not in (said := process.report()):  # the two files may be seen one by one
        pass
    assert "build.md" not in said
    assert process.end() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_settings_count_at_once(watched, tmp_path) -> None:
    tree.written(tmp_path, {f"{PRE}plan.md": tree.step("plan", dependencies="gone")})
    process = watched()
    assert ": error step/unknown-dependency" in process.report()
    tree.written(tmp_path, {"scaffold-lint.toml": '[severity]\n"step/unknown-dependency" = "info"\n'})
    assert ": info step/unknown-dependency" in process.report()
    assert process.end() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_baseline_counts_at_once(watched, tmp_path, run) -> None:
    tree.written(
        tmp_path,
        {
            f"{PRE}plan.md": tree.step("plan", dependencies="gone"),
            "scaffold-lint.toml": 'baseline = "known.jsonl"\n',
            "known.jsonl": '{"scaffold-lint baseline": 1}\n',
        },
    )
    process = watched()
    assert "plan.md:7:16" in process.report()
    assert run("check", *ONLY, "--write-baseline").exit_code == 0
    said = process.report()
    assert "plan.md:7:16" not in said
    assert "1 hidden by known.jsonl" in said
    assert "removed" not in said
    assert process.end() == 0


def test_below_a_path(watched, tmp_path) -> None:
    tree.written(tmp_path, {f"{PRE}plan.md": tree.step("plan", dependencies="gone")})
    assert "plan.md" not in watched("content/pipeline/pre/ship.md").report()


@pytest.mark.parametrize(
    "option", [("--fix",), ("--diff",), ("--staged",), ("--since", "HEAD"), ("--write-baseline",), ("--no-baseline",)]
)
def test_it_only_reports(run, option) -> None:
    result = run("check", "--watch", *option)
    assert result.exit_code == 2
    assert f"--watch does not go with {option[0]}" in result.stderr


def test_nothing_to_watch(run) -> None:
    assert run("check", "--watch").exit_code == 3
