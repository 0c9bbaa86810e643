"""A real Emacs with the recipes of the page, in eglot and in lsp-mode."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from editor import DESIGN, OVERLAY, environment, found, recipe, write_content

EMACS = found("emacs")

pytestmark = pytest.mark.repository

PRELUDE = """
(setq make-backup-files nil create-lockfiles nil enable-local-variables nil)
(defun said (&rest things) (princ (concat (mapconcat (lambda (thing) (format "%s" thing)) things " ") "\\n")))
(defun wait (what)
  (let ((end (+ (float-time) 20)) found)
    (while (not (setq found (funcall what)))
      (when (> (float-time) end) (error "waited in vain"))
      (accept-process-output nil 0.05)
      (sit-for 0.01))
    found))
(defun at (line column)
  (goto-char (point-min))
  (forward-line (1- line))
  (forward-char column))
(defun open (file)
  (switch-to-buffer (find-file-noselect file))
  (run-hooks 'post-command-hook)                ; what an Emacs with an author in front does by itself
  (mapc #'timer-event-handler timer-idle-list))
(defun places (file line) (format "%s:%s" (file-name-nondirectory file) line))
(defun definition ()
  (let* ((xref-prompt-for-identifier nil)
         (backend (xref-find-backend))
         (found (car (xref-backend-definitions backend (xref-backend-identifier-at-point backend)))))
    (places (xref-location-group (xref-item-location found)) (xref-location-line (xref-item-location found)))))
(defun completions ()
  (let* ((found (run-hook-wrapped 'completion-at-point-functions #'completion--capf-wrapper 'all))
         (text (buffer-substring (nth 1 found) (nth 2 found))))
    (mapcar #'substring-no-properties (all-completions text (nth 3 found)))))
"""


def emacs(root: Path, client: str, heading: str, script: str) -> list[str]:
    """The lines an Emacs Lisp script says in an Emacs without a user's settings, after the recipe."""
    if EMACS is None:
        pytest.skip("there is no Emacs")
    home = root.parent / "home"
    env = environment(home)
    (home / "init.el").write_text(f"{PRELUDE}\n(require '{client})\n{recipe('README.md', heading)}\n", "utf-8")
    (home / "script.el").write_text(script, "utf-8")
    known = [
        EMACS,
        "--batch",
        "-f",
        "package-initialize",
        "--eval",
        f"(unless (require '{client} nil t) (kill-emacs 9))",
    ]
    command = [*known, "-l", str(home / "init.el"), "-l", str(home / "script.el")]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=90, check=False)
    if done.returncode == 9:
        pytest.skip(f"this Emacs has no {client}")
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.strip()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path / "project")], check=True)
    (tmp_path / "notes.md").write_text("# Notes\n")
    return write_content(tmp_path / "project", misspelt=True)


def test_eglot(root: Path) -> None:
    said = emacs(
        root,
        "eglot",
        "Emacs: eglot",
        f"""
(setq eglot-sync-connect t)
(open "{root.parent}/notes.md")
(said "outside" (eglot-current-server))
(open "{root}/{OVERLAY}")
(wait #'eglot-managed-p)
(wait #'flymake-diagnostics)
(dolist (found (flymake-diagnostics))
  (goto-char (flymake-diagnostic-beg found))
  (said "finding" (line-number-at-pos) (current-column) (buffer-substring (point) (flymake-diagnostic-end found))))
(at 11 4)
(said "definition" (definition))
(let (hover)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text)))
  (wait (lambda () hover))
  (said "hover" (and (string-match "order [0-9]+" hover) (match-string 0 hover))))
(at 13 12)
(said "completion" (completions))
(open "{root}/{DESIGN}")
(wait #'eglot-managed-p)
(said "servers" (length (apply #'append (hash-table-values eglot--servers-by-project))))
(at 2 7)
(cl-letf (((symbol-function 'y-or-n-p) #'always)) (eglot-rename "game-plan"))
(save-some-buffers t)
(let ((server (eglot-current-server)))
  (eglot-shutdown server)
  (said "running" (jsonrpc-running-p server)))
""",
    )
    assert "finding 7 2 desing" in said
    assert [line for line in said if not line.startswith("finding")] == [
        "outside nil",
        "definition create-prd.md:2",
        "hover order 110",
        "completion (design)",
        "servers 1",
        "running nil",
    ]
    assert "dependencies: [create-prd]" in (root / DESIGN).read_text()  # eglot 1.9 changes names and leaves the file
    assert "name: game-plan" in (root / DESIGN).read_text()
    assert "  game-plan: { append: [design] }" in (root / OVERLAY).read_text()


def test_lsp_mode(root: Path) -> None:
    said = emacs(
        root,
        "lsp-mode",
        "Emacs: lsp-mode",
        f"""
(setq lsp-auto-guess-root t lsp-session-file "{root.parent}/session" lsp-enable-file-watchers nil
      lsp-diagnostics-provider :flymake lsp-headerline-breadcrumb-enable nil)
(open "{root.parent}/notes.md")
(sit-for 0.5)
(said "outside" (lsp-workspaces))
(open "{root}/{OVERLAY}")
(wait (lambda () (and (lsp-workspaces) (eq 'initialized (lsp--workspace-status (car (lsp-workspaces)))))))
(wait (lambda () (gethash buffer-file-name (lsp-diagnostics t))))
(dolist (found (gethash buffer-file-name (lsp-diagnostics t)))
  (let ((start (lsp:range-start (lsp:diagnostic-range found))))
    (said "finding" (lsp:diagnostic-code? found) (1+ (lsp:position-line start)) (lsp:position-character start))))
(at 11 4)
(said "definition" (definition))
(at 13 12)
(said "completion" (completions))
(open "{root}/{DESIGN}")
(wait #'lsp-workspaces)
(said "shared" (eq (car (lsp-workspaces)) (with-current-buffer (find-buffer-visiting "{root}/{OVERLAY}") (car (lsp-workspaces)))))
(at 2 7)
(lsp-rename "game-plan")
(save-some-buffers t)
""",
    )
    assert "finding overlay/unknown-step 7 2" in said
    assert [line for line in said if not line.startswith("finding")] == [
        "outside nil",
        "definition create-prd.md:2",
        "completion (design)",
        "shared t",
    ]
    assert "name: game-plan" in (root / DESIGN).with_stem("game-plan").read_text()
    assert not (root / DESIGN).exists()
    assert "  game-plan: { append: [design] }" in (root / OVERLAY).read_text()
