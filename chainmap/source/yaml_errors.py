"""What libyaml objects to, in plain words."""

from __future__ import annotations

import yaml

from chainmap.issues import Issue, Location
from chainmap.source.wording import error, shown

_INDENT = "The indentation does not fit the lines above."
_ALIGN = "Let keys of one mapping begin in the same column."

_PLAIN_WORDS = (
    (
        "found character '\\t'",
        "A tab stands where spaces belong.",
        "YAML indents with spaces.",
    ),
    ("tab character", "A tab stands where spaces belong.", "YAML indents with spaces."),
    (
        "mapping values are not allowed",
        "A second colon, or a key that is indented too far.",
        "Put a text with a colon into quotes, or begin a new line.",
    ),
    ("expected ',' or ']'", "A list that begins with [ does not end.", "Write a comma or ]."),
    ("expected ',' or '}'", "A mapping that begins with { does not end.", "Write a comma or }."),
    ("could not find expected ':'", "A key without a colon.", "Write key: value."),
    ("did not find expected key", _INDENT, _ALIGN),
    ("did not find expected '-'", _INDENT, "Let all - of a list begin in the same column."),
    (
        "block sequence entries are not allowed",
        "A list cannot begin here.",
        "Begin a new line with - .",
    ),
    ("block mapping", _INDENT, _ALIGN),
    ("unexpected end of stream", "A text in quotes does not end.", "Write the closing quote."),
    ("unexpected document indicator", "A text in quotes does not end.", "Write the closing quote."),
    (
        "found undefined alias",
        "It begins with * and refers to nothing.",
        "Put a text that begins with * into quotes.",
    ),
    (
        "alphabetic or numeric character",
        "It begins with & or *, which have a meaning in YAML.",
        "Put the text into quotes.",
    ),
    ("duplicate anchor", "The same & name stands here a second time.", "Use another name."),
    ("unknown escape character", "A backslash with a letter that YAML does not know.", "Write \\\\."),
    ("did not find URI escape", "A tag cannot be read.", "Put a text that begins with ! into quotes."),
    ("tag", "A tag cannot be read.", "Put a text that begins with ! into quotes."),
    ("document start", "A line that belongs to no key.", "Write --- before a new document."),
)


def syntax_issue(path: str, text: str, failed: yaml.YAMLError) -> Issue:
    """Return the issue of a text that is no YAML."""
    mark = getattr(failed, "problem_mark", None) or getattr(failed, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    where = Location(path, line + 1, column + 1)
    problem = str(getattr(failed, "problem", None) or "")
    message, hint = _in_plain_words(problem, _character(text, line, column))
    context = getattr(failed, "context_mark", None)
    if context is not None and context.line != line:
        message += f" It begins in line {context.line + 1}."
    return error(where, "yaml-syntax", message, hint)


def _in_plain_words(problem: str, character: str) -> tuple[str, str | None]:
    if "cannot start any token" in problem:
        if character == "\t":
            return "A tab stands where spaces belong.", "YAML indents with spaces."
        return f"No value can begin with {shown(character)}.", "Put the text into quotes."
    for part, message, hint in _PLAIN_WORDS:
        if part in problem:
            return message, hint
    return f"This is no YAML: {shown(problem)}.", None


def _character(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    return lines[line][column : column + 1] if line < len(lines) else ""
