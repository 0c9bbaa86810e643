import { randomBytes } from "node:crypto";
import {
  type Disposable,
  type ExtensionContext,
  languages,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
} from "vscode";
import type { EffectiveSteps } from "../commands/effectiveStep";
import type { Runner } from "../runner";
import type { Choice, FromView, Graph, ToView } from "./protocol";

const QUIET = 1_000;

/** The one panel with the pipeline's graph. The server says what is drawn; the view draws it. */
export class GraphPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private uri: string | undefined;
  private choice: Choice = {};
  private timer: NodeJS.Timeout | undefined;
  private readonly listening: Disposable;

  constructor(
    private readonly context: ExtensionContext,
    private readonly runner: Runner,
    private readonly pages: EffectiveSteps,
  ) {
    this.listening = languages.onDidChangeDiagnostics(() => { this.refreshSoon(); });
  }

  /** Open the panel, or bring it to the front, for the content that the active file belongs to. */
  async show(): Promise<void> {
    this.uri = window.activeTextEditor?.document.uri.toString() ?? this.uri;
    if (this.panel === undefined) {
      this.panel = this.created();
    } else {
      this.panel.reveal();
      await this.draw();
    }
  }

  private created(): WebviewPanel {
    const root = this.context.extensionUri;
    const panel = window.createWebviewPanel("scaffold-lint.graph", "Pipeline Graph", ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(root, "out"), Uri.joinPath(root, "media")],
    });
    panel.iconPath = Uri.joinPath(root, "media", "graph.svg");
    panel.webview.onDidReceiveMessage((message: FromView) => void this.heard(message));
    panel.onDidDispose(() => { this.panel = undefined; });
    panel.webview.html = page(panel.webview, root);
    return panel;
  }

  private async heard(message: FromView): Promise<void> {
    switch (message.kind) {
      case "choose":
        this.choice = message.choice;
        await this.draw();
        break;
      case "open":
        await window.showTextDocument(Uri.parse(message.uri), { viewColumn: ViewColumn.Beside });
        break;
      case "page":
        await this.pages.show({ step: message.step, ...message.choice, ...(this.uri === undefined ? {} : { uri: this.uri }) });
        break;
    }
  }

  private async draw(): Promise<void> {
    const graph = await this.runner.ask<Graph>("pipelineGraph", { ...this.choice, uri: this.uri });
    const message: ToView = graph === undefined ? { kind: "nothing" } : { kind: "graph", graph };
    await this.panel?.webview.postMessage(message);
  }

  /** Draw again once findings have settled, as long as somebody looks. */
  private refreshSoon(): void {
    clearTimeout(this.timer);
    if (this.panel?.visible === true && this.runner.isRunning) {
      this.timer = setTimeout(() => void this.draw(), QUIET);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listening.dispose();
    this.panel?.dispose();
  }
}

/** The page that the view lives in: nothing but its own script and style, nothing from the network. */
function page(webview: Webview, root: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const script = webview.asWebviewUri(Uri.joinPath(root, "out", "graph.js")).toString();
  const style = webview.asWebviewUri(Uri.joinPath(root, "media", "graph.css")).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'">
  <title>Pipeline Graph</title>
  <link rel="stylesheet" nonce="${nonce}" href="${style}">
</head>
<body>
  <header id="controls" role="toolbar" aria-label="What is drawn"></header>
  <main><svg id="graph" role="group" aria-label="Pipeline steps by phase"></svg><p id="nothing" hidden>No pipeline steps are known here.</p></main>
  <aside id="details" aria-live="polite"></aside>
  <footer id="legend" aria-hidden="true"></footer>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
