"""Two states compared: what got worse as findings, everything as text and as JSON."""
