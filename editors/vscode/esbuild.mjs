// Bundles the extension (for Node, in VS Code's extension host) and the graph's view (for a webview) into out/.
import { build } from "esbuild";

const shared = { bundle: true, minify: true, sourcemap: false, legalComments: "linked", logLevel: "warning" };

await Promise.all([
  build({
    ...shared,
    entryPoints: ["src/extension.ts"],
    outfile: "out/extension.js",
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    conditions: ["node"],
  }),
  build({
    ...shared,
    entryPoints: ["src/graph/view/main.ts"],
    outfile: "out/graph.js",
    platform: "browser",
    target: "chrome124",
    format: "iife",
  }),
]);
