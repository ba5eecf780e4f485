"""How pydantic reads the value of a key, and what an editor is told of it in JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from chainmap.source.faults import empty_value, wrong_type

JsonSchema = dict[str, Any]

NAME_SCHEMA: JsonSchema = {
    "anyOf": [{"type": "string", "pattern": r"\S"}, {"type": "number"}],
}
"""An editor reads the names 42 and 010 as numbers; the program reads what stands there."""


class Strict(BaseModel):
    """A mapping in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, eq=False)
class Reads:
    """Annotation: the text is read by `parse`, a mapping (if at all) by `mapping`."""

    parse: Callable[[str], Any]
    expected: str
    shape: JsonSchema
    mapping: Callable[[Any], Any] | None = None
    model: type[BaseModel] | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the validator that pydantic compiles."""
        if self.model is None:
            return core_schema.no_info_plain_validator_function(self._scalar)
        inner = handler.generate_schema(self.model)
        return core_schema.no_info_wrap_validator_function(self._scalar_or_mapping, inner)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Return what an editor is told."""
        if self.model is None:
            return dict(self.shape)
        return {"anyOf": [self.shape, handler(schema)]}

    def _scalar(self, value: object) -> object:
        if type(value) is str:
            if not value or value.isspace():
                raise empty_value()
            return self.parse(value)
        raise wrong_type(value, self.expected)

    def _scalar_or_mapping(self, value: object, handler: Callable[[object], Any]) -> object:
        if type(value) is dict and self.mapping is not None:
            return self.mapping(handler(value))
        return self._scalar(value)


@dataclass(frozen=True, eq=False)
class OneOrMany:
    """Annotation: one entry may stand without a list; a text is short for `{short: text}`."""

    short: str | None = None
    least: int = 0

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the validator that pydantic compiles."""
        return core_schema.no_info_before_validator_function(self._as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Return what an editor is told."""
        many = handler(schema)
        entry = many["items"]
        if self.short is not None:
            entry = {"anyOf": [NAME_SCHEMA, entry]}
        least = {"minItems": self.least} if self.least else {}
        return {"anyOf": [entry, {"type": "array", "items": entry, **least}]}

    def _as_list(self, value: object) -> object:
        if value == "" or (self.least and value == []):
            raise empty_value()
        if type(value) is not list:
            value = [value]
        if self.short is None:
            return value
        return [{self.short: entry} if type(entry) is str else entry for entry in value]
