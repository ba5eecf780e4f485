"""Results as text for a terminal: the answer first, then where it comes from."""
