"""Text from outside as documents can hold it: nothing in it steers a program or a reader's eye."""

from __future__ import annotations

import re

_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # what turns the text around it
    "\ud800-\udfff\ufffe\uffff]"  # what XML cannot hold
)

_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|s|min|h|d|w)(?!\w))|(?<=[<>≥±]) (?=\d)")


def plain(text: str) -> str:
    r"""Return the text, each character that is none as a replacement character.

    >>> plain("Sales\x1b[2J")
    'Sales�[2J'
    """
    return _NO_TEXT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def unbroken(text: str) -> str:
    r"""Return the text with a no-break space between each number and its unit.

    For text that another program sets in lines, such as that of a slide.

    >>> unbroken("9 h of 5 days, < 1 %").split(" ")
    ['9\xa0h', 'of', '5', 'days,', '<\xa01\xa0%']
    """
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text)


def on_one_line(text: str) -> str:
    """Return the text with every white space as one blank."""
    return " ".join(plain(text).split())
