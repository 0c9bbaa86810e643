import type { Edge, Step } from "../protocol";
import { svg } from "./elements";
import type { Column, Layout, Placed, Point } from "./layout";

const HEADING = 44;
const MARGIN = 24;
const CORNER = 5;

/** What a step's element does when it is used. */
export interface Handlers {
  readonly open: (step: Step) => void;
  readonly look: (step: Step) => void;
}

/** The drawing of a layout, with its size. */
export function drawn(
  layout: Layout,
  steps: readonly Step[],
  handlers: Handlers,
): { readonly group: SVGGElement; readonly width: number; readonly height: number } {
  const height = layout.height + HEADING;
  const group = svg(
    "g",
    {},
    ...layout.columns.map((column, index) => columnElement(column, index, height)),
    ...layout.edges.map(({ edge, points }) => edgeElement(edge, points)),
    ...steps.flatMap((step) => {
      const place = layout.steps.get(step.name);
      return place === undefined ? [] : stepElement(step, place, handlers);
    }),
  );
  return { group, width: layout.width + 2 * MARGIN, height: height + MARGIN };
}

function columnElement({ name, x, width }: Column, index: number, height: number): SVGGElement {
  const place = { x, y: 0, width, height: height + MARGIN / 2, rx: CORNER };
  const title = svg("text", { x: x + width / 2, y: 22, "text-anchor": "middle" }, shortened(name, width));
  return svg("g", { class: `column ${index % 2 === 0 ? "even" : "odd"}` }, svg("title", {}, name), svg("rect", place), title);
}

/** A heading that fits its column. */
function shortened(name: string, width: number): string {
  const most = Math.floor(width / 7.5);
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1))}…`;
}

function edgeElement(edge: Edge, points: readonly Point[]): SVGPathElement {
  const added = edge.origin === "frontmatter" ? "" : " added";
  return svg("path", {
    class: `edge ${edge.kind}${added}`,
    d: curve(points.map(({ x, y }) => ({ x, y: y + HEADING }))),
    "data-from": edge.from,
    "data-to": edge.to,
  });
}

/** The layout's splines: the first point, then three for each piece; what is left over becomes straight. */
function curve([first, ...rest]: readonly Point[]): string {
  if (first === undefined) {
    return "";
  }
  const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  let path = `M ${at(first)}`;
  while (rest.length > 0) {
    const piece = rest.splice(0, rest.length >= 3 ? 3 : 1);
    path += ` ${piece.length === 3 ? "C" : "L"} ${piece.map(at).join(", ")}`;
  }
  return path;
}

function stepElement(step: Step, place: Placed, { open, look }: Handlers): SVGGElement {
  const { x, width, height } = place;
  const y = place.y + HEADING;
  const classes = ["step", step.severity ?? "clean", step.enabled ? "" : "disabled", step.added.length > 0 ? "added" : ""];
  const element = svg(
    "g",
    {
      class: classes.filter(Boolean).join(" "),
      tabindex: 0,
      role: "button",
      "aria-label": spoken(step),
      "data-step": step.name,
      transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    },
    svg("rect", { class: "box", width, height, rx: CORNER }),
    svg("rect", { class: "mark", width: 4, height: height - 8, x: 4, y: 4, rx: 2 }),
    svg("text", { x: width / 2 + 2, y: height / 2 + 4, "text-anchor": "middle" }, step.name),
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
