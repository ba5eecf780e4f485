"""Figures with what they are made from: formula, inputs, and where the inputs stand."""

from chainmap.report.explained.figures import Explained, Input

__all__ = ["Explained", "Input"]
