import type { Edge, Graph, Step } from "../protocol";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Column {
  readonly name: string;
  readonly x: number;
  readonly width: number;
}

export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly columns: readonly Column[];
  readonly width: number;
  readonly height: number;
}

const HEADING = 40;
const BOX = 30;
const ROW = 44;
const GAP = 64;
const CHARACTER = 7.3;
const PADDING = 14;

/** Phases are columns from left to right; the steps of a phase stand below each other by their order, about the middle. */
export function layout({ phases }: Graph, steps: readonly Step[]): Layout {
  const known = new Set(phases.map(({ slug }) => slug));
  const stacks = [
    ...phases.map(({ slug, name }) => ({ name, within: steps.filter(({ phase }) => phase === slug) })),
    { name: "no phase", within: steps.filter(({ phase }) => !known.has(phase ?? "")) },
  ].filter(({ within }) => within.length > 0);
  const rows = Math.max(0, ...stacks.map(({ within }) => within.length));
  const boxes = new Map<string, Box>();
  const columns: Column[] = [];
  let x = PADDING;
  for (const { name, within } of stacks) {
    const width = Math.max(...within.map((step) => step.name.length * CHARACTER)) + 2 * PADDING;
    const top = HEADING + ((rows - within.length) * ROW) / 2;
    within.forEach((step, row) => boxes.set(step.name, { x, y: top + row * ROW, width, height: BOX }));
    columns.push({ name, x: x - PADDING, width: width + 2 * PADDING });
    x += width + GAP;
  }
  return { boxes, columns, width: x - GAP + PADDING, height: HEADING + rows * ROW };
}

/** The dependencies that follow from others: a step that needs something also needs what that needs. */
export function implied(edges: readonly Edge[]): ReadonlySet<Edge> {
  const needs = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    if (kind === "dependency") {
      needs.set(from, [...(needs.get(from) ?? []), to]);
    }
  }
  const reached = new Map<string, ReadonlySet<string>>();
  const reachable = (step: string): ReadonlySet<string> => {
    const known = reached.get(step);
    if (known !== undefined) {
      return known;
    }
    const found = new Set<string>();
    reached.set(step, found); // a cycle ends here
    for (const next of needs.get(step) ?? []) {
      found.add(next);
      reachable(next).forEach((name) => found.add(name));
    }
    return found;
  };
  const follows = ({ from, to }: Edge) => (needs.get(from) ?? []).some((other) => other !== to && reachable(other).has(to));
  return new Set(edges.filter((edge) => edge.from !== edge.to && follows(edge)));
}
