"""The list of hosts and repositories that sources of knowledge entries may lie on."""
