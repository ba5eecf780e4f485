"""The slides: what hurts, where it comes from, a slide for each story, what to do first."""
