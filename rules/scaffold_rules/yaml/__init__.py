"""YAML that cannot be read, or reads differently from how it looks."""
