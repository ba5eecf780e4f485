"""Options that belong together as one value: a command takes the value, its user the options.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Look:
        HEADING: ClassVar = "How it looks"  # above its options in the help; may be left out
        title: Annotated[str | None, typer.Option(metavar="TEXT")] = None
        theme: Theme = Theme.SCREEN

    @grouped
    def draw(*, look: Look, org: Path = DEFAULT_ORG) -> None: ...

Typer sees draw(*, title=…, theme=…, org=…): help and completion know each option, in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_args, get_type_hints

from typer.models import OptionInfo

Command = Callable[..., None]


def grouped(command: Command) -> Command:
    """Return the command with the fields of each dataclass it takes as options of its own."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if _is_group(hint)}
    options = list(_options(command, hints, groups))

    @wraps(command)
    def called(**given: object) -> None:
        whole = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        command(**whole, **given)

    called.__signature__ = Signature(options)  # type: ignore[attr-defined]  # inspect reads it
    called.__annotations__ = {option.name: option.annotation for option in options}
    return called


def _is_group(hint: object) -> bool:
    return isinstance(hint, type) and is_dataclass(hint)


def _options(
    command: Command, hints: Mapping[str, Any], groups: Mapping[str, Any]
) -> Iterator[Parameter]:
    """Yield the parameters in the order in which they stand, a group at its place."""
    for parameter in signature(command).parameters.values():
        if parameter.name in groups:
            yield from _of_group(groups[parameter.name])
        else:
            hint = hints[parameter.name]
            yield parameter.replace(annotation=hint, kind=Parameter.KEYWORD_ONLY)


def _of_group(group: Any) -> Iterator[Parameter]:  # noqa: ANN401  any dataclass
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        yield Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=_default(field),
            annotation=_under(getattr(group, "HEADING", None), hints[field.name]),
        )


def _under(heading: str | None, hint: Any) -> Any:  # noqa: ANN401  an annotation may be anything
    """Return the annotation of an option, with the heading of its group unless it has its own."""
    option = next((part for part in get_args(hint) if isinstance(part, OptionInfo)), None)
    if heading is None or option is None or option.rich_help_panel is not None:
        return hint
    option = copy(option)  # the same option may stand in another group
    option.rich_help_panel = heading
    return Annotated[get_args(hint)[0], option]


def _default(field: Field[Any]) -> object:
    return Parameter.empty if field.default is MISSING else field.default
