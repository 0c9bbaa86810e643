"""The ledger of what agents do, `.scaffold/activity.jsonl`."""
