// Bundles the extension (for Node, in VS Code's extension host) and the graph's view (for a webview) into out/, with the
// licences of what is bundled, and the README as VS Code shows it.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", metafile: true };

const bundles = await Promise.all([
  build({
    ...shared,
    entryPoints: ["src/extension.ts"],
    outfile: "out/extension.js",
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
  }),
  build({
    ...shared,
    entryPoints: ["src/graph/view/main.ts"],
    outfile: "out/graph.js",
    platform: "browser",
    target: "chrome128",
    format: "iife",
  }),
]);

/** The folder of the package that a bundled file belongs to, or undefined for our own. */
function packageOf(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) {
    throw new Error(`${name} says no licence`);
  }
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const folders = [...new Set(inputs.map(packageOf).filter(Boolean))].sort();
writeFileSync("out/THIRD_PARTY_NOTICES.txt", folders.map(notice).join(`\n${"-".repeat(80)}\n\n`));

// VS Code shows only pictures with an address; as long as there is no repository to name, they are left out.
const address = JSON.parse(readFileSync("package.json", "utf8")).repository?.url?.replace(/\.git$/, "");
const readme = readFileSync("README.md", "utf8").replaceAll(/^!\[(.*)\]\(\.\.\/\.\.\/(.+\.png)\)\n\n?/gm, (_, words, path) => {
  if (!existsSync(join("../..", path))) {
    throw new Error(`README.md shows ${path}, which does not exist`);
  }
  return address === undefined ? "" : `![${words}](${address}/raw/HEAD/${path})\n\n`;
});
writeFileSync("out/README.md", readme);
