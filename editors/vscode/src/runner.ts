import { commands, type Disposable, type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { createClient } from "./client";
import { offerSetUp } from "./commands/setUp";
import { environmentsOf } from "./server/environments";
import { type Found, search, type Search } from "./server/ladder";
import { OwnServer } from "./server/own";
import { setting } from "./settings";
import { SERVER_WHEEL } from "./settings.generated";
import type { Status } from "./status";

/** Finds the server, starts it, and starts it anew; one thing at a time. */
export class Runner implements Disposable {
  readonly own: OwnServer;
  /** What the last search came to; undefined before the first. */
  search: Search | undefined;
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private offered = false;
  private readonly trace = window.createOutputChannel("scaffold-lint Trace", { log: true });

  constructor(
    context: ExtensionContext,
    private readonly log: LogOutputChannel,
    private readonly status: Status,
  ) {
    this.own = new OwnServer(context.globalStorageUri.fsPath, Uri.joinPath(context.extensionUri, SERVER_WHEEL).fsPath);
  }

  /** Start, or stop what runs and start again. Resolves when the server answers or it is clear that there is none. */
  restart(): Promise<void> {
    this.queue = this.queue.then(() => this.startAnew()).catch((error: unknown) => { this.failed(error); });
    return this.queue;
  }

  /** Resolves when what was asked for last has been done. */
  settled(): Promise<void> {
    return this.queue;
  }

  get isRunning(): boolean {
    return this.client?.isRunning() === true;
  }

  /** The answer to one of the server's commands; undefined, and an offer to set it up, where there is no server. */
  async ask<Answer>(command: string, args: object = {}): Promise<Answer | undefined> {
    await this.queue;
    if (this.client?.isRunning() !== true) {
      void offerSetUp();
      return undefined;
    }
    const params = { command: `scaffold-lint.server.${command}`, arguments: [args] };
    return (await this.client.sendRequest<Answer | null>("workspace/executeCommand", params)) ?? undefined;
  }

  private async startAnew(): Promise<void> {
    await this.stop();
    if (!setting("enable")) {
      this.status.disabled();
      return;
    }
    this.status.searching();
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
    this.search = await search({
      trusted: workspace.isTrusted,
      path: setting("path").trim(),
      folders: folders.map(({ uri }) => uri.fsPath),
      environments: workspace.isTrusted ? await environmentsOf(folders) : [],
      own: this.own,
    });
    const { found, tried } = this.search;
    for (const { where, outcome } of tried) {
      this.log.info(`Not from ${where}: ${outcome}`);
    }
    if (found === undefined) {
      this.status.missing();
      this.offerOnce();
      return;
    }
    this.log.info(`The server is ${found.version}, ${found.why}: ${[found.command, ...found.args].join(" ")}`);
    await this.start(found, this.search);
  }

  private async start(found: Found, by: Search): Promise<void> {
    this.client = createClient(found, this.log, this.trace, () => { this.status.stopped("it crashed several times"); });
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.status.running(found, by);
        void commands.executeCommand("setContext", "scaffold-lint.running", true);
      }
    });
    await this.client.start();
  }

  /** Resolves when the server has ended. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose().catch((error: unknown) => { this.log.warn(String(error)); });
  }

  private failed(error: unknown): void {
    this.log.error(error instanceof Error ? error : String(error));
    this.status.stopped("it could not be started");
  }

  private offerOnce(): void {
    if (!this.offered) {
      this.offered = true;
      void offerSetUp();
    }
  }

  dispose(): void {
    void this.stop();
    this.trace.dispose();
  }
}
