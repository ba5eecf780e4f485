"""Views that are maps: who serves whom, all of it, by department, with its gaps or changes."""
