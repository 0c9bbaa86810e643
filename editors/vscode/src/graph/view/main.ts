import { select } from "d3-selection";
import { type D3ZoomEvent, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import type { Choice, Edge, FromView, Graph, Step, ToView } from "../protocol";
import { controls, type Shown } from "./controls";
import { details } from "./details";
import { drawn, emphasize } from "./draw";
import { byId, html } from "./elements";
import { layout } from "./layout";

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
let state: State = editor.getState() ?? { choice: {}, shown: { reads: true, disabled: true, filter: "" } };
let graph: Graph | undefined;
let size = { width: 1, height: 1 };
let fitted = "";

const canvas = select<SVGSVGElement, unknown>("#graph");
const camera = zoom<SVGSVGElement, unknown>()
  .scaleExtent([0.05, 3])
  .on("zoom", ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
    canvas.select(":scope > g").attr("transform", transform.toString());
  });
canvas.call(camera).on("dblclick.zoom", null);

function fit(): void {
  const view = canvas.node()?.getBoundingClientRect();
  if (view === undefined || view.width === 0) {
    return;
  }
  const scale = Math.min(1.2, view.width / size.width, view.height / size.height) * 0.97;
  const [x, y] = [(view.width - size.width * scale) / 2 + 20 * scale, Math.max(8, (view.height - size.height * scale) / 3)];
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

function wanted(current: Graph): { steps: Step[]; edges: Edge[] } {
  const steps = current.steps.filter((step) => state.shown.disabled || step.enabled);
  const names = new Set(steps.map(({ name }) => name));
  const needed = new Set(current.edges.flatMap(({ from, to, kind }) => (kind === "dependency" ? [`${from} ${to}`] : [])));
  const edges = current.edges.filter(
    ({ from, to, kind }) =>
      names.has(from) && names.has(to) && (kind === "dependency" || (state.shown.reads && !needed.has(`${from} ${to}`))),
  );
  return { steps, edges };
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
    const redraw = shown.reads !== state.shown.reads || shown.disabled !== state.shown.disabled;
    remember({ shown });
    if (redraw) {
      void draw(current);
    } else {
      find();
    }
  };
  byId("controls").replaceChildren(...controls(current, state.shown, { choose, show, fit }));
}

async function draw(current: Graph): Promise<void> {
  graph = current;
  drawControls(current);
  const { steps, edges } = wanted(current);
  const placed = await layout(current, steps, edges);
  const drawing = drawn(placed, steps, { open, look: (step) => { look(drawing.group, step); } });
  drawing.group.addEventListener("pointerleave", () => { emphasize(drawing.group, undefined); });
  canvas.node()?.replaceChildren(drawing.group);
  size = drawing;
  find();
  const shape = [current.root, ...steps.map(({ name }) => name)].join(" ");
  if (shape === fitted) {
    canvas.each(function () { drawing.group.setAttribute("transform", zoomTransform(this).toString()); });
  } else {
    fitted = shape;
    fit();
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
    void draw(data.graph);
  }
});
byId("legend").replaceChildren(...legend());
say({ kind: "choose", choice: state.choice });
