"""Quantities of a flow that more than one analysis needs."""
