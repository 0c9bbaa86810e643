"""A project's own texts for prompts, under `.scaffold/instructions`."""
