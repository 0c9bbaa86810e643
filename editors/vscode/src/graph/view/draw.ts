import { linkHorizontal } from "d3-shape";
import type { Edge, Step } from "../protocol";
import { svg } from "./elements";
import type { Box, Column, Layout } from "./layout";

const CORNER = 5;
const BOW = 34;

/** What a step's element does when it is used. */
export interface Handlers {
  readonly open: (step: Step) => void;
  readonly look: (step: Step) => void;
}

/** The drawing of a layout; edges that are `faint` show only when one of their steps is looked at. */
export function drawn(
  layout: Layout,
  steps: readonly Step[],
  edges: readonly Edge[],
  faint: ReadonlySet<Edge>,
  handlers: Handlers,
): SVGGElement {
  return svg(
    "g",
    {},
    ...layout.columns.map((column) => columnElement(column, layout.height)),
    ...edges.flatMap((edge) => edgeElement(edge, layout.boxes, faint.has(edge))),
    ...steps.flatMap((step) => {
      const box = layout.boxes.get(step.name);
      return box === undefined ? [] : stepElement(step, box, handlers);
    }),
  );
}

/** The arrow head that all edges share. */
export function arrow(): SVGDefsElement {
  const head = svg("path", { d: "M 0 0 L 8 4 L 0 8 z", fill: "context-stroke" });
  const place = { viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" };
  return svg("defs", {}, svg("marker", { id: "arrow", ...place }, head));
}

function columnElement({ name, x, width }: Column, height: number): SVGGElement {
  const title = svg("text", { x: x + width / 2, y: 22, "text-anchor": "middle" }, shortened(name, width));
  const rect = svg("rect", { x, y: 0, width, height, rx: CORNER });
  return svg("g", { class: "column" }, svg("title", {}, name), rect, title);
}

/** A heading that fits its column. */
function shortened(name: string, width: number): string {
  const most = Math.floor(width / 7.5);
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1))}…`;
}

/** An arrow from what is needed to what needs it. */
function edgeElement(edge: Edge, boxes: Layout["boxes"], faint: boolean): SVGPathElement[] {
  const [needed, needing] = [boxes.get(edge.to), boxes.get(edge.from)];
  if (needed === undefined || needing === undefined) {
    return [];
  }
  const origin = edge.origin === "frontmatter" ? [] : ["added"];
  const classes = ["edge", edge.kind, ...origin, ...(faint ? ["faint"] : [])];
  const said = `${edge.from} ${edge.kind === "read" ? "reads" : "depends on"} ${edge.to} (${edge.origin})`;
  const attributes = {
    class: classes.join(" "),
    d: curve(needed, needing),
    "marker-end": "url(#arrow)",
    "data-from": edge.from,
    "data-to": edge.to,
  };
  return [svg("path", attributes, svg("title", {}, said))];
}

/** From the side of a box that faces the other; within a column around its left side. */
function curve(from: Box, to: Box): string {
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  if (from.x === to.x) {
    const bow = BOW + Math.abs(y2 - y1) / 20;
    return `M ${from.x} ${y1} C ${from.x - bow} ${y1}, ${to.x - bow} ${y2}, ${to.x} ${y2}`;
  }
  const onward = from.x < to.x;
  const source: [number, number] = [onward ? from.x + from.width : from.x, y1];
  const target: [number, number] = [onward ? to.x : to.x + to.width, y2];
  return linkHorizontal()({ source, target }) ?? "";
}

function stepElement(step: Step, { x, y, width, height }: Box, { open, look }: Handlers): SVGGElement {
  const classes = ["step", step.severity ?? "clean", step.enabled ? "" : "disabled", step.added.length > 0 ? "added" : ""];
  const element = svg(
    "g",
    {
      class: classes.filter(Boolean).join(" "),
      tabindex: 0,
      role: "button",
      "aria-label": spoken(step),
      "data-step": step.name,
      transform: `translate(${x} ${y})`,
    },
    svg("rect", { class: "box", width, height, rx: CORNER }),
    svg("rect", { class: "mark", width: 4, height: height - 8, x: 4, y: 4, rx: 2 }),
    svg("text", { x: 14, y: height / 2 + 4.5 }, step.name),
  );
  element.addEventListener("click", () => { open(step); });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(step);
    }
  });
  element.addEventListener("pointerenter", () => { look(step); });
  element.addEventListener("focus", () => { look(step); });
  return element;
}

function spoken(step: Step): string {
  const findings = Object.entries(step.findings).map(([severity, count]) => `${count} ${severity}`);
  return [step.name, step.phase, step.enabled ? "" : "disabled", ...findings].filter(Boolean).join(", ");
}

/** Let a step and what it is connected with stand out; undefined lets everything be equal again. */
export function emphasize(group: SVGGElement, step: string | undefined): void {
  const near = new Set([step]);
  for (const edge of group.querySelectorAll<SVGPathElement>(".edge")) {
    const { from, to } = edge.dataset;
    const touches = step !== undefined && (from === step || to === step);
    edge.classList.toggle("near", touches);
    if (touches) {
      near.add(from).add(to);
    }
  }
  for (const element of group.querySelectorAll<SVGGElement>(".step")) {
    element.classList.toggle("near", step !== undefined && near.has(element.dataset["step"]));
  }
  group.classList.toggle("emphasis", step !== undefined);
}
