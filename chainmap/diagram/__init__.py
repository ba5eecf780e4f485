"""From a view to DOT to a picture."""
