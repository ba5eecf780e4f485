"""Views of the slowest chain behind a complaint."""
