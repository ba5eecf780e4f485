"""No coordinates are golden; these are laws every picture keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from random import Random
from xml.etree import ElementTree as ET

import pytest

from chainmap.analysis.comparison import comparison
from chainmap.analysis.gaps import gaps
from chainmap.analysis.trace import trace
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.maps.compare_map import both, compare_map
from chainmap.diagram.maps.gap_map import gap_map
from chainmap.diagram.maps.overview import overview
from chainmap.diagram.maps.scope import whole_of
from chainmap.flow import Flow
from chainmap.model import PartyId, Team
from tests.diagram.parcels import TODAY, frame, late, parcels
from tests.diagram.reading import SVG, chain_dot, drawn, trace_dot
from tests.literal import HERE, flow, handoff

Box = tuple[float, float, float, float]


def generated(size: int = 60, departments: int = 6) -> Flow:
    """Return a random organisation of a usual shape."""
    random = Random(size)  # noqa: S311 - a picture, not a secret
    names = [f"Team {i:02}" for i in range(size)]
    teams = [
        Team(PartyId(name), HERE, f"Department {i * departments // size}")
        for i, name in enumerate(names)
    ]
    steps = {}
    for _ in range(2 * size):
        one, other = sorted(random.sample(range(size), 2))
        if other - one < size // 4:
            steps[one, other] = handoff(
                names[one],
                names[other],
                "thing",
                random.choice((1, 2, 3)),
                volume=random.random(),
                promise=random.choice((None, 2)),
            )
    ends = [handoff(name, f"Customer {name[-1]}", "goods", 1) for name in names[-5:]]
    customers = [f"Customer {name[-1]}" for name in names[-5:]]
    return flow(*steps.values(), *ends, teams=teams, customers=customers, vendors=[])


def pictures() -> Iterator[tuple[str, str]]:
    small, large = parcels(), generated()
    yield "chain of five teams", chain_dot(small, frame(small))
    yield "chain of sixty teams", chain_dot(large, frame(large))
    scope = whole_of(large.organisation)
    yield "overview", dot(overview(scope, frame(large)))
    found_gaps = gaps(large, as_of=TODAY)
    yield "gaps", dot(gap_map(found_gaps, scope, frame(large)))
    changes = comparison(before=generated(36), after=generated(48))
    yield "compare", dot(compare_map(changes, whole_of(both(changes)), frame(large)))
    found = trace(small, [late(small)]).complaints[0]
    yield "trace", trace_dot(small, found, frame(small))


PICTURES = dict(pictures())
PICTURE = pytest.mark.parametrize("name", PICTURES)


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def around(points: list[float]) -> Box:
    return min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])


def groups(svg: ET.Element, kind: str) -> Iterator[ET.Element]:
    return (group for group in svg.iter(f"{SVG}g") if group.get("class") == kind)


def nodes(svg: ET.Element) -> dict[str, Box]:
    found = {}
    for group in groups(svg, "node"):
        points = [n for p in group.iter(f"{SVG}polygon") for n in numbers(p.get("points", ""))]
        found[group.findtext(f"{SVG}title") or ""] = around(points)
    return found


def curve(path: str) -> Iterator[tuple[float, float]]:
    """Yield points along the Bezier curves of a path."""
    values = numbers(path)
    points = list(zip(values[::2], values[1::2], strict=True))
    for at in range(0, len(points) - 3, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(21):
            t, u = step / 20, 1 - step / 20
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            yield (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )


@PICTURE
def test_no_two_boxes_overlap(name: str) -> None:
    boxes = nodes(drawn(PICTURES[name])).values()
    assert not [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@PICTURE
def test_no_line_runs_through_a_box(name: str) -> None:
    svg = drawn(PICTURES[name])
    boxes = nodes(svg)
    for group in groups(svg, "edge"):
        ends = re.sub(r":\w+", "", group.findtext(f"{SVG}title") or "").split("->")
        others = [box for node, box in boxes.items() if node not in ends]
        for path in group.iter(f"{SVG}path"):
            for x, y in curve(path.get("d", "")):
                hit = [b for b in others if b[0] + 3 < x < b[2] - 3 and b[1] + 3 < y < b[3] - 3]
                assert not hit, group.findtext(f"{SVG}title")


@PICTURE
def test_the_head_is_above_everything(name: str) -> None:
    svg = drawn(PICTURES[name])
    (graph,) = groups(svg, "graph")
    head = [
        float(text.get("y", 0))
        for child in graph
        if child.get("class") is None
        for text in child.iter(f"{SVG}text")
    ]
    assert len(head) > 3
    assert max(head) < min(box[1] for box in nodes(svg).values())


def test_customers_stand_right_of_every_team() -> None:
    svg = drawn(PICTURES["chain of sixty teams"])
    boxes = nodes(svg)
    customers = {
        group.findtext(f"{SVG}title")
        for group in groups(svg, "node")
        if any("Customer" in "".join(text.itertext()) for text in group.iter(f"{SVG}text"))
    }
    left = min(box[0] for node, box in boxes.items() if node in customers)
    assert left > max(box[2] for node, box in boxes.items() if node not in customers)


def test_a_large_picture_has_about_the_shape_of_a_slide() -> None:
    root = drawn(PICTURES["chain of sixty teams"])
    width, height = (numbers(root.get(side, ""))[0] for side in ("width", "height"))
    assert 1.3 < width / height < 2.2
