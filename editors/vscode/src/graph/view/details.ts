import type { Step } from "../protocol";
import { button } from "./controls";
import { html } from "./elements";

/** What is known of a step: who decided on it, what overlays add, what is wrong in it. */
export function details(step: Step, open: () => void, page: () => void): HTMLElement[] {
  const decided = step.decidedBy === null ? "" : ` by ${step.decidedBy}`;
  const facts = [
    [step.phase ?? "no phase", step.order ?? ""].join(" ").trim(),
    (step.enabled ? "enabled" : "disabled") + decided + (step.conditional ? ", if needed" : ""),
  ];
  const more = Object.values(step.findings).reduce((sum, count) => sum + count, 0) - step.messages.length;
  return [
    html("h2", {}, step.name),
    html("p", { class: "facts" }, facts.join(" · ")),
    ...(step.added.length === 0 ? [] : [html("h3", {}, "Added by overlays"), added(step)]),
    ...(step.messages.length === 0 ? [] : [html("h3", { class: step.severity ?? "" }, "Findings"), messages(step, more)]),
    html("p", { class: "buttons" }, ...(step.uri === null ? [] : [button("Open", open)]), button("Effective Step", page)),
  ];
}

function added(step: Step): HTMLElement {
  const item = ({ what, name, origin }: Step["added"][number]) =>
    html("li", {}, `${what} `, html("code", {}, name), html("span", { class: "origin" }, ` ${origin}`));
  return html("ul", {}, ...step.added.map(item));
}

function messages(step: Step, more: number): HTMLElement {
  const rest = more > 0 ? [html("li", { class: "origin" }, `and ${more} more`)] : [];
  return html("ul", {}, ...step.messages.map((message) => html("li", {}, message)), ...rest);
}
