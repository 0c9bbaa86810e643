"""The configuration of a project, `.scaffold/config.yml`: what its schema alone cannot judge."""
