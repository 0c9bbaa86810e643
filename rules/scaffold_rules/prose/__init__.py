"""What the text of any Markdown file says about steps, commands, paths and conventions."""
