"""One module per editor feature: a pure function over a project, a path and an offset. No protocol types, no state."""
