import { type Disposable, languages, LanguageStatusSeverity } from "vscode";
import { SELECTOR } from "./selector";
import { type Found, type Search, SETTING } from "./server/ladder";

/** What the status item shows: what runs and why, or what is missing and how to get it. */
export class Status implements Disposable {
  private readonly item = languages.createLanguageStatusItem("scaffold-lint.server", SELECTOR);

  constructor() {
    this.item.name = "scaffold-lint";
    this.searching();
  }

  searching(): void {
    this.show("scaffold-lint", "looking for the server", LanguageStatusSeverity.Information);
    this.item.busy = true;
  }

  running(found: Found, { tried }: Search): void {
    const named = tried.find(({ where }) => where === SETTING);
    const severity = named === undefined ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
    const beside = named === undefined ? "" : `; ${named.outcome}`;
    this.show(`scaffold-lint ${found.version}`, found.why + beside, severity);
    this.item.command = { command: "scaffold-lint.showLogs", title: "Show Logs" };
  }

  missing(): void {
    this.show("scaffold-lint: no server", "it is not set up yet", LanguageStatusSeverity.Error);
    this.item.command = { command: "scaffold-lint.setUpServer", title: "Set Up Server" };
  }

  stopped(why: string): void {
    this.show("scaffold-lint: stopped", why, LanguageStatusSeverity.Error);
    this.item.command = { command: "scaffold-lint.restart", title: "Restart" };
  }

  disabled(): void {
    this.show("scaffold-lint: off", "by the setting scaffold-lint.enable", LanguageStatusSeverity.Information);
    this.item.command = { command: "workbench.action.openSettings", title: "Settings", arguments: ["scaffold-lint.enable"] };
  }

  private show(text: string, detail: string, severity: LanguageStatusSeverity): void {
    Object.assign(this.item, { text, detail, severity, busy: false });
  }

  dispose(): void {
    this.item.dispose();
  }
}
