"""What an editor shows of the schemas: words in Chinese, examples, ready-made items."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator, validators

from ruleengine.source.node import plain
from ruleengine.source.read import read_text
from ruleengine.source.shape import KINDS, shape_problems
from ruleengine.source.shipped import rules_folder, schemas_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

CHINESE = re.compile("[\u4e00-\u9fff]")
PLACE = re.compile(r"\$\{[0-9]+(?::([^}]*)|\|([^,|]+)[^}]*)\}")


def parts_of(schema: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema inside a schema, with the keys that lead to it."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for key, inner in schema.get("properties", {}).items():
        yield from parts_of(inner, f"{path}.{key}")
    yield from parts_of(schema.get("items"), path + "[]")
    for word in ("additionalProperties", "then", "else"):
        yield from parts_of(schema.get(word), path)


@cache
def every_part() -> list[tuple[str, dict[str, Any]]]:
    texts = {
        kind: (schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
        for kind in KINDS
    }
    return [
        each
        for kind, text in texts.items()
        for each in parts_of(json.loads(text), kind)
    ]


def named_parts() -> list[tuple[str, dict[str, Any]]]:
    return [(path, part) for path, part in every_part() if "title" in part]


def validator(schema: dict[str, Any]) -> Any:
    extend: Any = validators.extend
    return extend(Draft7Validator)(schema)


def test_every_key_says_in_chinese_what_it_is() -> None:
    keys = [
        (path, part)
        for path, part in named_parts()
        if "." in path and not path.endswith("[]")
    ]
    assert keys
    for path, part in keys:
        # Completion shows the description alone, so it has to tell the title as well.
        assert part["title"] in part["markdownDescription"], path
        assert CHINESE.search(part["markdownDescription"]), path


def test_every_key_that_is_listed_has_a_title() -> None:
    for path, part in every_part():
        for key, inner in part.get("properties", {}).items():
            assert "title" in inner, f"{path}.{key}"


def test_every_word_to_choose_is_explained() -> None:
    choices = [(path, part) for path, part in every_part() if "enum" in part]
    assert choices
    for path, part in choices:
        words = part["markdownEnumDescriptions"]
        assert len(words) == len(part["enum"]), path
        assert all(map(CHINESE.search, words)), path


def test_examples_hold_to_their_own_schema() -> None:
    told = [(path, part) for path, part in every_part() if "examples" in part]
    assert len(told) > 50
    for path, part in told:
        if isinstance(part["examples"], list):
            for example in part["examples"]:
                validator(part).validate(example), path


def test_keys_that_name_something_leave_the_words_to_the_editor() -> None:
    # Editors list the names that the files hold only where a schema proposes nothing.
    naming = {"must", "where", "formula", "under", "codes", "table", "of", "alias"}
    found = {path.rpartition(".")[2] for path, _ in every_part()}
    assert naming <= found
    for path, part in every_part():
        if path.rpartition(".")[2] in naming and part.get("type") != "array":
            assert not {"examples", "defaultSnippets"} & part.keys(), path


def filled(body: Any) -> list[str]:
    """Write a ready-made item as the editor inserts it, with the words it proposes."""
    match body:
        case dict():
            return [line for key, each in body.items() for line in entry(key, each)]
        case list():
            each_filled = [filled(each) for each in body]
            return [
                line
                for first, *more in each_filled
                for line in ("- " + first, *("  " + line for line in more))
            ]
        case _:
            return [PLACE.sub(lambda found: found[1] or found[2], str(body))]


def entry(key: str, body: Any) -> list[str]:
    name, lines = filled(key)[0], filled(body)
    if isinstance(body, dict | list):
        return [f"{name}:", *("  " + line for line in lines)]
    return [f"{name}: {lines[0]}"]


def ready_made() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    return [
        (f"{path} {item['label']}", part, item)
        for path, part in every_part()
        for item in part.get("defaultSnippets", ())
    ]


@pytest.mark.parametrize(
    ("part", "item"), [pytest.param(p, i, id=name) for name, p, i in ready_made()]
)
def test_ready_made_items_hold_to_the_schema(
    part: dict[str, Any], item: dict[str, Any]
) -> None:
    assert CHINESE.search(item["markdownDescription"])
    text = "\n".join(entry("item", item["body"]))
    node = read_text(text, "t.yaml").entries["item"]
    validator(part).validate(plain(node))


def test_every_rule_file_names_the_schema_of_its_kind() -> None:
    files = list(rules_folder().rglob("*.yaml"))
    assert files
    for path in files:
        first, second = path.read_text(encoding="utf-8").split("\n")[:2]
        schema = f"../../schemas/{second.removeprefix('kind: ')}.schema.json"
        assert first == f"# yaml-language-server: $schema={schema}", path
        assert (schemas_folder().parent / "rules" / "x" / schema).resolve().is_file()


def test_a_wrong_word_is_told_once_with_the_words_to_choose() -> None:
    text = "kind: decision-table\nid: a\ntitle: 甲\nhit: {0}\n"
    rest = (
        "inputs:\n  - key: a\n    type: {1}\noutputs:\n  - key: b\n    type: number\n"
        "rows:\n  - id: r1\n    b: 1\n"
    )
    for hit, kind, at in (("5", "integer", 4), ("unique", "7", 7), ("", "integer", 4)):
        node = read_text((text + rest).replace("{0}", hit).replace("{1}", kind), "t")
        (problem,) = shape_problems(node)
        assert (problem.code, problem.position.line) == ("E205", at)
