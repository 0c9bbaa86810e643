"""The configuration of agents and the merge queue, `.scaffold/agent-ops.yaml`."""
