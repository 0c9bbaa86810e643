"""Files of JSON, and of one JSON object per line."""
