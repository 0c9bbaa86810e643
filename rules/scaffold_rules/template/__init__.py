"""Templates with markers that an installer fills in."""
