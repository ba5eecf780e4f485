"""A condition over the columns of a log, as people write it: made_sla = 'false' and priority < 3.

    condition   = all {"or" all}
    all         = one {"and" one}
    one         = "not" one | "(" condition ")" | column test
    test        = sign value | ["not"] "in" "(" value {"," value} ")" | ["not"] "like" text
                | "is" ["not"] "null"
    sign        = "=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">="
    value       = text | number | "true" | "false"

A text stands between single quotes, two of them for one inside. A column is a word, or stands
between double quotes. There is nothing else: no function, no other table, no SQL. A parser of SQL
is not used because `case` and `order` are usual names of columns here, and because what it takes in
grows with its versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chainmap.evidence.mistakes import mistake, shown

SOURCE = "--complaint"
DEEPEST = 50
"""Brackets and `not` in each other."""

LONGEST = 2_000
"""Characters of a condition."""


@dataclass(frozen=True, slots=True)
class Compares:
    """Whether a column stands in this relation (=, !=, <, <=, >, >=) to a value."""

    column: str
    sign: str
    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Like:
    """Whether a column fits a pattern: % is any text, _ any character."""

    column: str
    pattern: str


@dataclass(frozen=True, slots=True)
class IsMissing:
    """Whether a column is empty."""

    column: str


@dataclass(frozen=True, slots=True)
class Not:
    """Whether a condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Together:
    """Whether all conditions hold or, if not `all_of_them`, any."""

    conditions: tuple[Condition, ...]
    all_of_them: bool


Condition = Compares | Like | IsMissing | Not | Together

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<quoted>\"(?:[^\"]|\"\")+\")"
    r"|(?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?![\w.]))|(?P<word>[^\W\d][\w.:]*)"
    r"|(?P<sign><>|==|!=|<=|>=|[=<>])|(?P<mark>[(),]))"
)
_SAME_SIGN = {"==": "=", "<>": "!="}
_WORDS = frozenset({"and", "or", "not", "in", "like", "is", "null"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """The word in small letters, "" of what is none."""
        return self.text.casefold() if self.kind == "word" else ""


def parse_condition(text: str) -> Condition:
    """Read a condition.

    >>> parse_condition("made_sla = 'false'")
    Compares(column='made_sla', sign='=', value='false')

    Raises:
        ChainmapError: it is none; the message says at which character.
    """
    if len(text) > LONGEST:
        raise mistake(SOURCE, "bad-condition", f"It has more than {LONGEST:,} characters.")
    return _Parser(text).whole()


class _Parser:
    """Takes the tokens one after the other."""

    def __init__(self, text: str) -> None:
        self._text, self._next, self._depth = text, 0, 0
        self._tokens = list(self._cut())

    def _cut(self) -> Iterator[_Token]:
        at, end = 0, len(self._text.rstrip())
        while at < end:
            found = _TOKEN.match(self._text, at)
            if found is None:
                bare = len(self._text[at:]) - len(self._text[at:].lstrip())
                raise self._wrong(at + bare, self._text[at + bare :])
            kind = found.lastgroup or ""
            yield _Token(kind, found[kind], found.start(kind))
            at = found.end()

    def whole(self) -> Condition:
        """Return all of it as one condition."""
        found = self._any()
        if self._here() is not None:
            raise self._wrong_here("and, or, or the end")
        return found

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Together(tuple(parts), all_of_them=False)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Together(tuple(parts), all_of_them=True)

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong_here("fewer brackets")
        found = self._inner()
        self._depth -= 1
        return found

    def _inner(self) -> Condition:
        if self._take("not"):
            return Not(self._one())
        if self._take("("):
            found = self._any()
            self._require(")")
            return found
        return self._test(self._column())

    def _test(self, column: str) -> Condition:
        here = self._here()
        if here is not None and here.kind == "sign":
            self._next += 1
            sign = _SAME_SIGN.get(here.text, here.text)
            return Compares(column, sign, self._value())
        if self._take("is"):
            negated = self._take("not")
            self._require("null")
            return _negated(IsMissing(column), negated=negated)
        negated = self._take("not")
        if self._take("in"):
            return _negated(self._one_of(column), negated=negated)
        if self._take("like"):
            return _negated(Like(column, self._pattern()), negated=negated)
        raise self._wrong_here("=, !=, <, <=, >, >=, in, like or is null")

    def _one_of(self, column: str) -> Condition:
        self._require("(")
        choices: list[Condition] = [Compares(column, "=", self._value())]
        while self._take(","):
            choices.append(Compares(column, "=", self._value()))
        self._require(")")
        return choices[0] if len(choices) == 1 else Together(tuple(choices), all_of_them=False)

    def _column(self) -> str:
        here = self._here()
        if here is not None and here.kind == "quoted":
            self._next += 1
            return here.text[1:-1].replace('""', '"')
        if here is not None and here.kind == "word" and here.word not in _WORDS:
            self._next += 1
            return here.text
        raise self._wrong_here("the name of a column")

    def _value(self) -> str | float | bool:
        here = self._here()
        if here is not None and here.kind == "text":
            return self._pattern()
        if here is not None and here.kind == "number":
            self._next += 1
            return float(here.text)
        if here is not None and here.word in {"true", "false"}:
            self._next += 1
            return here.word == "true"
        raise self._wrong_here("a text such as 'no', or a number")

    def _pattern(self) -> str:
        here = self._here()
        if here is None or here.kind != "text":
            raise self._wrong_here("a text such as 'no'")
        self._next += 1
        return here.text[1:-1].replace("''", "'")

    def _here(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, word: str) -> bool:
        here = self._here()
        is_it = here is not None and word in {here.word, here.text if here.kind == "mark" else ""}
        self._next += is_it
        return is_it

    def _require(self, word: str) -> None:
        if not self._take(word):
            raise self._wrong_here(word)

    def _wrong_here(self, expected: str) -> Exception:
        here = self._here()
        at = len(self._text) if here is None else here.at
        return self._wrong(at, "" if here is None else self._text[at:], expected)

    def _wrong(self, at: int, rest: str, expected: str | None = None) -> Exception:
        where = f"{shown(rest)} stands at character {at + 1}" if rest else "It ends"
        wanted = f"where {expected} belongs" if expected else "and cannot be read"
        hint = "Write it as made_sla = 'false', with and, or, not, in, like, is null, < and >."
        return mistake(SOURCE, "bad-condition", f"{where} {wanted}.", hint)


def _negated(condition: Condition, *, negated: bool) -> Condition:
    return Not(condition) if negated else condition
