"""From a path and a text to a document: kinds, YAML, Markdown, snippets."""
