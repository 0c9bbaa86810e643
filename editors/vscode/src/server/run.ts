import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";

export const WINDOWS = process.platform === "win32";

/** How a program ended, and what it said. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  readonly error: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** In milliseconds; a program that takes longer is ended. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** Run a program to its end; never rejects. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, { windowsHide: true, timeout: 15_000, ...options }, (failure, output, error) => {
      resolve({ ok: failure === null, output, error: error.trim() || (failure?.message ?? "") });
    });
  });
}

/** Where a program is on the user's PATH, or in one of the folders named. */
export async function which(name: string, ...folders: readonly string[]): Promise<string | undefined> {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  for (const folder of [...onPath, ...folders]) {
    const candidate = program(folder, name);
    if (await exists(candidate, constants.X_OK)) {
      return candidate;
    }
  }
  return undefined;
}

/** The file of a program in a folder. */
export function program(folder: string, name: string): string {
  return join(folder, WINDOWS ? `${name}.exe` : name);
}

/** The folder that an environment of Python keeps its programs in. */
export function programs(environment: string): string {
  return join(environment, WINDOWS ? "Scripts" : "bin");
}

export async function exists(path: string, mode: number = constants.F_OK): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}
