import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MINIMUM_PYTHON, SERVER_VERSION } from "../settings.generated";
import { exists, program, programs, run, type RunOptions, which, WINDOWS } from "./run";
import { uv } from "./uv";
import { older } from "./version";

const PYTHONS = ["python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"];

/** Something the user can do something about. */
export class SetupError extends Error {}

/** The extension's own server: an environment in its storage, made from the wheel it carries. */
export class OwnServer {
  constructor(
    readonly storage: string,
    readonly wheel: string,
  ) {}

  private get environment(): string {
    return join(this.storage, `server-${SERVER_VERSION}`);
  }

  private get ready(): string {
    return join(this.environment, ".ready");
  }

  /** Its program, or undefined while it is not set up. */
  async command(): Promise<string | undefined> {
    const command = program(programs(this.environment), "scaffold-language-server");
    return (await exists(this.ready)) && (await exists(command)) ? command : undefined;
  }

  /** Make the environment anew, and remove those of other versions. Fetches the server's libraries. */
  async create(log: (line: string) => void, signal: AbortSignal): Promise<void> {
    await mkdir(this.storage, { recursive: true });
    await rm(this.environment, { recursive: true, force: true });
    try {
      for (const [command, ...args] of await this.commands()) {
        await this.step(command, args, log, { cwd: this.storage, timeout: 600_000, signal });
      }
      await writeFile(this.ready, "");
    } catch (error) {
      await rm(this.environment, { recursive: true, force: true });
      throw error;
    }
    await this.removeOthers().catch((error: unknown) => { log(String(error)); }); // one may still be running
  }

  private async removeOthers(): Promise<void> {
    for (const name of await readdir(this.storage)) {
      if (name.startsWith("server-") && join(this.storage, name) !== this.environment) {
        await rm(join(this.storage, name), { recursive: true, force: true });
      }
    }
  }

  /** What makes the environment: uv where it is installed, for it is quick and can bring a Python, else Python. */
  private async commands(): Promise<[string, ...string[]][]> {
    const fast = await uv();
    if (fast !== undefined) {
      return [
        [fast, "venv", "--no-config", "--python", `>=${MINIMUM_PYTHON}`, this.environment],
        [fast, "pip", "install", "--no-config", "--python", this.environment, this.wheel],
      ];
    }
    const python = await newEnough();
    if (python === undefined) {
      throw new SetupError(`There is no Python ${MINIMUM_PYTHON} or newer and no uv on this machine; install one of them.`);
    }
    const own = program(programs(this.environment), "python");
    return [
      [...python, "-I", "-m", "venv", this.environment],
      [own, "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", this.wheel],
    ];
  }

  private async step(command: string, args: string[], log: (line: string) => void, options: RunOptions): Promise<void> {
    log(`${command} ${args.join(" ")}`);
    const { ok, output, error } = await run(command, args, options);
    log([output, error].filter(Boolean).join("\n"));
    if (!ok) {
      throw new SetupError((output + error).includes("ensurepip") ? NO_VENV : lastLine(error));
    }
  }
}

const NO_VENV = "This Python cannot make environments; on Debian and Ubuntu the package python3-venv is missing.";

function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? "";
}

/** The command for a Python that is new enough, or undefined. */
async function newEnough(): Promise<[string, ...string[]] | undefined> {
  const candidates: [string, ...string[]][] = WINDOWS ? [["py", "-3"]] : [];
  for (const name of PYTHONS) {
    const command = await which(name);
    if (command !== undefined) {
      candidates.push([command]);
    }
  }
  for (const [command, ...args] of candidates) {
    const asked = await run(command, [...args, "-I", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"]);
    if (asked.ok && !older(asked.output.trim(), MINIMUM_PYTHON)) {
      return [command, ...args];
    }
  }
  return undefined;
}
