"""The configuration of audits and stalls, `.scaffold/observability.yaml`."""
