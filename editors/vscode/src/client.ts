import { homedir } from "node:os";
import { commands, Location, type LogOutputChannel, Position, Range, Uri, workspace } from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import { SELECTOR } from "./selector";
import { type Found } from "./server/ladder";
import { SECTION, setting } from "./settings";

const MOST_CRASHES = 3;
const CRASHES_WITHIN = 180_000;

/** A client for a server that was found; `gaveUp` is called when the server ends again and again. */
export function createClient(found: Found, log: LogOutputChannel, trace: LogOutputChannel, gaveUp: () => void): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel: log,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { logLevel: setting("logLevel") },
    errorHandler: patience(log, gaveUp),
    initializationFailedHandler: () => false,
    middleware,
  };
  const server = { command: found.command, args: [...found.args], options: { cwd: workingFolder() } };
  return new LanguageClient(SECTION, "scaffold-lint", server, options);
}

/** What a resource's settings switch off is not asked for. */
const middleware: Middleware = {
  provideCodeLenses: (document, token, next) => (setting("codeLens", document) ? next(document, token) : []),
  provideInlayHints: (document, range, token, next) =>
    setting("inlayHints", document) ? next(document, range, token) : [],
};

/** Restarts a server that crashed, but not one that crashes all the time. */
function patience(log: LogOutputChannel, gaveUp: () => void): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      crashes.push(Date.now());
      const since = crashes.at(-MOST_CRASHES);
      if (since !== undefined && Date.now() - since < CRASHES_WITHIN) {
        log.error(`The server ended ${MOST_CRASHES} times in a row and is not started again.`);
        gaveUp();
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      log.warn("The server ended by itself and is started again.");
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

/** Where the server runs: its messages name files from there. Never in a folder that is not trusted. */
function workingFolder(): string {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
  return (workspace.isTrusted ? folder : undefined) ?? homedir();
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface PlainLocation {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

/** What a lens of the server does when it is clicked: show its places. */
export async function showReferences(uri: string, position: Place, places: readonly PlainLocation[]): Promise<void> {
  const at = ({ line, character }: Place) => new Position(line, character);
  const locations = places.map(
    (place) => new Location(Uri.parse(place.uri), new Range(at(place.range.start), at(place.range.end))),
  );
  await commands.executeCommand("editor.action.showReferences", Uri.parse(uri), at(position), locations);
}
