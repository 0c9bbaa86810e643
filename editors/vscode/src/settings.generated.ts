// Written by editors/vscode/generate.py; `make docs` writes it anew.

export const SERVER_VERSION = "0.1.0";
export const SERVER_WHEEL = "server/scaffold_language_server-0.1.0-py3-none-any.whl";
export const MINIMUM_PYTHON = "3.11";

export interface Settings {
  readonly enable: boolean;
  readonly path: string;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly logLevel: "error" | "warning" | "info" | "debug";
  readonly "trace.server": "off" | "messages" | "verbose";
}

export const DEFAULTS: Settings = {
  enable: true,
  path: "",
  codeLens: true,
  inlayHints: true,
  logLevel: "warning",
  "trace.server": "off",
};
