"""What a text says against facts that were tried, or against what another entry asks for."""
