import { homedir } from "node:os";
import { join } from "node:path";
import { MINIMUM_PYTHON } from "../settings.generated";
import { type Outcome, run, type RunOptions, which } from "./run";

/** Where uv is, or undefined. */
export function uv(): Promise<string | undefined> {
  return which("uv", join(homedir(), ".local", "bin"), join(homedir(), ".cargo", "bin"));
}

/** How uv starts the server from the wheel; settings files of the folder it runs in do not count. */
function toolRun(wheel: string, ...options: readonly string[]): string[] {
  const python = ["--python", `>=${MINIMUM_PYTHON}`];
  return ["tool", "run", "--no-config", ...options, ...python, "--from", wheel, "scaffold-language-server"];
}

/** The command for the server from uv's cache, or why there is none. Nothing is fetched. */
export async function cachedByUv(wheel: string): Promise<{ command: string; args: readonly string[] } | string> {
  const command = await uv();
  if (command === undefined) {
    return "uv is not installed";
  }
  const args = toolRun(wheel, "--offline");
  const { ok } = await run(command, [...args, "--version"], { timeout: 30_000 });
  return ok ? { command, args } : "it has not fetched the server's libraries yet";
}

/** Let uv fetch what the server needs into its cache. */
export function fetchByUv(command: string, wheel: string, options: RunOptions): Promise<Outcome> {
  return run(command, [...toolRun(wheel), "--version"], options);
}
