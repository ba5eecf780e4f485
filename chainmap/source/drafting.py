"""Writes files of an organisation: YAML that reads back as what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from chainmap.model import PartyKind
from chainmap.source.observed_documents import OBSERVED_FILE
from chainmap.source.places import Plain
from chainmap.source.slugs import unique_slugs

Item = Mapping[str, Plain]
"""The keys of a handoff, in the order in which they are written."""

_TEXT = "tag:yaml.org,2002:str"
_FREE_TEXTS = frozenset(
    {"customer", "supplier", "delivers", "from", "wants", "observed", "counted"}
)
_WIDEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Drafted:
    """A file to be written: its path below the organisation's directory, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A party with what it says about its handoffs."""

    kind: PartyKind
    name: str
    serves: tuple[Item, ...] = ()
    needs: tuple[Item, ...] = ()


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  PyYAML's signature
        """Indent lists too."""
        super().increase_indent(flow, indentless=False)


def files_of(drafts: Iterable[Draft]) -> Iterator[Drafted]:
    """Yield one file per party, by kind and name; no two paths differ only in case."""
    by_kind: dict[PartyKind, dict[str, Draft]] = {kind: {} for kind in PartyKind}
    for draft in drafts:
        by_kind[draft.kind][draft.name] = draft
    for kind, named in by_kind.items():
        for name, stem in unique_slugs(sorted(named), kind):
            yield Drafted(f"{kind}s/{stem}.yaml", text_of(named[name]))


def text_of(draft: Draft) -> str:
    """Return the YAML of a party; names such as `no` and `010` are quoted."""
    pairs: list[tuple[Node, Node]] = [(_text(draft.kind), _text(draft.name))]
    for section, items in (("serves", draft.serves), ("needs", draft.needs)):
        if items:
            nodes = [_item(item) for item in items]
            pairs.append((_text(section), SequenceNode("tag:yaml.org,2002:seq", nodes)))
    root = MappingNode("tag:yaml.org,2002:map", pairs)
    body = yaml.serialize(root, Dumper=_Dumper, allow_unicode=True, width=_WIDEST)
    return f"# yaml-language-server: $schema=../.schema/{draft.kind}.json\n{body}"


def observed_file(head: Item, handoffs: Iterable[Item], *, remark: str) -> Drafted:
    """Return the file of what a log says: first the remark, in one line, then head and handoffs."""
    pairs = [(_text(key), _value(key, value)) for key, value in head.items()]
    nodes = [_item(item) for item in handoffs]
    if nodes:
        pairs.append((_text("handoffs"), SequenceNode("tag:yaml.org,2002:seq", nodes)))
    root = MappingNode("tag:yaml.org,2002:map", pairs)
    body = yaml.serialize(root, Dumper=_Dumper, allow_unicode=True, width=_WIDEST)
    return Drafted(OBSERVED_FILE, f"# {remark}\n{body}")


def _item(item: Item) -> Node:
    pairs = [(_text(key), _value(key, value)) for key, value in item.items()]
    return MappingNode("tag:yaml.org,2002:map", pairs)


def _value(key: str, value: Plain) -> Node:
    if isinstance(value, dict):
        points: list[tuple[Node, Node]] = [(_text(k), _value(k, v)) for k, v in value.items()]
        return MappingNode("tag:yaml.org,2002:map", points, flow_style=True)
    if not isinstance(value, str):
        parts = [_value(key, part) for part in value]
        return SequenceNode("tag:yaml.org,2002:seq", parts, flow_style=True)
    return _text(value) if key in _FREE_TEXTS else _plain(value)


def _text(value: str) -> Node:
    """Return a text, quoted where YAML would read something else."""
    return ScalarNode(_TEXT, value)


def _plain(value: str) -> Node:
    """Return a quantity without quotes, which YAML may read as it likes."""
    tag = _RESOLVER.resolve(ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return ScalarNode(tag, value)


_RESOLVER = yaml.resolver.Resolver()
