import { dirname, isAbsolute, join } from "node:path";
import { type Disposable, type Event, extensions, type Uri, type WorkspaceFolder } from "vscode";
import { exists } from "./run";

/** What we use of the Python extension. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

const PATIENCE = 5_000;

/** The environments that workspace folders work with: those chosen in the Python extension, then the usual folders. */
export async function environmentsOf(folders: readonly WorkspaceFolder[]): Promise<string[]> {
  const python = await pythonExtension();
  const found = new Set<string>();
  for (const folder of folders) {
    const chosen = python?.environments?.getActiveEnvironmentPath(folder.uri).path ?? "";
    const usual = [".venv", "venv"].map((name) => join(folder.uri.fsPath, name));
    for (const environment of [chosen, dirname(dirname(chosen)), ...usual]) {
      if (isAbsolute(environment) && (await isEnvironment(environment))) {
        found.add(environment);
      }
    }
  }
  return [...found];
}

/** Whether a folder is an environment, of `venv` or of conda. */
async function isEnvironment(folder: string): Promise<boolean> {
  return (await exists(join(folder, "pyvenv.cfg"))) || exists(join(folder, "conda-meta"));
}

/** Calls back when another environment is chosen in the Python extension. */
export async function onEnvironmentChange(changed: () => void): Promise<Disposable | undefined> {
  return (await pythonExtension())?.environments?.onDidChangeActiveEnvironmentPath(changed);
}

/** The Python extension's interface, or undefined where it is not installed or does not come up. */
async function pythonExtension(): Promise<PythonExtension | undefined> {
  const extension = extensions.getExtension<PythonExtension>("ms-python.python");
  if (extension === undefined) {
    return undefined;
  }
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined));
  return Promise.race([Promise.resolve(extension.activate()).catch(() => undefined), late]);
}
