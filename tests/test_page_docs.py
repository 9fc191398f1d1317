"""The documentation of the REST interface: types in words, examples that can be followed."""

from typing import Any

import pytest

from api.page_docs import _example, _parameter, _route, _shape, type_words

Schema = dict[str, Any]


def said(schema: Schema) -> str:
    return "".join(part["text"] for part in type_words(schema))


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "text"),
        ({"type": "integer"}, "whole number"),
        ({"type": "number"}, "number"),
        ({"type": "boolean"}, "yes or no"),
        ({"$ref": "#/components/schemas/Path"}, "Path"),
        ({"type": "array", "items": {"type": "string"}}, "list of text"),
        ({"type": "array", "items": {"$ref": "#/x/Hop"}}, "list of Hop"),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
         "list (text, whole number)"),
        ({"anyOf": [{"$ref": "#/x/Gap"}, {"type": "null"}]}, "Gap or nothing"),
        ({"enum": ["joined", "left"], "type": "string"}, "joined, left"),
        ({"const": "rule"}, "rule"),
        ({}, "any"),
    ],
)  # fmt: skip
def test_a_type_is_told_in_words(schema: Schema, words: str) -> None:
    assert said(schema) == words


def test_a_shape_inside_a_type_is_a_link() -> None:
    parts = type_words({"type": "array", "items": {"$ref": "#/components/schemas/Hop"}})
    assert [part["ref"] for part in parts] == ["", "Hop"]


def test_a_parameter_tells_its_default_and_its_bounds() -> None:
    told = _parameter(
        {"name": "k", "in": "query", "description": "How many.",
         "schema": {"type": "integer", "default": 5, "minimum": 1, "maximum": 20}}
    )  # fmt: skip
    assert told == {
        "name": "k", "required": False, "type": "whole number",
        "words": "How many. Default: 5. Allowed: from 1 to 20.",
    }  # fmt: skip


NEEDED: list[Schema] = [
    {"name": "from", "in": "query", "required": True},
    {"name": "to", "in": "query", "required": True},
    {"name": "k", "in": "query"},
]


def test_an_example_fills_what_is_needed_and_nothing_else() -> None:
    assert _example("/paths", NEEDED, {"from": "a%3A1", "to": "b", "k": "3"}) == (
        "/paths?from=a%3A1&to=b"
    )


def test_there_is_no_example_where_the_data_has_no_value() -> None:
    assert _example("/paths", NEEDED, {"from": "a"}) == ""


def test_a_value_in_the_path_is_quoted() -> None:
    parameter = [{"name": "node_id", "in": "path", "required": True}]
    assert _example("/nodes/{node_id}", parameter, {"node_id": "a:b/c"}) == "/nodes/a%3Ab%2Fc"


def test_a_route_names_the_shape_of_its_answer() -> None:
    ok = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/FindAnswer"}}}}
    told = _route("/api/v1/find", "get", {"description": "Search.", "responses": {"200": ok}}, {})
    assert (told["answer"], told["summary"], told["method"]) == ("FindAnswer", "Search.", "GET")
    assert told["anchor"] == "get-api-v1-find"


def test_a_shape_lists_its_fields_or_its_choices() -> None:
    fields = _shape("Hop", {"properties": {"cost": {"type": "number"}}, "description": "A step."})
    assert [field["name"] for field in fields["fields"]] == ["cost"]
    assert fields["words"] == "A step."
    assert _shape("Status", {"enum": ["held", "planned"]})["choices"] == ["held", "planned"]
