from __future__ import annotations

from itertools import combinations

from chainmap.diagram.maps.arranging import Tile, arrange
from chainmap.diagram.maps.plaques import End, Plaques

TILES = [Tile(((200, 100), (100, 200)), (0, 1)) for _ in range(9)]
WIRES = {(n, n + 1): 1.0 for n in range(8)}


def test_tiles_do_not_overlap() -> None:
    for one, other in combinations(arrange(TILES, WIRES), 2):
        apart_x = one.left + one.width <= other.left or other.left + other.width <= one.left
        apart_y = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert apart_x or apart_y


def test_the_page_has_about_the_shape_of_a_slide() -> None:
    places = arrange(TILES, WIRES)
    width = max(p.left + p.width for p in places)
    height = max(p.top + p.height for p in places)
    assert 1.3 < width / height < 2.4


def test_the_same_tiles_go_to_the_same_places() -> None:
    assert arrange(TILES, WIRES) == arrange(TILES, WIRES)


def test_who_deals_with_each_other_stands_closer_than_who_does_not() -> None:
    places = arrange(TILES, {(0, 8): 10.0, (1, 7): 10.0})

    def distance(one: int, other: int) -> float:
        (x, y), (to_x, to_y) = places[one].centre, places[other].centre
        return abs(x - to_x) + abs(y - to_y)

    every = [distance(a, b) for a, b in combinations(range(9), 2)]
    assert max(distance(0, 8), distance(1, 7)) < sum(every) / len(every)


def test_no_tiles_and_one_tile() -> None:
    assert arrange([], {}) == ()
    (only,) = arrange(TILES[:1], {})
    assert (only.width, only.height) in TILES[0].sizes


def test_words_find_a_place_clear_of_boxes_and_of_each_other() -> None:
    plaques = Plaques([(0, 0, 100, 40), (400, 0, 500, 40)])
    start, end = End((100, 20), (1, 0)), End((400, 20), (-1, 0))
    taken = [plaques.take(start, end, (60, 14)) for _ in range(2)]
    (x, y), (to_x, to_y) = (place or (0.0, 0.0) for place in taken)
    assert x == 250
    assert y == 20
    assert abs(to_x - x) >= 60 or abs(to_y - y) >= 14


def test_where_there_is_no_room_there_are_no_words() -> None:
    plaques = Plaques([(0, 0, 100, 40), (110, 0, 210, 40), (0, -90, 210, -10), (0, 50, 210, 130)])
    assert plaques.take(End((100, 20), (1, 0)), End((110, 20), (-1, 0)), (60, 14)) is None
