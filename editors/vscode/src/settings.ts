import { type ConfigurationScope, workspace } from "vscode";
import { DEFAULTS, type Settings } from "./settings.generated";

export const SECTION = "scaffold-lint";

/** What the user has set, or the default. */
export function setting<Name extends keyof Settings>(name: Name, scope?: ConfigurationScope): Settings[Name] {
  return workspace.getConfiguration(SECTION, scope).get(name, DEFAULTS[name]);
}
