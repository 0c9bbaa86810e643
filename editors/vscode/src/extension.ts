import { commands, type ExtensionContext, window, workspace } from "vscode";
import { showReferences } from "./client";
import { printDebugInformation } from "./commands/debugInformation";
import { EffectiveSteps, SCHEME } from "./commands/effectiveStep";
import { newKnowledgeEntry } from "./commands/newKnowledgeEntry";
import { selectServer, setUpServer } from "./commands/setUp";
import { GraphPanel } from "./graph/panel";
import { Runner } from "./runner";
import { onEnvironmentChange } from "./server/environments";
import { Status } from "./status";

const FIX_ALL = "source.fixAll.scaffold-lint";

let stop: (() => Promise<void>) | undefined;

/** VS Code calls this when the workspace has scaffold content. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("scaffold-lint", { log: true });
  const status = new Status();
  const runner = new Runner(context, log, status);
  const pages = new EffectiveSteps(runner);
  const graph = new GraphPanel(context, runner, pages);
  const restart = () => runner.restart();
  stop = () => runner.stop();
  const own: Record<string, (...args: never[]) => unknown> = {
    restart,
    showLogs: () => { log.show(); },
    printDebugInformation: () => printDebugInformation(context, runner),
    setUpServer: () => setUpServer(runner.own, log).then(restart),
    selectServer,
    fixAll: () => commands.executeCommand("editor.action.sourceAction", { kind: FIX_ALL, apply: "first" }),
    lintWorkspace: () => lintWorkspace(runner),
    showEffectiveStep: (given?: object) => pages.show(given),
    showPipelineGraph: () => graph.show(),
    newKnowledgeEntry: () => newKnowledgeEntry(runner),
    showReferences,
  };
  context.subscriptions.push(
    log,
    status,
    runner,
    graph,
    ...Object.entries(own).map(([name, run]) => commands.registerCommand(`scaffold-lint.${name}`, run)),
    workspace.registerTextDocumentContentProvider(SCHEME, pages),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((change) => {
      if (["enable", "path"].some((name) => change.affectsConfiguration(`scaffold-lint.${name}`))) {
        void restart();
      }
    }),
  );
  void onEnvironmentChange(() => void restart()).then((subscription) => {
    if (subscription !== undefined) {
      context.subscriptions.push(subscription);
    }
  });
  void commands.executeCommand("setContext", "scaffold-lint.active", true);
  void restart();
}

/** VS Code waits for the server to end. */
export function deactivate(): Promise<void> | undefined {
  return stop?.();
}

/** Read everything again and show what is wrong. */
async function lintWorkspace(runner: Runner): Promise<void> {
  await runner.ask("reindex");
  await commands.executeCommand("workbench.actions.view.problems");
}
