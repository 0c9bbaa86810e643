import { commands, ConfigurationTarget, type LogOutputChannel, ProgressLocation, window, workspace } from "vscode";
import type { OwnServer } from "../server/own";
import { fetchByUv, uv } from "../server/uv";
import { SECTION } from "../settings";

/** Say that there is no server, and what can be done about it. */
export async function offerSetUp(): Promise<void> {
  const answers = {
    "Set Up": "scaffold-lint.setUpServer",
    "Select Executable…": "scaffold-lint.selectServer",
    "Show Logs": "scaffold-lint.showLogs",
  };
  const said = "scaffold-lint needs its server. It can set one up in a folder of its own; its libraries are then fetched.";
  const answer = await window.showWarningMessage(said, ...(Object.keys(answers) as (keyof typeof answers)[]));
  if (answer !== undefined) {
    await commands.executeCommand(answers[answer]);
  }
}

/** Set the server up as far as the user lets it; resolves when it is there or the failure was shown. */
export async function setUpServer(own: OwnServer, log: LogOutputChannel): Promise<void> {
  const options = { location: ProgressLocation.Notification, title: "Setting up scaffold-lint", cancellable: true };
  const abort = new AbortController();
  try {
    await window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => { abort.abort(); });
      progress.report({ message: "fetching its libraries" });
      await fetched(own, log, abort.signal);
    });
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    if (abort.signal.aborted) {
      return; // as the user wanted
    }
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`scaffold-lint could not be set up: ${reason}`, "Show Logs").then((answer) => {
      if (answer !== undefined) {
        log.show();
      }
    });
  }
}

/** With uv the libraries go into its cache, from which it runs the server; else into an environment of our own. */
async function fetched(own: OwnServer, log: LogOutputChannel, signal: AbortSignal): Promise<void> {
  const command = workspace.isTrusted ? await uv() : undefined;
  if (command !== undefined) {
    const { ok, error } = await fetchByUv(command, own.wheel, { timeout: 600_000, signal });
    log.info(`${command} tool run --from ${own.wheel}\n${error}`);
    if (ok) {
      return;
    }
  }
  await own.create((line) => { log.info(line); }, signal);
}

/** Let the user pick a server of their own; it goes into their settings. */
export async function selectServer(): Promise<void> {
  const picked = await window.showOpenDialog({ title: "Select scaffold-language-server", openLabel: "Use This Server" });
  const path = picked?.[0]?.fsPath;
  if (path !== undefined) {
    await workspace.getConfiguration(SECTION).update("path", path, ConfigurationTarget.Global);
  }
}
