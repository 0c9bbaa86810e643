"""Runs ruff, where it is installed, once over all Python snippets; the rules read its answers as plain data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tempfile

    from scaffold_rules.documents.document import Document

Answers = Mapping[str, tuple[Mapping[str, Any], ...]]
"""What ruff found in each source."""

MOST_SECONDS = 20
"""How long ruff may take; after that there are no answers."""

_ENDS = ("location", "end_location")
_NO_ANSWER = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading something that is no answer of ruff's ends in."""


@cache
def ruff_command(root: Path | None = None) -> str | None:
    """The ruff executable beside the running Python, else the one on the PATH; None without one.

    None that lies below ``root``, where what is linted is, is taken from the PATH: nothing of a workspace is executed.
    """
    name = "ruff.exe" if os.name == "nt" else "ruff"
    for folder in _folders():
        if Path(folder, name).is_file():
            return str(Path(folder, name))
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        found = shutil.which(name, path=folder) if Path(folder).is_absolute() else None
        if found and not (root and _is_below(Path(found), root)):
            return found
    return None


def _is_below(file: Path, root: Path) -> bool:
    """Whether a file, or what it links to, lies below a folder."""
    return any(each.resolve().is_relative_to(root.resolve()) for each in (file.parent, file))


def _folders() -> Iterator[str]:
    """Where the running Python keeps its programs; most keep them beside itself, and to ask it for others takes long."""
    yield str(Path(sys.executable).parent)
    import sysconfig

    yield sysconfig.get_path("scripts")


def sources_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """What ruff is to be asked about some documents, each source once."""
    from scaffold_rules.documents.document import MarkdownDocument
    from scaffold_rules.python.ruff import ruff_sources

    markdown = (document for document in documents if isinstance(document, MarkdownDocument))
    return tuple(dict.fromkeys(source for document in markdown for source in ruff_sources(document)))


@dataclass(frozen=True, slots=True)
class Running:
    """ruff at work on some sources, in a folder of its own."""

    sources: tuple[str, ...]
    folder: tempfile.TemporaryDirectory[str]
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    def answers(self) -> Answers:
        """Wait for what ruff found, by source; nothing when it failed."""
        try:
            failed = self.process.wait(MOST_SECONDS) != 0
            self.output.seek(0)
            return {} if failed else _read(self.output.read(), self.sources)
        except (subprocess.TimeoutExpired, OSError, *_NO_ANSWER):
            self.process.kill()
            self.process.wait()
            return {}
        finally:
            self.output.close()
            self.folder.cleanup()


def start(sources: tuple[str, ...], root: Path | None = None) -> Running | None:
    """Set ruff to work on some sources from below a root; None where there is no ruff or nothing to ask."""
    command = ruff_command(root)
    if command is None or not sources:
        return None
    import tempfile

    from scaffold_rules.python.ruff import ARGUMENTS

    folder = tempfile.TemporaryDirectory(prefix="scaffold-lint-", dir=_memory(), ignore_cleanup_errors=True)
    output = tempfile.TemporaryFile(dir=folder.name)  # noqa: SIM115 - closed when its answers are read
    try:
        for number, source in enumerate(sources):
            Path(folder.name, f"{number}.py").write_bytes(source.encode("utf-8", "replace"))
        process = subprocess.Popen(  # noqa: S603 - arguments of our own
            [command, *ARGUMENTS, "."],
            cwd=folder.name,
            env={name: value for name, value in os.environ.items() if not name.startswith("RUFF_")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        output.close()
        folder.cleanup()
        return None
    return Running(sources, folder, process, output)


def ask(sources: tuple[str, ...], root: Path | None = None) -> Answers:
    """What ruff finds in some sources: every one of them is a key, unless ruff is missing or failed."""
    running = start(sources, root)
    return running.answers() if running else {}


def _memory() -> str | None:
    """A folder that is kept in memory, where the system has one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None  # noqa: S108 - a random name below it


def _read(output: bytes, sources: tuple[str, ...]) -> Answers:
    import json

    found: dict[str, list[Mapping[str, Any]]] = {source: [] for source in sources}
    answer = json.loads(output)
    if not isinstance(answer, list):
        raise TypeError(answer)
    for raw in answer:
        places = [raw, *((raw.get("fix") or {}).get("edits") or ())]
        if not all(place[end][way] >= 1 for place in places for end in _ENDS for way in ("row", "column")):
            raise ValueError(raw)
        found[sources[int(Path(raw["filename"]).stem)]].append(raw)
    return {source: tuple(items) for source, items in found.items()}
