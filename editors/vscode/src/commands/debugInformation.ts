import { env, type ExtensionContext, version, window, workspace } from "vscode";
import type { Runner } from "../runner";
import { DEFAULTS } from "../settings.generated";
import { setting } from "../settings";

/** Open what a bug report needs; no text of documents. */
export async function printDebugInformation(context: ExtensionContext, runner: Runner): Promise<void> {
  await runner.settled();
  const { found, tried } = runner.search ?? { found: undefined, tried: [] };
  const names = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];
  const lines = [
    `scaffold-lint for VS Code ${(context.extension.packageJSON as { version: string }).version}`,
    `${env.appName} ${version} on ${process.platform} ${process.arch}, ${workspace.isTrusted ? "trusted" : "untrusted"}`,
    "",
    ...tried.map(({ where, outcome }) => `not from ${where}: ${outcome}`),
    found === undefined ? "no server" : `server ${found.version}, ${found.why}: ${[found.command, ...found.args].join(" ")}`,
    "",
    ...names.map((name) => `${name} = ${JSON.stringify(setting(name))}`),
    "",
    runner.isRunning ? ((await runner.ask<string>("printDebugInformation")) ?? "") : "the server does not run",
  ];
  await window.showTextDocument(await workspace.openTextDocument({ content: lines.join("\n") + "\n" }));
}
