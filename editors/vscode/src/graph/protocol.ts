// What the server answers to `pipelineGraph`, and what the extension and the graph's view say to each other.

export type Severity = "error" | "warning" | "info" | "hint";
export type EdgeKind = "dependency" | "read";

export interface Choice {
  readonly projectType?: string | null;
  readonly domains?: readonly string[];
  readonly services?: boolean;
  readonly preset?: string | null;
}

export interface Added {
  readonly what: EdgeKind | "knowledge";
  readonly name: string;
  readonly origin: string;
}

export interface Step {
  readonly name: string;
  readonly phase: string | null;
  readonly order: number | null;
  readonly enabled: boolean;
  readonly decidedBy: string | null;
  readonly conditional: boolean;
  readonly added: readonly Added[];
  readonly uri: string | null;
  readonly severity: Severity | null;
  readonly findings: Partial<Record<Severity, number>>;
  readonly messages: readonly string[];
}

/** From a step to one that it depends on or reads. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly origin: string;
}

export interface Graph {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
  readonly phases: readonly { readonly slug: string; readonly name: string }[];
  readonly choice: Choice;
  readonly choices: {
    readonly projectTypes: Readonly<Record<string, readonly string[]>>;
    readonly presets: readonly string[];
    readonly services: boolean;
  };
}

export type ToView = { readonly kind: "graph"; readonly graph: Graph } | { readonly kind: "nothing" };

export type FromView =
  | { readonly kind: "choose"; readonly choice: Choice }
  | { readonly kind: "open"; readonly uri: string }
  | { readonly kind: "page"; readonly step: string; readonly choice: Choice };
