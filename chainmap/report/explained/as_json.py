"""Explanations as JSON: an answer with the key `explained`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from chainmap.report.explained.figures import Explained, Input
from chainmap.report.json_parts import Json, dumped


def with_explained(answer: str, found: Sequence[Explained] | None) -> str:
    """Return an answer in JSON with the explanations of its figures added, where asked for."""
    if found is None:
        return answer
    document = {**json.loads(answer), "explained": [_figure(one) for one in found]}
    return dumped(document)


def _figure(one: Explained) -> Json:
    return {
        "about": one.about or None,
        "figure": one.figure,
        "keys": one.keys,
        "value": one.value,
        "text": one.text,
        "formula": one.formula,
        "worked": [line for line in one.worked if line],
        "inputs": [_input(known) for known in one.inputs],
        "missing": one.missing,
    }


def _input(known: Input) -> Json:
    return {
        "what": known.what,
        "value": known.value,
        "text": known.text,
        "how": known.how or None,
        "evidence": known.evidence or None,
        "places": known.places,
    }
