"""A session of running steps again, `.scaffold/rework.json`."""
