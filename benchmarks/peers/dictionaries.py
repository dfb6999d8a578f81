"""marshmallow and cerberus: validators of dictionaries written in Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from benchmarks.runner import Runner
from benchmarks.tables import TABLE_6

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmarks.tables import Column


class Marshmallow(Runner):
    """A schema of fields with validators."""

    name = package = "marshmallow"
    share = 10

    def setup(self) -> None:
        import marshmallow

        fields: dict[str, Any] = {c.key: self._field(c) for c in TABLE_6}
        fields["both"] = marshmallow.validates_schema(skip_on_field_errors=False)(
            _both_or_neither
        )
        self.schema = type("Result", (marshmallow.Schema,), fields)()

    def _field(self, column: Column) -> Any:
        from marshmallow import fields, validate

        rules: list[Any] = []
        if regex := column.regex("plain"):
            rules.append(_search(re.compile(regex)))
        if column.values:
            rules.append(validate.OneOf(column.values))
        if column.form == "text":
            rules.append(validate.Length(min=1, max=column.most))
        return fields.String(required=column.required, validate=rules)

    def check(self, data: Any) -> Collection[int]:
        validate = self.schema.validate
        return {number for number, record in enumerate(data, 1) if validate(record)}


def _search(pattern: re.Pattern[str]) -> Any:
    def matches(value: str) -> None:
        from marshmallow import ValidationError

        if not pattern.search(value):
            raise ValidationError("wrong form")

    return matches


def _both_or_neither(_schema: Any, data: Any, **_context: Any) -> None:
    from marshmallow import ValidationError

    if ("makeup_result" in data) is not ("makeup_result_date" in data):
        raise ValidationError("only one of make-up result and date")


class Cerberus(Runner):
    """A dictionary of rules."""

    name = "cerberus"
    package = "Cerberus"
    share = 20

    def setup(self) -> None:
        import cerberus

        schema = {c.key: self._rules(c) for c in TABLE_6}
        schema["makeup_result"]["dependencies"] = ["makeup_result_date"]
        schema["makeup_result_date"]["dependencies"] = ["makeup_result"]
        self.validator = cerberus.Validator(schema)

    def _rules(self, column: Column) -> dict[str, Any]:
        rules: dict[str, Any] = {"type": "string", "required": column.required}
        if column.values:
            rules["allowed"] = list(column.values)
        if column.form == "text":
            rules |= {"minlength": 1, "maxlength": column.most}
        if regex := column.regex("plain"):
            rules["regex"] = regex if regex[0] == "^" else f".*{regex}.*"
        return rules

    def check(self, data: Any) -> Collection[int]:
        validate = self.validator.validate
        return {number for number, record in enumerate(data, 1) if not validate(record)}
