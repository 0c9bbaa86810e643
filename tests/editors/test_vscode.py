"""A real VS Code with the extension as it is built: what an author sees and does in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import vscode
from vscode import Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.skipif(
    not (vscode.code_server() and vscode.extension() and vscode.CHROMIUM), reason="there is no VS Code"
)

EXAMPLES = vscode.REPOSITORY / "examples"
PROTOCOL = "content/pipeline/foundation/data-protocol.md"
QUESTION = "content/pipeline/pre/research-question.md"
SETUP = 120_000
"""Milliseconds that fetching the server's libraries may take."""

WITH_SERVER = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with vscode.browser() as browser:
        expect.set_options(timeout=vscode.PATIENCE)
        yield browser


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """VS Code with the extension, and the server on the PATH."""
    folder = tmp_path_factory.mktemp("vscode")
    with vscode.running(folder, path=WITH_SERVER, vsix=vscode.extension()) as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    found = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield found
    found.close()


@pytest.fixture
def window(context: BrowserContext, address: str, request: pytest.FixtureRequest) -> Iterator[Window]:
    found = Window(context.new_page(), address)
    yield found
    found.save_picture(request.node.name)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A content repository of our own, without a defect."""
    shutil.copytree(EXAMPLES / "content", tmp_path / "study" / "content")
    return tmp_path / "study"


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_findings_stand_in_the_problems_panel(window: Window, study: Path) -> None:
    change(study, PROTOCOL, "dependencies: [research-question]", "dependencies: [reserch-question]")
    change(study, "content/methodology/research-overlay.yml", "baseline-model: {", "basline-model: {")
    window.open_folder(study)
    window.open_file(PROTOCOL)
    expect(window.page.locator(".squiggly-error, .squiggly-warning").first).to_be_visible()
    problems = window.problems()
    expect(problems.filter(has_text="reserch-question").first).to_contain_text("step/unknown-dependency")
    expect(problems.filter(has_text="basline-model").first).to_contain_text("overlay/unknown-step")
    window.save_picture("vscode-findings")


def test_settings_of_the_folder_count(window: Window, study: Path) -> None:
    change(study, PROTOCOL, "dependencies: [research-question]", "dependencies: [reserch-question]")
    change(study, "content/methodology/research-overlay.yml", "baseline-model: {", "basline-model: {")
    (study / ".vscode").mkdir()
    (study / ".vscode/settings.json").write_text('{"scaffold-lint.ignore": ["overlay"]}', "utf-8")
    window.open_folder(study)
    window.open_file(PROTOCOL)
    problems = window.problems()
    expect(problems.filter(has_text="reserch-question").first).to_be_visible()
    expect(problems.filter(has_text="basline-model")).to_have_count(0)
    (study / ".vscode/settings.json").write_text('{"scaffold-lint.ignore": ["step"]}', "utf-8")
    expect(problems.filter(has_text="basline-model").first).to_be_visible()
    expect(problems.filter(has_text="reserch-question")).to_have_count(0)


def test_a_completion_is_accepted_by_keyboard(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(PROTOCOL, 7, 33)
    window.wait_for_server()
    window.page.keyboard.type(", base")
    expect(window.page.locator(".suggest-widget .monaco-list-row.focused")).to_contain_text("baseline-model")
    window.save_picture("vscode-completion", window.editor_part(340))
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Control+s")
    window.wait_until(lambda: "[research-question, baseline-model]" in (study / PROTOCOL).read_text("utf-8"))


def test_a_quick_fix_puts_the_right_word(window: Window, study: Path) -> None:
    change(study, PROTOCOL, "dependencies: [research-question]", "dependencies: [reserch-question]")
    window.open_folder(study)
    window.open_file(PROTOCOL, 7, 20)
    expect(window.page.locator(".squiggly-error").first).to_be_visible()
    fix = window.page.locator(".action-widget .monaco-list-row", has_text="research-question").first
    for _ in range(10):  # a key that is pressed while the editor is busy may be lost
        if not fix.is_visible():
            window.page.keyboard.press("Escape")
            window.page.keyboard.press("Control+.")
            window.page.wait_for_timeout(2000)
    expect(fix).to_be_visible()
    window.save_picture("fix", window.editor_part(340))
    fix.click()
    expect(window.editor).to_contain_text("[research-question")
    expect(window.problems().filter(has_text="reserch-question")).to_have_count(0)


def test_a_hover_explains_a_name(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(PROTOCOL)
    window.wait_for_server()
    window.page.locator(".view-line span", has_text="research-question").last.hover()
    hover = window.page.locator(".monaco-hover:visible")
    expect(hover).to_contain_text("research-question")
    expect(hover).to_contain_text("pre")
    window.save_picture("vscode-hover", window.editor_part(340))


def test_the_line_above_a_name_leads_to_its_uses(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(PROTOCOL)
    window.page.locator(".codelens-decoration a", has_text="depend on this").click()
    expect(window.page.locator(".reference-zone-widget")).to_contain_text("training-conventions.md")


def test_a_rename_takes_the_file_along(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(QUESTION, 2, 10)
    window.wait_for_server()
    window.page.keyboard.press("F2")
    box = window.page.locator(".rename-box input")
    expect(box).to_have_value("research-question")
    box.fill("study-question")
    window.save_picture("vscode-rename", window.editor_part(340))
    window.page.keyboard.press("Enter")
    expect(window.page.locator('.tab[data-resource-name="study-question.md"]')).to_be_visible()
    expect(window.editor).to_contain_text("name: study-question")
    window.run("File: Save All Files")
    renamed = study / QUESTION.replace("research-question", "study-question")
    window.wait_until(lambda: renamed.exists() and "study-question" in (study / PROTOCOL).read_text("utf-8"))
    assert not (study / QUESTION).exists()
    assert "dependencies: [study-question]" in (study / PROTOCOL).read_text("utf-8")


def test_fix_all_applies_what_is_safe(window: Window, study: Path) -> None:
    entry = "content/knowledge/research/research-seeding.md"
    change(study, entry, "randomness]", "randomness, research]")
    window.open_folder(study)
    window.open_file(entry)
    expect(window.problems().filter(has_text="duplicate").first).to_be_visible()
    window.run("scaffold-lint: Fix All in This File")
    expect(window.editor).to_contain_text("randomness]")
    expect(window.problems().filter(has_text="duplicate")).to_have_count(0)


def test_the_pipeline_is_drawn(window: Window, study: Path) -> None:
    change(study, PROTOCOL, "dependencies: [research-question]", "dependencies: [research-question, experiment-plan]")
    said: list[str] = []
    window.page.on("console", lambda message: said.append(message.text))
    window.open_folder(study)
    window.open_file(PROTOCOL)
    window.page.set_viewport_size({"width": 1280, "height": 560})
    window.page.keyboard.press("Control+b")
    window.run("scaffold-lint: Show Pipeline Graph")
    view = window.webview()
    expect(view.locator(".column")).to_have_count(6)
    expect(view.locator(".step")).to_have_count(7)
    expect(view.locator('.step[data-step="data-protocol"]')).to_have_class("step error")
    view.locator("select").first.select_option("research")
    expect(view.locator(".step.added").first).to_be_visible()
    view.locator('[data-step="experiment-plan"]').hover()
    expect(view.locator(".edge.near.added")).to_have_count(1)
    expect(view.locator("#details")).to_contain_text("research-overlay")
    window.save_picture("vscode-graph", window.editor_part(560))
    view.locator('[data-step="review-experiment-plan"]').click()
    expect(window.page.locator('.tab.active[data-resource-name="review-experiment-plan.md"]')).to_be_visible()
    assert [line for line in said if "Content Security Policy" in line] == []


def test_an_effective_step_is_a_page(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(PROTOCOL)
    window.run("scaffold-lint: Show Effective Step")
    window.pick("data-protocol")
    window.pick("research")
    window.pick("deep")
    expect(window.webview().locator("body")).to_contain_text("For research with the preset deep")


def test_a_new_knowledge_entry(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(PROTOCOL)
    window.run("scaffold-lint: New Knowledge Entry")
    window.pick("research")
    window.answer("research-seeding")
    expect(window.page.locator(".quick-input-widget")).to_contain_text("there is an entry")
    window.answer("research-baselines")
    window.page.keyboard.press("Enter")
    expect(window.page.locator('.tab.active[data-resource-name="research-baselines.md"]')).to_be_visible()
    assert (study / "content/knowledge/research/research-baselines.md").is_file()


def test_the_status_says_which_server_runs_and_why(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.open_file(PROTOCOL)
    expect(window.status()).to_contain_text("scaffold-lint 0.1.0")
    expect(window.status()).to_contain_text("from the PATH")
    window.save_picture("vscode-status", window.corner(620, 120))


def test_debug_information(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.run("scaffold-lint: Print Debug Information")
    for words in ("server 0.1.0, from the PATH", "path = ", "encoding utf-16", "documents"):
        expect(window.editor).to_contain_text(words)


def test_the_walkthrough_has_three_steps(window: Window, study: Path) -> None:
    window.open_folder(study)
    window.run("Welcome: Open Walkthrough...")
    window.pick("Get started with scaffold-lint")
    expect(window.page.locator(".getting-started-step")).to_have_count(3)


def test_an_unrelated_folder_is_left_alone(window: Window, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("---\nname: [\n---\n# Notes\n", "utf-8")
    (tmp_path / "pipeline.yml").write_text("steps: {}\n", "utf-8")
    window.open_folder(tmp_path)
    window.open_file("notes.md")
    window.page.keyboard.press("F1")
    window.page.locator(".quick-input-widget input.input").fill(">scaffold-lint: ")
    expect(window.page.locator(".quick-input-list")).to_contain_text("No matching commands")
    window.page.keyboard.press("Escape")
    window.run("Developer: Show Running Extensions")
    expect(window.page.locator(".runtime-extensions-editor")).to_contain_text("Markdown")
    expect(window.page.locator(".runtime-extensions-editor")).not_to_contain_text("scaffold-lint")


# -- which server runs -------------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of programs that is the whole PATH: Python, and no server."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    return folder


@pytest.fixture
def opened(
    context: BrowserContext, tmp_path: Path, elsewhere: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Window]]:
    """Opens VS Code on a folder with a PATH of its own, and with settings."""
    with ExitStack() as stack:

        def start(folder: Path, **settings: object) -> Window:
            path = f"{elsewhere}{os.pathsep}/usr/bin{os.pathsep}/bin"
            server = tmp_path / "server"
            address = stack.enter_context(vscode.running(server, path=path, settings=settings, vsix=vscode.extension()))
            window = Window(context.new_page(), address)
            stack.callback(window.save_picture, request.node.name)
            window.open_folder(folder)
            return window

        yield start


def program(path: Path, version: str, serve: str = "exec cat >/dev/null") -> Path:
    """A program that says it is our server of a version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "scaffold-lint {version}" && exit\n{serve}\n', "utf-8")
    path.chmod(0o755)
    return path


def test_a_missing_server_is_said_and_repaired(opened: Callable[..., Window], study: Path) -> None:
    change(study, PROTOCOL, "dependencies: [research-question]", "dependencies: [reserch-question]")
    (study / ".scaffold").mkdir()
    (study / ".scaffold" / "lock.json").write_text('{"pid": "text"}', "utf-8")
    window = opened(study)
    notice = window.page.locator(".notification-toast", has_text="needs its server")
    expect(notice).to_be_visible()
    window.open_file(".scaffold/lock.json")
    expect(window.problems().filter(has_text="integer").first).to_be_visible()  # by its schema alone
    window.open_file(PROTOCOL)
    status = window.status()
    expect(status).to_contain_text("no server")
    window.save_picture("missing")
    status.get_by_text("Set Up Server").click()
    expect(window.page.locator(".squiggly-error").first).to_be_visible(timeout=SETUP)
    expect(window.status()).to_contain_text("from the extension's own environment")


def test_uv_runs_the_server_from_its_cache(opened: Callable[..., Window], study: Path, elsewhere: Path) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent))
    assert uv is not None
    (elsewhere / "uv").symlink_to(uv)
    window = opened(study)
    window.page.locator(".notification-toast", has_text="needs its server").get_by_text("Set Up").click()
    window.open_file(PROTOCOL)
    window.page.locator(".codelens-decoration", has_text="depend on this").first.wait_for(timeout=SETUP)
    expect(window.status()).to_contain_text("run by uv")


def test_an_environment_is_passed_over_while_it_is_too_old(
    opened: Callable[..., Window], study: Path, elsewhere: Path
) -> None:
    program(study / ".venv/bin/scaffold-language-server", "0.0.9")
    (study / ".venv/pyvenv.cfg").write_text("version = 3.12.1\n")
    program(study / "venv/bin/scaffold-language-server", "9.0.0")
    (study / "venv/pyvenv.cfg").write_text("version = 3.9.2\n")
    (elsewhere / "scaffold-language-server").symlink_to(Path(sys.executable).parent / "scaffold-language-server")
    window = opened(study, **{"scaffold-lint.path": "/nowhere/scaffold-lint"})
    window.open_file(PROTOCOL)
    window.wait_for_server()
    expect(window.status()).to_contain_text("/nowhere/scaffold-lint does not exist")
    window.run("scaffold-lint: Print Debug Information")
    for words in ("0.0.9, older than the", "the environment venv: its Python is 3.9.2", "from the PATH"):
        expect(window.editor).to_contain_text(words)


def test_a_server_that_crashes_is_not_started_for_ever(
    opened: Callable[..., Window], study: Path, tmp_path: Path
) -> None:
    starts = tmp_path / "starts"
    crashing = program(tmp_path / "crashing", "9.0.0", f"echo >> {starts}; exit 1")
    window = opened(study, **{"scaffold-lint.path": str(crashing)})
    window.open_file(PROTOCOL)
    window.wait_until(starts.exists)
    window.page.wait_for_timeout(8000)
    assert 1 <= len(starts.read_text().splitlines()) <= 4
    expect(window.status()).to_contain_text("stopped")


def test_nothing_of_an_untrusted_workspace_is_started(
    opened: Callable[..., Window], study: Path, tmp_path: Path, elsewhere: Path
) -> None:
    started = tmp_path / "started"
    bad = program(study / ".venv/bin/scaffold-language-server", "9.0.0", f"touch {started}")
    bad.write_text(f"#!/bin/sh\ntouch {started}\n")
    (study / ".venv/pyvenv.cfg").write_text("version = 3.12.1\n")
    (study / ".vscode").mkdir()
    (study / ".vscode/settings.json").write_text(f'{{"scaffold-lint.path": "{bad}"}}')
    window = opened(
        study, **{"security.workspace.trust.enabled": True, "security.workspace.trust.startupPrompt": "never"}
    )
    window.open_file(PROTOCOL)
    expect(window.status()).to_contain_text("no server")
    assert not started.exists()
