"""Python snippets: code in prose that does otherwise than the prose, or that does not work."""

# How to write a rule here
# ------------------------
# A rule is an ordinary rule `on=MarkdownDocument, where=has_python` in a module of its own. It asks for the snippets that hold one of its
# words, looks at nodes of the standard library's `ast`, and yields what `report` makes of them:
#
#     @rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
#     def unsafe_torch_load(document: MarkdownDocument) -> Iterator[Finding]:
#         """Calls of `torch.load` that may run code."""
#         for snippet in python_snippets(document, "torch", "load("):   # all of these words are in its text
#             for call in snippet.of(ast.Call):                       # one walk per snippet, shared by all rules
#                 if snippet.dotted(call.func) == "torch.load" and not keyword(call, "weights_only"):
#                     fixes = snippet.fix("Add `weights_only=True`", (snippet.after(call.args[-1]), ", weights_only=True"))
#                     yield from snippet.report(call.func, "`torch.load` …", fixes=fixes)
#
# - `report` yields nothing where the code is wrong on purpose (a comment or a label says so).
# - `dotted` resolves imports and the conventional aliases, imported or not: `np.cov` is "numpy.cov", `th.load` is
#   "torch.load" after `import torch as th`. It is "" for what is no chain of names.
# - Offsets and spans are into `snippet.text`; `report` and `fix` map them back, and `fix` gives no fix where an edit
#   would break the prefix of a line. `snippet.text` is the text as written, `snippet.code.readable` what was parsed.
# - `snippet.in_test(node)`, `snippet.context`, `snippet.header`, `snippet.scope(node)`, `snippet.ancestors(node)`,
#   `snippet.source(node)`, `snippet.import_edits("import pytest")` and what `source.py` has besides.
# - A statement that only a newer Python reads is left out of the tree; libcst, in `cst.py`, says where it is.
