"""Who may import whom, what each source root holds, and what the command line must not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
EXAMPLES = REPOSITORY / "examples"
ROOTS = {"schemas": "scaffold_schemas", "rules": "scaffold_rules", "server": "scaffold_server"}
PROTOCOL = {"pygls", "lsprotocol", "cattrs"}


def loaded_by(*arguments: str | Path) -> set[str]:
    """The top-level modules that a run of the command line has loaded at its end."""
    program = (
        "import sys\n"
        "from scaffold_server.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('LOADED ' + ' '.join({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    return set(done.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.repository
@pytest.mark.parametrize(("folder", "package"), ROOTS.items())
def test_a_source_root_holds_exactly_one_importable_thing(folder: str, package: str) -> None:
    importable = {
        entry.name
        for entry in (REPOSITORY / folder).iterdir()
        if (entry.suffix == ".py" or (entry.is_dir() and entry.name.isidentifier())) and entry.name != "__pycache__"
    }
    assert importable == {package}


@pytest.mark.repository
def test_import_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")  # in this process it would silence all loggers there are
    done = subprocess.run([program, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_version_is_said_before_anything_is_imported() -> None:
    loaded = loaded_by("--version")
    assert not loaded & {"click", "yaml", "json", "scaffold_rules", *PROTOCOL}


@pytest.mark.parametrize("arguments", [("--help",), ("rules",), ("explain", "overlay"), ("schema", "step")])
def test_the_command_line_knows_nothing_of_the_protocol(arguments: tuple[str, ...]) -> None:
    assert not loaded_by(*arguments) & {*PROTOCOL, "libcst", "rich"}


def test_check_loads_only_what_the_files_need(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "pipeline" / "pre"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "methodology").mkdir()
    (folder / "a.md").write_text(
        "---\nname: a\ndescription: A\nphase: pre\norder: 1\noutputs: [docs/a.md]\n---\n\n```bash\nls\n```\n", "utf-8"
    )
    assert not loaded_by("check", tmp_path) & {*PROTOCOL, "libcst", "rich", "frontmatter", "jsonschema"}


def test_check_of_content_with_code_loads_no_protocol() -> None:
    assert not loaded_by("check", EXAMPLES / "content") & PROTOCOL
