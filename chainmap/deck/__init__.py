"""Slides as values, and the one place that turns them into a PPTX file."""
