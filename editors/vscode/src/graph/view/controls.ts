import type { Choice, Graph } from "../protocol";
import { html } from "./elements";

/** What the view shows of a graph; the server does not know of it. */
export interface Shown {
  readonly reads: boolean;
  /** Dependencies that follow from others; otherwise they show for the step that is looked at. */
  readonly implied: boolean;
  readonly disabled: boolean;
  readonly filter: string;
}

export interface ControlHandlers {
  readonly choose: (choice: Choice) => void;
  readonly show: (shown: Shown) => void;
  readonly fit: () => void;
}

/** The controls for what was chosen and what is shown. */
export function controls({ choice, choices }: Graph, shown: Shown, { choose, show, fit }: ControlHandlers): HTMLElement[] {
  const types = Object.keys(choices.projectTypes);
  const domains = choices.projectTypes[choice.projectType ?? ""] ?? [];
  const chosen = choice.domains ?? [];
  const toggled = (domain: string) =>
    chosen.includes(domain) ? chosen.filter((other) => other !== domain) : [...chosen, domain];
  return [
    select("Project type", ["", ...types], choice.projectType ?? "", (word) => {
      choose({ ...choice, projectType: word === "" ? null : word, domains: [] });
    }),
    ...domains.map((domain) =>
      check(domain, chosen.includes(domain), () => { choose({ ...choice, domains: toggled(domain) }); }),
    ),
    ...(choices.services
      ? [check("services", choice.services === true, (services) => { choose({ ...choice, services }); })]
      : []),
    select("Preset", choices.presets, choice.preset ?? "", (preset) => { choose({ ...choice, preset }); }),
    html("span", { class: "space" }),
    check("reads", shown.reads, (reads) => { show({ ...shown, reads }); }),
    check("implied dependencies", shown.implied, (implied) => { show({ ...shown, implied }); }),
    check("disabled steps", shown.disabled, (disabled) => { show({ ...shown, disabled }); }),
    search(shown.filter, (filter) => { show({ ...shown, filter }); }),
    button("Fit", fit),
  ];
}

export function button(title: string, pressed: () => void): HTMLElement {
  const element = html("button", { type: "button" }, title);
  element.addEventListener("click", pressed);
  return element;
}

function select(title: string, words: readonly string[], chosen: string, changed: (word: string) => void): HTMLElement {
  const options = words.map((word) => html("option", { value: word, selected: word === chosen }, word === "" ? "none" : word));
  const element = html("select", {}, ...options);
  element.addEventListener("change", () => { changed(element.value); });
  return html("label", {}, `${title} `, element);
}

function check(title: string, checked: boolean, changed: (checked: boolean) => void): HTMLElement {
  const element = html("input", { type: "checkbox", checked });
  element.addEventListener("change", () => { changed(element.checked); });
  return html("label", {}, element, title);
}

function search(filter: string, changed: (filter: string) => void): HTMLElement {
  const element = html("input", { type: "search", placeholder: "Find a step", "aria-label": "Find a step", value: filter });
  element.addEventListener("input", () => { changed(element.value); });
  return element;
}
