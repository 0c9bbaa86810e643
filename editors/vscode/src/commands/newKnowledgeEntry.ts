import { Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { Runner } from "../runner";

type Answer = { readonly uri: string; readonly text: string } | { readonly problem: string };

/** Ask for a name and a folder and open the new entry; the server says where it belongs and what stands in it. */
export async function newKnowledgeEntry(runner: Runner): Promise<void> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const first = await runner.ask<{ readonly categories?: readonly string[]; readonly problem?: string }>(
    "newKnowledgeEntry",
    { uri },
  );
  if (first?.categories === undefined) {
    if (first?.problem !== undefined) {
      void window.showInformationMessage(`scaffold-lint: ${first.problem}`);
    }
    return;
  }
  const category = first.categories.length === 0 ? "" : await window.showQuickPick([...first.categories], { title: "Folder" });
  if (category === undefined) {
    return;
  }
  let planned: Answer | undefined;
  const name = await window.showInputBox({
    title: "New Knowledge Entry",
    prompt: "Its name, as steps and overlays will refer to it",
    placeHolder: "api-versioning",
    validateInput: async (value) => {
      planned = value === "" ? undefined : await runner.ask<Answer>("newKnowledgeEntry", { uri, name: value, category });
      return planned !== undefined && "problem" in planned ? planned.problem : undefined;
    },
  });
  if (name !== undefined && planned !== undefined && "uri" in planned) {
    await created(Uri.parse(planned.uri), planned.text);
  }
}

async function created(uri: Uri, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  if (await workspace.applyEdit(edit)) {
    await window.showTextDocument(uri);
  }
}
