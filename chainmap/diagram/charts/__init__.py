"""Views that are charts and cards: matrix, Pareto, routes of contacts, SIPOC."""
