"""What libyaml objects to, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chainmap.issues import Issue, Location
from chainmap.source.wording import error, shown

if TYPE_CHECKING:
    import yaml


class _Words(NamedTuple):
    """What to say; `at_start`: about the place where the unfinished thing begins."""

    message: str
    hint: str | None
    at_start: bool = False


_TAB = _Words("A tab stands where spaces belong.", "YAML indents with spaces.")
_INDENT = _Words(
    "The indentation does not fit the lines above.",
    "Let keys of one mapping begin in the same column.",
)
_QUOTE = _Words("A text in quotes does not end.", "Write the closing quote.", at_start=True)
_TAG = _Words("A tag cannot be read.", "Put a text that begins with ! into quotes.")

_PLAIN_WORDS = {
    "tab character": _TAB,
    "character '\\t'": _TAB,
    "mapping values are not allowed": _Words(
        "A second colon, or a key that is indented too far.",
        "Put a text with a colon into quotes, or begin a new line.",
    ),
    "expected ',' or ']'": _Words(
        "A list that begins with [ does not end.", "Write a comma or ].", at_start=True
    ),
    "expected ',' or '}'": _Words(
        "A mapping that begins with { does not end.", "Write a comma or }.", at_start=True
    ),
    "could not find expected ':'": _Words(
        "A line without a colon.", "Write key: value.", at_start=True
    ),
    "did not find expected key": _INDENT,
    "block mapping": _INDENT,
    "did not find expected '-'": _Words(
        _INDENT.message, "Let all - of a list begin in the same column."
    ),
    "block sequence entries are not allowed": _Words(
        "A list cannot begin here.", "Begin a new line with - ."
    ),
    "unexpected end of stream": _QUOTE,
    "unexpected document indicator": _QUOTE,
    "found undefined alias": _Words(
        "It begins with * and refers to nothing.", "Put a text that begins with * into quotes."
    ),
    "alphabetic or numeric character": _Words(
        "It begins with & or *, which have a meaning in YAML.", "Put the text into quotes."
    ),
    "duplicate anchor": _Words("The same & name stands here twice.", "Use another name."),
    "unknown escape": _Words(
        "A backslash with a letter that YAML does not know.", "Write \\\\ for a backslash."
    ),
    "expected node content": _Words("A value is missing here.", "Write it, or close the bracket."),
    "document start": _Words("A line that belongs to no key.", "Write --- before a new document."),
    "tag": _TAG,
    "URI": _TAG,
}


def syntax_issue(path: str, text: str, failed: yaml.YAMLError) -> Issue:
    """Return the issue of a text that is no YAML."""
    mark = getattr(failed, "problem_mark", None) or getattr(failed, "context_mark", None)
    start = getattr(failed, "context_mark", None) or mark
    problem = str(getattr(failed, "problem", None) or failed)
    words = _in_plain_words(problem, "" if mark is None else _character(text, mark))
    where = _location(path, text, start if words.at_start else mark)
    return error(where, "yaml-syntax", words.message, words.hint)


def _location(path: str, text: str, mark: yaml.Mark | None) -> Location:
    """Return the place of a mark; the end of the last line if it lies behind it."""
    if mark is None:
        return Location(path)
    lines = text.splitlines() or [""]
    if mark.line < len(lines):
        return Location(path, mark.line + 1, mark.column + 1)
    return Location(path, len(lines), len(lines[-1]) + 1)


def _in_plain_words(problem: str, character: str) -> _Words:
    if "cannot start any token" in problem:
        if character == "\t":
            return _TAB
        return _Words(f"No value can begin with {shown(character)}.", "Put the text into quotes.")
    for part, words in _PLAIN_WORDS.items():
        if part in problem:
            return words
    return _Words(f"This is no YAML: {shown(problem)}.", None)


def _character(text: str, mark: yaml.Mark) -> str:
    lines = text.splitlines()
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
