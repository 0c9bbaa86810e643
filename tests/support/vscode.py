"""A real VS Code: code-server on the loopback address, and a browser that uses it as a person would."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, FrameLocator, Locator, Page

REPOSITORY = Path(__file__).parents[2]
EDITORS = REPOSITORY / ".venv" / "editors"
ARTIFACTS = REPOSITORY / "tests" / "artifacts" / "vscode"
CHROMIUM = shutil.which("chromium")
PATIENCE = 30_000
"""Milliseconds that anything may take to show on a machine that has other things to do."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.tips.enabled": False,
    "workbench.enableExperiments": False,
    "window.commandCenter": False,
    "chat.commandCenter.enabled": False,
    "chat.disableAIFeatures": True,
    "extensions.autoUpdate": False,
    "extensions.autoCheckUpdates": False,
    "extensions.ignoreRecommendations": True,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "editor.minimap.enabled": False,
    "editor.wordWrap": "off",
    "git.enabled": False,
    "security.workspace.trust.enabled": False,
}


def code_server() -> Path | None:
    """The entry of an installed code-server, or None."""
    return next(iter(sorted(EDITORS.glob("code-server-*/node_modules/code-server/out/node/entry.js"))), None)


def extension() -> Path | None:
    """The extension that was built last, or None."""
    built = sorted((REPOSITORY / "dist").glob("scaffold-lint-*.vsix"), key=lambda path: path.stat().st_mtime)
    return built[-1] if built else None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(
    folder: Path, *, path: str, settings: Mapping[str, Any] | None = None, vsix: Path | None = None
) -> Iterator[str]:
    """The address of a code-server with its own settings and extensions below a folder."""
    entry = code_server()
    assert entry is not None
    node = EDITORS / "bin" / "node"
    data, extensions = folder / "data", folder / "extensions"
    for place in ("User", "Machine"):  # a setting of the machine's counts where the server is, and not in the browser
        (data / place).mkdir(parents=True)
        (data / place / "settings.json").write_text(json.dumps({**SETTINGS, **(settings or {})}), "utf-8")
    home = folder / "home"
    home.mkdir()
    environment = {
        **os.environ,
        "PATH": path,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "EXTENSIONS_GALLERY": "{}",
    }
    environment["VSCODE_CLI"] = "1"  # the PATH counts as it is given here, and not as a login shell would have it
    environment.pop("VIRTUAL_ENV", None)
    places = ["--user-data-dir", str(data), "--extensions-dir", str(extensions)]
    if vsix is not None:
        command = [node, entry, *places, "--install-extension", str(vsix)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert "successfully installed" in done.stdout, done.stdout + done.stderr
    port = free_port()
    options = ["--bind-addr", f"127.0.0.1:{port}", "--auth", "none", "--disable-telemetry", "--disable-update-check"]
    with (folder / "code-server.log").open("wb") as log:
        process = subprocess.Popen([node, entry, *places, *options], env=environment, stdout=log, stderr=log)
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens."""
    for _ in range(300):
        assert process.poll() is None, "code-server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("code-server does not listen")


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser that is installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Window:
    """VS Code in a page, with what a person does in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(PATIENCE)

    def open_folder(self, folder: Path) -> None:
        """Open a folder, and wait until the editor is there."""
        self.page.goto(f"{self.address}/?folder={folder}")
        self.page.locator(".explorer-folders-view .monaco-list-row").first.wait_for(timeout=3 * PATIENCE)

    def open_file(self, path: str, line: int | None = None, column: int | None = None) -> None:
        """Open a file by its path, perhaps at a place."""
        self.page.keyboard.press("Control+p")
        box = self.page.locator(".quick-input-widget input.input")
        box.wait_for()
        place = "" if line is None else f":{line}" + ("" if column is None else f":{column}")
        box.fill(path)
        self.page.locator(".quick-input-list .monaco-list-row", has_text=path.rpartition("/")[2]).first.wait_for()
        box.fill(path + place)
        self.page.locator(".quick-input-list .monaco-list-row", has_text=path.rpartition("/")[2]).first.wait_for()
        self.page.keyboard.press("Enter")
        name = path.rpartition("/")[2]
        self.page.locator(f'.tab.active[data-resource-name="{name}"]').wait_for()
        self.editor.wait_for()
        self.editor.click() if line is None else None

    def run(self, title: str) -> None:
        """Run a command by its title in the palette, as soon as it is there."""
        from playwright.sync_api import TimeoutError as TooLong

        row = self.page.locator(".quick-input-list .monaco-list-row", has_text=title.rpartition(": ")[2]).first
        for _ in range(PATIENCE // 1000):
            self.page.keyboard.press("F1")
            self.answer(f">{title}")
            try:
                row.wait_for(timeout=1000)
            except TooLong:
                self.page.keyboard.press("Escape")
            else:
                self.page.keyboard.press("Enter")
                return
        raise LookupError(title)

    def wait_for_server(self) -> None:
        """Until the server has said something about the open file: the line above a name."""
        self.page.locator(".codelens-decoration", has_text="depend on this").first.wait_for()

    def pick(self, label: str) -> None:
        """Take the row of a quick pick that says just this."""
        row = self.page.locator(".quick-input-list .monaco-list-row").filter(
            has=self.page.get_by_text(label, exact=True)
        )
        row.first.click()

    def answer(self, text: str) -> None:
        """Write into the box that asks."""
        box = self.page.locator(".quick-input-widget input.input")
        box.wait_for()
        box.fill(text)

    def status(self) -> Locator:
        """What the language status says, which is opened."""
        item = self.page.locator("#status\\.languageStatus")
        item.wait_for()
        item.click()
        hover = self.page.locator(".hover-language-status", has_text="scaffold-lint")
        hover.wait_for()
        return hover

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Until something outside the page holds."""
        for _ in range(PATIENCE // 100):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError("it did not come to hold")

    @property
    def editor(self) -> Locator:
        """The text of the active editor."""
        return self.page.locator(".editor-group-container.active .monaco-editor .view-lines").first

    def text(self) -> str:
        """What the active editor shows of its text."""
        return re.sub(
            r"\xa0", " ", "\n".join(self.page.locator(".editor-group-container.active .view-line").all_inner_texts())
        )

    def problems(self) -> Locator:
        """The rows of the Problems panel, which is opened."""
        panel = self.page.locator(".markers-panel")
        if not panel.is_visible():
            self.run("Problems: Focus on Problems View")
            panel.wait_for()
        return panel.locator(".monaco-list-row")

    def webview(self) -> FrameLocator:
        """The inside of the webview that is shown."""
        return self.page.frame_locator("iframe.webview.ready").frame_locator("iframe#active-frame")

    def save_picture(self, name: str, clip: FloatRect | None = None) -> None:
        """A picture of the window or a part of it, kept with the tests' artefacts."""
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png", clip=clip)

    def editor_part(self, height: int) -> FloatRect:
        """The editor from its top on, as part of a picture."""
        part = self.page.locator(".part.editor").bounding_box()
        assert part is not None
        return {"x": part["x"], "y": part["y"], "width": part["width"], "height": min(height, part["height"])}

    def corner(self, width: int, height: int) -> FloatRect:
        """The right corner at the bottom, as part of a picture."""
        size = self.page.viewport_size
        assert size is not None
        return {"x": size["width"] - width, "y": size["height"] - height, "width": width, "height": height}
