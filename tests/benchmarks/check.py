"""How long the command line takes, as a user's shell sees it: whole processes, cold, medians of several runs.

Usage: ``python tests/benchmarks/check.py [CONTENT]``; without CONTENT the newest release in ``$SCAFFOLD_CORPUS``, else
the examples. Prints a table; ``--profile`` adds where the time of one check goes.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

RUNS = 9
COPIES = 10
EXAMPLES = Path(__file__).parents[2] / "examples" / "content"
WALL, MEMORY, VERSION = 0.7, 150, 0.12
"""What is aimed at for real content: seconds and megabytes of a check, seconds of ``--version``."""


def command(*arguments: str | Path) -> list[str]:
    """The command line as a process."""
    return [str(Path(sys.executable).with_name("scaffold-lint")), *map(str, arguments)]


@cache
def environment() -> dict[str, str]:
    """The environment of the processes: modules are compiled once, as pip does when it installs, wherever we run from."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "scaffold-lint-bytecode"))}


def measured(arguments: Sequence[str], runs: int = RUNS) -> tuple[float, float]:
    """Median seconds and the largest megabytes of some runs of a process, after one that does not count."""
    seconds, megabytes = [], 0.0
    for _ in range(runs + 1):
        started = time.perf_counter()
        with Path(os.devnull).open("w") as nowhere:
            process = subprocess.Popen(arguments, stdout=nowhere, stderr=nowhere, env=environment())
            _, _, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - started)
        megabytes = max(megabytes, usage.ru_maxrss / 1024)
    return statistics.median(seconds[1:]), megabytes


def files_in(content: Path) -> int:
    """How many files a check looks at."""
    from scaffold_server.lint import lint

    return lint([content]).checked


def copied(content: Path, folder: Path) -> Path:
    """The content ten times under new names, every reference renamed with what it refers to."""
    from scaffold_server.files import find_roots, read_project

    (root,) = find_roots(content)
    project = read_project(root)
    names = {*project.steps, *project.tools, *project.knowledge}
    word = re.compile(rf"(?<![\w-])({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w-])")
    inner = root.layout.content or ""
    for path, document in project.documents.items():
        for copy in range(COPIES):
            suffix = "" if copy == 0 or not path.startswith(inner) else f"-copy{copy}"
            in_methodology = path.startswith(f"{inner}methodology/")
            if suffix and in_methodology:
                continue  # these files are fixed in number and name
            file = folder / _renamed(path, names, suffix)
            file.parent.mkdir(parents=True, exist_ok=True)
            text = word.sub(rf"\g<1>{suffix}", document.text) if suffix else document.text
            file.write_text(text, "utf-8", newline="")
    return folder


def _renamed(path: str, names: set[str], suffix: str) -> str:
    stem, dot, ending = path.rpartition(".")
    before, _, last = stem.rpartition("/")
    if last in names or not suffix:
        return f"{before}/{last}{suffix}{dot}{ending}"
    return f"{before}{suffix}/{last}{dot}{ending}"


def main() -> None:
    """Measure and print."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    corpus = os.environ.get("SCAFFOLD_CORPUS")
    content = Path(named[0]) if named else Path(corpus, "scaffold-3.54.0") if corpus else EXAMPLES
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, medians of {RUNS} cold runs")
    for line in rows(content):
        print(line)
    if "--profile" in sys.argv:
        profile(content)


def rows(content: Path) -> Iterator[str]:
    """One line per measurement, with what is aimed at."""
    seconds, _ = measured(command("--version"))
    yield f"--version                  {seconds:6.3f} s           (aim {VERSION} s)"
    seconds, _ = measured(command("--help"))
    yield f"--help                     {seconds:6.3f} s"
    files = files_in(content)
    arguments = command("check", content, "--output-format", "concise", "--fail-on", "never")
    seconds, megabytes = measured(arguments)
    aims = f"(aim {WALL} s, {MEMORY} MB)"
    yield f"check, {files:5} files         {seconds:6.3f} s {megabytes:5.0f} MB  {aims}  {1e3 * seconds / files:.2f} ms a file"
    folder = Path(tempfile.mkdtemp())
    try:
        copied(content, folder)
        many = files_in(folder)
        arguments = command("check", folder, "--output-format", "concise", "--fail-on", "never")
        slow, megabytes = measured(arguments, 3)
        yield f"check, {many:5} files         {slow:6.3f} s {megabytes:5.0f} MB  {1e3 * slow / many:.2f} ms a file"
        more = (slow - seconds) / (many - files)
        yield f"each further file          {1e3 * more:6.2f} ms"
    finally:
        shutil.rmtree(folder)


def profile(content: Path) -> None:
    """Where the time of one check goes: by stage, by rule, by imported package."""
    stages = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stages.py")), str(content)],
        check=True,
        text=True,
        capture_output=True,
    )
    print(stages.stdout)
    imports = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "scaffold_server", "check", str(content), "--fail-on", "never"],
        check=False,
        capture_output=True,
        text=True,
        env=environment(),
    ).stderr
    found = re.findall(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)", imports)
    own: dict[str, int] = {}
    for alone, _, _, name in found:
        package = ".".join(name.split(".")[:1])
        own[package] = own.get(package, 0) + int(alone)
    print("imports, by package (ms under -X importtime, which is slower than life)")
    for package, microseconds in sorted(own.items(), key=lambda item: -item[1])[:12]:
        print(f"  {package:24} {microseconds / 1e3:7.1f}")


if __name__ == "__main__":
    main()
