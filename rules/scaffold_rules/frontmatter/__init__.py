"""The block between two lines `---` at the start of a Markdown file."""
