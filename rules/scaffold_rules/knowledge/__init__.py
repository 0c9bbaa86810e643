"""Knowledge entries, the content's own and a project's overrides."""
