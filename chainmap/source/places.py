"""Where in a file a value stands: from the path pydantic gives to line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from chainmap.issues import Location

if TYPE_CHECKING:
    from yaml.events import Event

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A document as texts, lists and mappings."""

DEEPEST = 32
"""Levels of lists and mappings in each other that a file may have."""

Places = tuple[tuple[Location, ...], ...]
"""For each item of a list, where each name in it stands."""

Loc = tuple[int | str, ...]
"""The way to a value: keys of mappings, positions in lists."""


class Place(Protocol):
    """The source of one document or table row."""

    def data(self) -> Plain:
        """Return it as texts, lists and mappings."""

    def location(self, loc: Loc, *, key: bool = False) -> Location:
        """Return where the value (or its key) stands; the nearest mapping if it is missing."""

    def text(self, loc: Loc) -> str:
        """Return the value as it was written."""

    def remove(self, loc: Loc) -> None:
        """Take the value out, so that the rest can be read; do nothing if it is missing."""

    @property
    def is_mended(self) -> bool:
        """Whether anything was taken out."""


class UnsoundError(Exception):
    """A node cannot be read as it stands: too deep, a key twice, a key that is no text."""


def plain(node: Node, levels: int = DEEPEST) -> Plain:
    """Return a node as texts, lists and mappings.

    Raises:
        UnsoundError: something would be lost or cannot be, such as a key that stands twice.
    """
    if type(node) is ScalarNode:
        return str(node.value)
    if levels == 0:
        raise UnsoundError
    if type(node) is SequenceNode:
        return [
            below.value if type(below) is ScalarNode else plain(below, levels - 1)
            for below in node.value
        ]
    found: dict[str, Plain] = {
        key.value: value.value if type(value) is ScalarNode else plain(value, levels - 1)
        for key, value in node.value
        if type(key) is ScalarNode
    }
    if len(found) != len(node.value):
        raise UnsoundError
    return found


def start_of(path: str, node: Node | Event) -> Location:
    """Return where the node begins."""
    mark = node.start_mark
    if mark is None:
        return Location(path)
    return Location(path, mark.line + 1, mark.column + 1)


class YamlPlace:
    """A YAML document. Its nodes may be released: they are composed again when asked for."""

    __slots__ = ("_again", "_root", "is_mended", "path")

    def __init__(self, path: str, root: Node, again: Callable[[], Node] | None = None) -> None:
        self.path = path
        self._root: Node | None = root
        self._again = again
        self.is_mended = False

    @property
    def root(self) -> Node:
        """The outermost node."""
        if self._root is None and self._again is not None:
            self._root = self._again()
        assert self._root is not None  # noqa: S101  released only where it can be had again
        return self._root

    def release(self) -> None:
        """Let go of the nodes, which take far more memory than what was read from them."""
        if self._again is not None:
            self._root = None

    def entry(self, index: int) -> YamlPlace:
        """Return an entry of a document that is a list."""
        return YamlPlace(self.path, self.root.value[index])

    def part(self, loc: Loc) -> YamlPlace:
        """Return a part of the document as one of its own; the nearest if it is missing."""
        node = self.root
        for step in loc:
            node = _step(node, step)[1] or node
        return YamlPlace(self.path, node)

    def data(self) -> Plain:
        """Return it as texts, lists and mappings."""
        return plain(self.root)

    def location(self, loc: Loc, *, key: bool = False) -> Location:
        """Return where the value (or its key) stands; the nearest mapping if it is missing."""
        node = self.root
        keyed = node
        for part in loc:
            if part == "[key]":
                return start_of(self.path, keyed)
            keyed, below = _step(node, part)
            if below is None:
                break
            node = below
        return start_of(self.path, keyed if key else node)

    def names(self, section: str, key: str) -> Places:
        """Return where the names stand that the items of a section have under a key."""
        listed = _step(self.root, section)[1]
        return tuple(
            tuple(start_of(self.path, name) for name in _entries(_step(item, key)[1] or item))
            for item in _entries(listed)
        )

    def text(self, loc: Loc) -> str:
        """Return the value as it was written."""
        node: Node | None = self.root
        for part in loc:
            if node is not None:
                node = _step(node, part)[1]
        return "" if node is None else _written(plain(node))

    def remove(self, loc: Loc) -> None:
        """Take the value out, so that the rest can be read; do nothing if it is missing."""
        self.is_mended = True
        above, node = self.root, self.root
        for part in loc:
            below = _step(node, part)[1]
            if below is None:
                break
            if below is not node:
                above, node = node, below
        if type(above) is SequenceNode:
            above.value[:] = [n for n in above.value if n is not node]
        elif type(above) is MappingNode:
            above.value[:] = [pair for pair in above.value if pair[1] is not node]


def _entries(node: Node | None) -> list[Node]:
    """Return the entries of a list; one entry may stand without its list."""
    if node is None:
        return []
    return node.value if type(node) is SequenceNode else [node]


def _step(node: Node, part: int | str) -> tuple[Node, Node | None]:
    """Return the key and the value below a node; no value where the path cannot go on.

    A list of one may stand without its list: there a position stays at the same node.
    """
    if type(node) is SequenceNode:
        if isinstance(part, int) and part < len(node.value):
            return node.value[part], node.value[part]
        return node, None
    if isinstance(part, int):
        return node, node
    if type(node) is MappingNode:
        for key, value in node.value:
            if key.value == part:
                return key, value
    return node, None


def _written(value: Plain) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{', '.join(_written(entry) for entry in value)}]"
    return f"{{{', '.join(f'{key}: {_written(entry)}' for key, entry in value.items())}}}"


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a table; the column of a location is the number of the field, from 1."""

    path: str
    line: int
    columns: Mapping[str, int]
    values: dict[str, Plain]
    is_mended: bool = False

    def data(self) -> Plain:
        """Return the row as a mapping."""
        return dict(self.values)

    def location(self, loc: Loc, *, key: bool = False) -> Location:  # noqa: ARG002
        """Return the field's place; the row's first field if the field is missing."""
        column = self.columns.get(str(loc[0]), 1) if loc else 1
        return Location(self.path, self.line, column)

    def text(self, loc: Loc) -> str:
        """Return the value as it was written."""
        return _written(self.values.get(str(loc[0]), "")) if loc else ""

    def remove(self, loc: Loc) -> None:
        """Take the value out, so that the rest can be read."""
        if loc:
            self.values.pop(str(loc[0]), None)
