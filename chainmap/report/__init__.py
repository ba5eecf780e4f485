"""Results as text, JSON and pages: what the user sees."""
