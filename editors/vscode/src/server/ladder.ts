import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, isAbsolute, join, relative } from "node:path";
import { MINIMUM_PYTHON, SERVER_VERSION } from "../settings.generated";
import type { OwnServer } from "./own";
import { exists, program, programs, run, which } from "./run";
import { cachedByUv } from "./uv";
import { older, pythonVersion, serverVersion } from "./version";

export const PROGRAM = "scaffold-language-server";
export const SETTING = "the setting `scaffold-lint.path`";

/** A server that can be started: it has said which version it is. */
export interface Found {
  readonly command: string;
  readonly args: readonly string[];
  readonly version: string;
  /** Where it comes from, in words. */
  readonly why: string;
}

/** A place that was looked at, and why there was no server to be had. */
export interface Tried {
  readonly where: string;
  readonly outcome: string;
}

export interface Search {
  readonly found: Found | undefined;
  readonly tried: readonly Tried[];
}

/** All that decides which server is found. */
export interface Surroundings {
  readonly trusted: boolean;
  /** The setting `scaffold-lint.path`; empty when it is not set. */
  readonly path: string;
  /** The workspace's folders on disk. */
  readonly folders: readonly string[];
  /** Environments that the workspace works with, the most wanted first. */
  readonly environments: readonly string[];
  readonly own: OwnServer;
}

interface Rung {
  readonly where: string;
  readonly look: () => Promise<Found | string>;
}

/** The first server that can be started, and what was in the way of better ones. */
export async function search(around: Surroundings): Promise<Search> {
  const tried: Tried[] = [];
  for (const { where, look } of rungs(around)) {
    const result = await look();
    if (typeof result !== "string") {
      return { found: result, tried };
    }
    tried.push({ where, outcome: result });
  }
  return { found: undefined, tried };
}

/** The places to look at, in order. Nothing of an untrusted workspace is started. */
function* rungs({ trusted, path, folders, environments, own }: Surroundings): Generator<Rung> {
  if (trusted) {
    if (path !== "") {
      yield { where: SETTING, look: () => explicit(path, folders[0]) };
    }
    for (const environment of environments) {
      const shown = relativeTo(folders, environment);
      yield { where: `the environment ${shown}`, look: () => inEnvironment(environment, shown) };
    }
    yield { where: "the PATH", look: onPath };
    yield { where: "uv", look: () => throughUv(own) };
  }
  yield { where: "the extension's own environment", look: () => inOwn(own) };
}

async function explicit(path: string, folder: string | undefined): Promise<Found | string> {
  const command = path.replace(/^~(?=[\\/]|$)/, homedir()).replaceAll("${workspaceFolder}", folder ?? "");
  if (!(await exists(command))) {
    return `${command} does not exist`;
  }
  return checked(command, basename(command).startsWith(PROGRAM) ? [] : ["server"], "named by `scaffold-lint.path`");
}

/** A path as it is seen from the workspace's folders. */
function relativeTo(folders: readonly string[], path: string): string {
  const inside = folders.map((folder) => relative(folder, path)).find((each) => !each.startsWith("..") && !isAbsolute(each));
  return inside ?? path;
}

async function inEnvironment(environment: string, shown: string): Promise<Found | string> {
  const python = pythonVersion(await readFile(join(environment, "pyvenv.cfg"), "utf8").catch(() => ""));
  if (python !== undefined && older(python, MINIMUM_PYTHON)) {
    return `its Python is ${python}, and the server needs ${MINIMUM_PYTHON}`;
  }
  const command = program(programs(environment), PROGRAM);
  return (await exists(command)) ? checked(command, [], `from the environment ${shown}`) : "it has no server";
}

async function onPath(): Promise<Found | string> {
  const command = await which(PROGRAM);
  return command === undefined ? "there is no server on it" : checked(command, [], "from the PATH");
}

async function throughUv(own: OwnServer): Promise<Found | string> {
  const cached = await cachedByUv(own.wheel);
  return typeof cached === "string" ? cached : checked(cached.command, cached.args, "run by uv");
}

async function inOwn(own: OwnServer): Promise<Found | string> {
  const command = await own.command();
  return command === undefined ? "it is not set up" : checked(command, [], "from the extension's own environment");
}

/** A program once it has said that it is ours and new enough; otherwise why not. */
async function checked(command: string, args: readonly string[], why: string): Promise<Found | string> {
  const { ok, output, error } = await run(command, [...args.filter((arg) => arg !== "server"), "--version"]);
  if (!ok) {
    return `${command} does not run: ${error.split("\n").at(-1) ?? ""}`;
  }
  const version = serverVersion(output);
  if (version === undefined) {
    return `${command} is another program`;
  }
  if (older(version, SERVER_VERSION)) {
    return `${command} is version ${version}, older than the ${SERVER_VERSION} that is needed`;
  }
  return { command, args, version, why };
}
