"""What a drawing is made of: boxes, areas, connectors and the words over them, as values."""
