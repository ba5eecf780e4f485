"""The fixed words that the program says, read from its own source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import chainmap

_ROOT = Path(chainmap.__file__).parent
_PLACES = (
    "diagram/**/*.py",
    "app/pictures.py",
    "app/maps.py",
    "app/views.py",
    "app/log_views.py",
    "deck/*.py",
)


def spoken() -> dict[str, str]:
    """Return every text that is given to Words, and the file that says it."""
    return {words: path.name for path in _files() for words in _spoken(_tree(path))}


def unreadable() -> list[str]:
    """Return where Words are given something that is no literal and in no table of literals."""
    tables = {name for path in _files() for name, _ in _tables(_tree(path))}
    return [
        f"{path.name}:{argument.lineno}"
        for path in _files()
        for call in _calls(_tree(path))
        for argument in _arguments(call)
        if not _literal(argument) and _table(argument) not in tables and not _named(argument)
    ]


def _files() -> list[Path]:
    return sorted(path for place in _PLACES for path in _ROOT.glob(place))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _spoken(tree: ast.Module) -> Iterator[str]:
    for call in _calls(tree):
        for argument in _arguments(call):
            if text := _literal(argument):
                yield text
            elif table := _table(argument):
                yield from _words_of(table)
            else:
                yield from _named(argument)


def _words_of(table: str) -> Iterator[str]:
    """Yield what stands in a table of literals, whichever file it is in."""
    for path in _files():
        for name, values in _tables(_tree(path)):
            if name == table:
                yield from values


def _named(argument: ast.expr) -> set[str]:
    """Return the literals that a name is given anywhere: NAME = "...", or in a loop over them."""
    if not isinstance(argument, ast.Name):
        return set()
    pairs = (pair for path in _files() for pair in _bindings(_tree(path)))
    return {text for name, text in pairs if name == argument.id}


@cache
def _bindings(tree: ast.Module) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[target], value=value):
                found.update(_bound(target, value))
            case ast.For(target=target, iter=ast.Tuple(elts=values)):
                found.update(pair for value in values for pair in _bound(target, value))
    return frozenset(found)


def _bound(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    match target, value:
        case ast.Name(id=name), ast.Constant(value=str() as text):
            yield name, text
        case ast.Tuple(elts=names), ast.Tuple(elts=values):
            for one, other in zip(names, values, strict=False):
                yield from _bound(one, other)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.Call) and _says(n.func))


def _says(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr == "count":
        return _is_words(function.value)
    return _is_words(function)


def _is_words(expression: ast.expr) -> bool:
    if isinstance(expression, ast.Attribute):
        return expression.attr in {"words", "_words"}
    return isinstance(expression, ast.Name) and expression.id == "words"


def _arguments(call: ast.Call) -> list[ast.expr]:
    counts = isinstance(call.func, ast.Attribute) and call.func.attr == "count"
    return call.args[1:3] if counts else call.args[:1]


def _literal(argument: ast.expr) -> str | None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


def _table(argument: ast.expr) -> str | None:
    """Return the name of the table an argument is taken from: TABLE[key], module.TABLE[key]."""
    if not isinstance(argument, ast.Subscript):
        return None
    table = argument.value
    if isinstance(table, ast.Attribute):
        return table.attr
    return table.id if isinstance(table, ast.Name) else None


def _tables(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield the module's tables from anything to texts."""
    for statement in tree.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict(values=values)):
                texts = [text for value in values if (text := _literal(value))]
                if len(texts) == len(values):
                    yield name, texts
