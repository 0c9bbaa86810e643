"""A program on a terminal: keys go in, the screen comes out. Driven by tmux."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path
from typing import Self


class Screen:
    """A terminal of a size, running one command; used as a context manager."""

    def __init__(self, command: list[str], cwd: Path, env: dict[str, str], size: tuple[int, int] = (120, 40)) -> None:
        self.socket = f"scaffold-lint-{os.getpid()}-{time.monotonic_ns()}"
        width, height = map(str, size)
        given = [f"{name}={value}" for name, value in env.items() if name != "TERM"]  # what it runs on is tmux
        self._tmux(
            *(
                "set-option",
                "-g",
                "default-terminal",
                "tmux-256color",
                ";",
                "set-option",
                "-g",
                "escape-time",
                "0",
                ";",
            ),
            *("set-option", "-g", "remain-on-exit", "on", ";", "set-option", "-ga", "terminal-overrides", ",*:Tc", ";"),
            *("new-session", "-d", "-x", width, "-y", height, "-c", str(cwd), "env", *given, *command),
        )

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self.socket, "-f", os.devnull, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server")

    def keys(self, *names: str) -> None:
        """Press keys by tmux's names: ``Escape``, ``C-x``, ``Enter``."""
        self._tmux("send-keys", *names)

    def type(self, text: str) -> None:
        """Type a text; the end of a line is the Enter key."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.keys("Enter")
            if line:
                self._tmux("send-keys", "-l", line)

    def text(self, *, colors: bool = False) -> str:
        """What the screen shows now, with escape sequences for its colours when asked."""
        return self._tmux("capture-pane", "-p", *(["-e", "-N"] if colors else []))

    def wait(self, pattern: str, seconds: float = 20) -> str:
        """The screen, once a regular expression is found on it; fails with what it shows instead."""
        end = time.monotonic() + seconds
        while not re.search(pattern, shown := self.text(), re.MULTILINE):
            assert time.monotonic() < end, f"no {pattern!r} within {seconds} s on\n{shown}"
            time.sleep(0.05)
        return shown

    def escape(self, gone: str, seconds: float = 20) -> None:
        """Press Escape and wait until a regular expression is gone: followed at once by a key it would mean another."""
        self.keys("Escape")
        end = time.monotonic() + seconds
        while re.search(gone, shown := self.text(), re.MULTILINE):
            assert time.monotonic() < end, f"still {gone!r} after {seconds} s on\n{shown}"
            time.sleep(0.05)

    def wait_for_end(self, seconds: float = 20) -> None:
        """Wait until the program has ended."""
        end = time.monotonic() + seconds
        while self._tmux("display-message", "-p", "#{pane_dead}").strip() != "1":
            assert time.monotonic() < end, f"it still runs after {seconds} s:\n{self.text()}"
            time.sleep(0.05)
