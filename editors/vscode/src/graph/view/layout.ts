import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import type { Edge, Graph, Step } from "../protocol";

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly steps: ReadonlyMap<string, Placed>;
  /** The points of each edge, from what is needed to what needs it. */
  readonly edges: readonly { readonly edge: Edge; readonly points: readonly Point[] }[];
  readonly columns: readonly Column[];
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Column {
  readonly name: string;
  readonly x: number;
  readonly width: number;
}

const elk = new ELK();
const NODE_HEIGHT = 30;
const CHARACTER = 7.2;
const PADDING = 14;
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.partitioning.activate": "true",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.edgeRouting": "SPLINES",
  "elk.spacing.nodeNode": "16",
  "elk.layered.spacing.nodeNodeBetweenLayers": "56",
  "elk.layered.spacing.edgeNodeBetweenLayers": "20",
  "elk.spacing.edgeEdge": "6",
  "elk.separateConnectedComponents": "false",
};

/** Places for steps and edges: phases are columns from left to right, and a step stands right of what it needs. */
export async function layout({ phases }: Graph, steps: readonly Step[], edges: readonly Edge[]): Promise<Layout> {
  const column = new Map(phases.map(({ slug }, index) => [slug, index]));
  const children = steps.map((step) => ({
    id: step.name,
    width: step.name.length * CHARACTER + 2 * PADDING,
    height: NODE_HEIGHT,
    layoutOptions: { "elk.partitioning.partition": String(column.get(step.phase ?? "") ?? phases.length) },
  }));
  const lines = edges.map((edge, index) => ({ id: `edge ${index}`, sources: [edge.to], targets: [edge.from] }));
  const drawing: ElkNode = { id: "root", layoutOptions: OPTIONS, children, edges: lines };
  const placed = await elk.layout(drawing);
  const places = new Map((placed.children ?? []).map((node) => [node.id, placeOf(node)]));
  return {
    steps: places,
    edges: edges.map((edge, index) => ({ edge, points: pointsOf(placed.edges?.[index]) })),
    columns: phases.flatMap(({ slug, name }) => columnOf(name, steps.filter((step) => step.phase === slug), places)),
    width: placed.width ?? 0,
    height: placed.height ?? 0,
  };
}

function placeOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): Placed {
  return { x, y, width, height };
}

function pointsOf(edge: ElkExtendedEdge | undefined): Point[] {
  return (edge?.sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }) => [
    startPoint,
    ...(bendPoints ?? []),
    endPoint,
  ]);
}

/** The column of a phase: as wide as its steps need; none where no step is shown. */
function columnOf(name: string, steps: readonly Step[], places: ReadonlyMap<string, Placed>): Column[] {
  const within = steps.flatMap((step) => places.get(step.name) ?? []);
  if (within.length === 0) {
    return [];
  }
  const left = Math.min(...within.map(({ x }) => x));
  const right = Math.max(...within.map(({ x, width }) => x + width));
  return [{ name, x: left - PADDING, width: right - left + 2 * PADDING }];
}
