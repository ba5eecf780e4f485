"""Written times -> a text that every engine can cast, by regular expressions alone.

For engines without a reader of times that answers null to what it cannot read. A text is taken
apart and put together as `year-month-day hour:minute:second`; a day that its month lacks is null.
What letters of a format mean is what DuckDB's `strptime` takes them for.
"""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from chainmap.evidence.mistakes import mistake

if TYPE_CHECKING:
    import ibis.expr.types as ir

_YEAR, _ONE_OR_TWO, _SIXTY = "([12][0-9]{3})", "([0-9]{1,2})", "([0-5]?[0-9])"
_HOUR = "([01]?[0-9]|2[0-3])"
_OFFSET = "(z|utc|[+-][0-9]{2}(?::?[0-9]{2})?)"
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "Y": (_YEAR,),
    "y": ("([0-5]?[0-9]|6[0-8])", "(69|[7-9][0-9])"),
    "m": (_ONE_OR_TWO,),
    "b": (_ONE_OR_TWO,),
    "B": (_ONE_OR_TWO,),
    "d": (_ONE_OR_TWO,),
    "H": (_HOUR,),
    "I": ("(0?[1-9]|1[01])", "(12)"),
    "M": (_SIXTY,),
    "S": (_SIXTY,),
    "f": ("([0-9]{1,6})",),
    "g": ("([0-9]{3})",),
    "p": ("(am)", "(pm)"),
    "z": (_OFFSET,),
    "%": ("%",),
}
"""What each letter fits; where it says two things, each makes a shape of its own."""

_DAYS = (
    "-(?:0?[13578]|1[02])-(?:0?[1-9]|[12][0-9]|3[01])",
    "-(?:0?[469]|11)-(?:0?[1-9]|[12][0-9]|30)",
    "-0?2-(?:0?[1-9]|1[0-9]|2[0-8])",
)
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-0?2-29"
_REAL_DAY = f"^(?:[0-9]{{4}}(?:{'|'.join(_DAYS)})|{_LEAP_YEAR}) "
_HALF_A_DAY, _MINUTE = 12, 60_000_000
_SPECIAL = frozenset("^[]\\")


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular expression for texts in small letters, and what its groups are.

    `written` is the text to put together, with {group} for what stands there; `offset` is the
    group with the distance from UTC; `hours` are added: 12 in the afternoon.
    """

    pattern: str
    written: str
    offset: int | None = None
    hours: int = 0


def shapes_of(time_format: str | None) -> tuple[Shape, ...]:
    """Return the shapes of a format, of ISO 8601 if it is None.

    Raises:
        ChainmapError: the format has a letter that only DuckDB reads.
    """
    if time_format is None:
        return _ISO
    letters = tuple(_letters(time_format))
    fitting = [_GROUPS[text] if is_code else (text,) for is_code, text in letters]
    codes = [text if is_code else "" for is_code, text in letters]
    return tuple(_shape(codes, chosen) for chosen in product(*fitting))


def plain_text(text: ir.StringColumn, time_format: str | None) -> ir.StringColumn:
    """Return texts as shapes expect them: no space around, in small letters, months as numbers."""
    plain = text.strip().lower()
    names = {"%b": month_abbr, "%B": month_name}
    for code, months in names.items():
        if time_format is not None and code in time_format:
            for number, name in enumerate(months):
                plain = plain.replace(name.lower(), str(number)) if name else plain
    return plain


def written(plain: ir.StringColumn, shape: Shape, group: str) -> ir.StringColumn:
    """Return texts of a shape as `2026-1-5 8:05:00.5`, null where they are of no such shape."""
    target = shape.written.format("", *(group.format(number) for number in range(1, 10)))
    fits = plain.re_search(shape.pattern)
    taken = ibis.ifelse(fits, plain.re_replace(shape.pattern, target), ibis.null(dt.string))
    return ibis.ifelse(taken.re_search(_REAL_DAY), taken, ibis.null(dt.string))


def offset_of(plain: ir.StringColumn, shape: Shape) -> ir.IntegerColumn:
    """Return how far texts of a shape say they are from UTC in µs, null where they do not."""
    said = plain.re_extract(shape.pattern, shape.offset).nullif("")
    sign = ibis.ifelse(said.startswith("-"), -1, 1)
    hours, minutes = said.substr(1, 2), ibis.ifelse(said.length() > 3, said.right(2), "0")  # noqa: PLR2004 +01
    number = hours.cast(dt.int64) * 60 + minutes.cast(dt.int64)
    return ibis.cases(
        (said.isnull(), ibis.null(dt.int64)),
        (said.isin(["z", "utc"]), ibis.literal(0, dt.int64)),
        else_=sign * number * _MINUTE,
    )


def _letters(time_format: str) -> Iterator[tuple[bool, str]]:
    """Yield the letters after percent signs (True), and patterns for what stands between them."""
    characters = iter(time_format)
    for character in characters:
        if character == "%":
            letter = next(characters, "")
            if letter not in _GROUPS:
                raise _unknown(time_format, letter)
            yield True, letter
        elif character in _SPECIAL:
            raise _unknown(time_format, character)
        else:
            yield False, "[ ]+" if character == " " else f"[{character.lower()}]"


def _shape(codes: Sequence[str], chosen: Sequence[str]) -> Shape:
    """Return the shape of one choice for each letter."""
    group_of, number = {}, 0
    for code, pattern in zip(codes, chosen, strict=True):
        if code and pattern != "%":
            number += 1
            group_of[code] = number
    choice = dict(zip(codes, chosen, strict=True))
    return Shape(
        pattern=f"^{''.join(chosen)}$",
        written=_put_together(group_of, choice),
        offset=group_of.get("z"),
        hours=_hours(choice),
    )


def _put_together(group_of: Mapping[str, int], choice: Mapping[str, str]) -> str:
    def first(codes: str, otherwise: str) -> str:
        return next((f"{{{group_of[code]}}}" for code in codes if code in group_of), otherwise)

    century = "" if "Y" in choice else "20" if choice.get("y") == _GROUPS["y"][0] else "19"
    day = f"{century}{first('Yy', '00')}-{first('mbB', '1')}-{first('d', '1')}"
    return f"{day} {first('HI', '0')}:{first('M', '0')}:{first('S', '0')}.{first('fg', '0')}"


def _hours(choice: Mapping[str, str]) -> int:
    """Return what to add to an hour of half a day, of which 12 is the first."""
    if "I" not in choice:
        return 0
    noon = -_HALF_A_DAY if choice["I"] == _GROUPS["I"][1] else 0
    return noon + (_HALF_A_DAY if choice.get("p") == _GROUPS["p"][1] else 0)


def _unknown(time_format: str, letter: str) -> Exception:
    known = " ".join(f"%{code}" for code in _GROUPS if code != "%")
    message = (
        f"{time_format} has %{letter}, which is not known."
        if letter not in _SPECIAL
        else (f"{time_format} has {letter}, which cannot stand in a format.")
    )
    hint = f"Known are {known}. Or make a view that casts the times."
    return mistake("--time-format", "unknown-format", message, hint)


def _iso() -> Iterator[Shape]:
    """Yield the shapes of ISO 8601, from the most usual to the rarest."""
    day = f"^{_YEAR}[-/]{_ONE_OR_TWO}[-/]{_ONE_OR_TWO}"
    minute, ending = f"{day}[t ]{_HOUR}:{_SIXTY}", f" ?{_OFFSET}?$"
    known = "{1}-{2}-{3}"
    yield Shape(f"{minute}:{_SIXTY}{ending}", f"{known} {{4}}:{{5}}:{{6}}.0", 7)
    fraction = "[.]([0-9]{1,6})[0-9]*"
    yield Shape(f"{minute}:{_SIXTY}{fraction}{ending}", f"{known} {{4}}:{{5}}:{{6}}.{{7}}", 8)
    yield Shape(f"{minute}{ending}", f"{known} {{4}}:{{5}}:0.0", 6)
    yield Shape(f"{day}$", f"{known} 0:0:0.0")


_ISO = tuple(_iso())
