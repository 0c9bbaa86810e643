"""Skills: what agents read, its marks, and the copies generated from it."""
