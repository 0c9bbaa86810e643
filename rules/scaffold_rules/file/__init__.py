"""Files that cannot be read as text, or are never read at all."""
