"""Links in Markdown: where they lead, and whether anything is there."""
