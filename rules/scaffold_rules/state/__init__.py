"""A project's record of its steps, `.scaffold/state.json` and those of its services."""
