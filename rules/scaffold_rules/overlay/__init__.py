"""Overlays of project types, domains and services."""
