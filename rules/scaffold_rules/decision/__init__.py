"""The log of a project's decisions, `.scaffold/decisions.jsonl`."""
