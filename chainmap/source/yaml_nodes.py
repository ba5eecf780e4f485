"""Composes YAML safely: nodes with positions, texts as written, nothing built or run."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from chainmap.issues import Issue, Location
from chainmap.source.places import DEEPEST, Plain, UnsoundError, YamlPlace, plain, start_of
from chainmap.source.wording import error, shown
from chainmap.source.yaml_errors import syntax_issue

MOST_NODES = 50_000
"""Values that the aliases of a document may stand for."""

_MOST_BRACKETS = 200
_LONG_LEAD = re.compile(r"^[ \-?:\t]{101}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: as texts, lists and mappings, and where they stand."""

    data: Plain
    place: YamlPlace


@dataclass(frozen=True, slots=True)
class Composed:
    """The documents of a file that can be read, and what was wrong with it."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...] = ()


class _Loader(yaml.CSafeLoader):
    """libyaml's composer without guessing of types: only an explicit tag is a tag."""

    def resolve(self, kind: object, value: object, implicit: object) -> None:
        """Give no node a tag."""

    def descend_resolver(self, *_: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


@contextmanager
def collecting_paused() -> Iterator[None]:
    """Keep the garbage collector out: it would walk all nodes again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def compose(path: str, text: str) -> Composed:
    """Return the documents of a text; empty ones are left out."""
    too_deep = _too_deep(path, text)
    if too_deep is not None:
        return Composed((), (too_deep,))
    roots, issues = _roots(path, text)
    documents: list[Document] = []
    for number, root in enumerate(roots):
        again = partial(_composed_again, path, text, number)
        checked = _checked(YamlPlace(path, root, again), text)
        issues.extend(checked.issues)
        documents.extend(checked.documents)
    return Composed(tuple(documents), tuple(issues))


def _checked(place: YamlPlace, text: str) -> Composed:
    """Return the document if it can be read; keys that stand twice are taken out."""
    path, root = place.path, place.root
    bomb = _alias_issue(path, root) if "*" in text else None
    if bomb is not None:
        return Composed((), (bomb,))
    issues = list(_tag_issues(path, root)) if "!" in text else []
    try:
        data = plain(root)
    except UnsoundError:
        deep = _depth_issue(path, root)
        if deep is not None:
            return Composed((), (*issues, deep))
        issues.extend(_mend_keys(path, root))
        data = plain(root)
    documents = () if _is_empty(root) else (Document(data, place),)
    return Composed(documents, tuple(issues))


def _roots(path: str, text: str) -> tuple[list[Node], list[Issue]]:
    roots: list[Node] = []
    try:
        loader = _Loader(text)
        while loader.check_node():
            roots.append(cast("Node", loader.get_node()))
    except yaml.YAMLError as failed:
        return roots, [syntax_issue(path, text, failed)]
    return roots, []


def _composed_again(path: str, text: str, number: int) -> Node:
    return _roots(path, text)[0][number]


def _is_empty(root: Node) -> bool:
    return type(root) is ScalarNode and root.value == "" and not root.style


def _too_deep(path: str, text: str) -> Issue | None:
    """Return the issue of a text that would overrun the stack of the composer, which recurses."""
    if text.count("[") + text.count("{") <= _MOST_BRACKETS and not _LONG_LEAD.search(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return _depth(start_of(path, event))
    except yaml.YAMLError:
        return None
    return None


def _depth(where: Location) -> Issue:
    message = f"More than {DEEPEST} levels of lists and mappings in each other."
    return error(where, "too-deep", message, "A file needs about five.")


def _depth_issue(path: str, root: Node) -> Issue | None:
    level = [root]
    for _ in range(DEEPEST):
        level = [n for above in level for n in _below(above) if type(n) is not ScalarNode]
    return _depth(start_of(path, level[0])) if level else None


def _below(node: Node) -> list[Node]:
    if type(node) is SequenceNode:
        return list(node.value)
    if type(node) is MappingNode:
        return [below for pair in node.value for below in pair]
    return []


def _alias_issue(path: str, root: Node) -> Issue | None:
    """Return the issue of aliases that stand for too much, or for themselves."""
    sizes: dict[int, int] = {}
    if _expanded(root, sizes, set()) - len(sizes) <= MOST_NODES:
        return None
    message = f"Its aliases stand for more than {MOST_NODES} values, or for themselves."
    return error(start_of(path, root), "alias-bomb", message, "Write the values out.")


def _expanded(node: Node, sizes: dict[int, int], above: set[int]) -> int:
    """Return how many nodes a node stands for; far too many where it contains itself."""
    known = sizes.get(id(node))
    if known is not None:
        return known
    if id(node) in above:
        return 1000 * MOST_NODES
    above.add(id(node))
    size = 1 + sum(_expanded(below, sizes, above) for below in _below(node))
    above.discard(id(node))
    sizes[id(node)] = size
    return size


def _tag_issues(path: str, root: Node) -> Iterator[Issue]:
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            waiting.extend(_below(node))
            if node.tag is not None:
                tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
                message = f"The tag {shown(tag)} has no meaning here."
                hint = "Leave out the word that begins with !."
                yield error(start_of(path, node), "explicit-tag", message, hint)


def _mend_keys(path: str, root: Node) -> list[Issue]:
    """Take out keys that stand twice or are no text, and report them."""
    issues: list[Issue] = []
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if type(node) is MappingNode and id(node) not in seen:
            seen.add(id(node))
            issues.extend(_mend_mapping(path, node))
        waiting.extend(_below(node))
    return issues


def _mend_mapping(path: str, node: Node) -> Iterator[Issue]:
    first: dict[str, tuple[Node, Node]] = {}
    for key, value in node.value:
        where = start_of(path, key)
        if type(key) is not ScalarNode:
            yield error(where, "wrong-type", "A key is a word, not a list or a mapping.")
        elif key.value in first:
            line = start_of(path, first[key.value][0]).line
            message = f"{shown(key.value)} stands here a second time, first in line {line}."
            yield error(where, "duplicate-key", message, "Keep one of the two.")
        else:
            first[key.value] = (key, value)
    node.value[:] = first.values()
