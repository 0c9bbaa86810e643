"""Keys and values that the JSON Schema of a kind of file does not allow."""
