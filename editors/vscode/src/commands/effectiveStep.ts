import { commands, EventEmitter, type QuickPickItem, type TextDocumentContentProvider, Uri, window } from "vscode";
import type { Choice, Graph } from "../graph/protocol";
import type { Runner } from "../runner";

export const SCHEME = "scaffold-lint";

interface Asked extends Choice {
  readonly step: string;
  readonly uri?: string;
}

/** The pages of effective steps: what a step receives after preset and overlays, as a document that cannot be edited. */
export class EffectiveSteps implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly runner: Runner) {}

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const asked = JSON.parse(uri.query) as Asked;
    return (await this.runner.ask<string>("showEffectiveStep", asked)) ?? `Nothing is known of ${asked.step}.`;
  }

  /** Show the page of a step for a choice; what is not said is asked for. */
  async show(given: Partial<Asked> = {}): Promise<void> {
    const uri = given.uri ?? window.activeTextEditor?.document.uri.toString();
    const graph = await this.runner.ask<Graph>("pipelineGraph", { uri });
    const asked = graph && (await completed(graph, given, uri));
    if (asked === undefined) {
      return;
    }
    const page = Uri.from({ scheme: SCHEME, path: `/${asked.step}.md`, query: JSON.stringify(asked) });
    this.changed.fire(page);
    await commands.executeCommand("markdown.showPreview", page);
  }
}

async function completed(graph: Graph, given: Partial<Asked>, uri: string | undefined): Promise<Asked | undefined> {
  const step = given.step ?? (await pickStep(graph, uri));
  if (step === undefined) {
    return undefined;
  }
  const projectType = given.projectType === undefined ? await pickProjectType(graph) : given.projectType;
  const preset = projectType === undefined ? undefined : (given.preset ?? (await pickPreset(graph)));
  if (projectType === undefined || preset === undefined) {
    return undefined;
  }
  return { ...given, step, projectType, preset, ...(uri === undefined ? {} : { uri }) };
}

/** The step of the open file comes first. */
async function pickStep({ steps }: Graph, uri: string | undefined): Promise<string | undefined> {
  const sorted = [...steps].sort((left, right) => Number(right.uri === uri) - Number(left.uri === uri));
  const items = sorted.map(({ name, phase, order }) => ({ label: name, description: `${phase ?? ""} ${order ?? ""}` }));
  return (await window.showQuickPick(items, { title: "Step", matchOnDescription: true }))?.label;
}

async function pickProjectType({ choices }: Graph): Promise<string | null | undefined> {
  const types = Object.keys(choices.projectTypes);
  if (types.length === 0) {
    return null;
  }
  const none: QuickPickItem = { label: "none", description: "the pipeline without overlays" };
  const picked = await window.showQuickPick([...types.map((label) => ({ label })), none], { title: "Project type" });
  return picked === undefined ? undefined : picked === none ? null : picked.label;
}

async function pickPreset({ choices }: Graph): Promise<string | undefined> {
  return choices.presets.length === 0 ? "deep" : window.showQuickPick([...choices.presets], { title: "Preset" });
}
