import { select } from "d3-selection";
import { type D3ZoomEvent, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import type { Choice, Edge, FromView, Graph, Step, ToView } from "../protocol";
import { controls, type Shown } from "./controls";
import { details } from "./details";
import { arrow, drawn, emphasize } from "./draw";
import { byId, html } from "./elements";
import { implied, layout } from "./layout";

interface State {
  readonly choice: Choice;
  readonly shown: Shown;
}

declare function acquireVsCodeApi(): {
  getState(): State | undefined;
  setState(state: State): void;
  postMessage(message: FromView): void;
};

const editor = acquireVsCodeApi();
let state: State = editor.getState() ?? { choice: {}, shown: { reads: false, implied: false, disabled: true, filter: "" } };
let graph: Graph | undefined;
let size = { width: 1, height: 1 };
let fitted = "";

const MARGIN = 16;
const READABLE = 0.68;

const canvas = select<SVGSVGElement, unknown>("#graph");
const camera = zoom<SVGSVGElement, unknown>()
  .scaleExtent([0.05, 3])
  .on("zoom", ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
    canvas.select(":scope > g").attr("transform", transform.toString());
  });
canvas.call(camera).on("dblclick.zoom", null);

/** Show everything; with a least scale, what fits of it, from the first phase on. */
function fit(least = 0): void {
  const view = canvas.node()?.getBoundingClientRect();
  if (view === undefined || view.width === 0) {
    return;
  }
  const [wide, high] = [view.width - 2 * MARGIN, view.height - 2 * MARGIN];
  const scale = Math.max(least, Math.min(1.1, wide / size.width, high / size.height));
  const [x, y] = [Math.max(MARGIN, (view.width - size.width * scale) / 2), MARGIN];
  canvas.call((selection) => { camera.transform(selection, zoomIdentity.translate(x, y).scale(scale)); });
}

function say(message: FromView): void {
  editor.postMessage(message);
}

function remember(change: Partial<State>): void {
  state = { ...state, ...change };
  editor.setState(state);
}

function open(step: Step): void {
  if (step.uri === null) {
    page(step);
  } else {
    say({ kind: "open", uri: step.uri });
  }
}

function page(step: Step): void {
  say({ kind: "page", step: step.name, choice: graph?.choice ?? state.choice });
}

function look(group: SVGGElement, step: Step): void {
  emphasize(group, step.name);
  byId("details").replaceChildren(...details(step, () => { open(step); }, () => { page(step); }));
}

/** What is drawn of a graph, and the edges that show only beside the step that is looked at. */
function wanted(current: Graph): { steps: Step[]; edges: Edge[]; faint: ReadonlySet<Edge> } {
  const steps = current.steps.filter((step) => state.shown.disabled || step.enabled);
  const needed = new Set(current.edges.flatMap(({ from, to, kind }) => (kind === "dependency" ? [`${from} ${to}`] : [])));
  const edges = current.edges.filter(({ from, to, kind }) => kind === "dependency" || !needed.has(`${from} ${to}`));
  const hidden = state.shown.implied ? new Set<Edge>() : implied(edges);
  const isFaint = (edge: Edge) =>
    edge.origin === "frontmatter" && (hidden.has(edge) || (edge.kind === "read" && !state.shown.reads));
  return { steps, edges, faint: new Set(edges.filter(isFaint)) };
}

function find(): void {
  const filter = state.shown.filter.trim().toLowerCase();
  for (const element of document.querySelectorAll<SVGGElement>(".step")) {
    element.classList.toggle("found", filter !== "" && (element.dataset["step"] ?? "").includes(filter));
  }
  byId("graph").classList.toggle("searching", filter !== "");
}

function drawControls(current: Graph): void {
  const choose = (choice: Choice) => {
    remember({ choice });
    say({ kind: "choose", choice });
  };
  const show = (shown: Shown) => {
    const redraw = shown.filter === state.shown.filter;
    remember({ shown });
    if (redraw) {
      draw(current);
    } else {
      find();
    }
  };
  byId("controls").replaceChildren(...controls(current, state.shown, { choose, show, fit: () => { fit(); } }));
}

function draw(current: Graph): void {
  graph = current;
  drawControls(current);
  const { steps, edges, faint } = wanted(current);
  const placed = layout(current, steps);
  const group = drawn(placed, steps, edges, faint, { open, look: (step) => { look(group, step); } });
  group.addEventListener("pointerleave", () => { emphasize(group, undefined); });
  canvas.node()?.replaceChildren(arrow(), group);
  size = placed;
  find();
  const shape = [current.root, ...steps.map(({ name }) => name)].join(" ");
  if (shape === fitted) {
    canvas.each(function () { group.setAttribute("transform", zoomTransform(this).toString()); });
  } else {
    fitted = shape;
    fit(READABLE);
  }
}

function legend(): HTMLElement[] {
  const words = [
    ["edge dependency", "depends on"],
    ["edge read", "reads"],
    ["edge added", "added by an overlay"],
    ["dot error", "error"],
    ["dot warning", "warning"],
    ["dot info", "info"],
    ["dot clean", "nothing found"],
  ] as const;
  return words.map(([name, text]) => html("span", {}, html("i", { class: name }), text));
}

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  byId("nothing").hidden = data.kind !== "nothing";
  if (data.kind === "graph") {
    draw(data.graph);
  }
});
byId("legend").replaceChildren(...legend());
say({ kind: "choose", choice: state.choice });
