"""The documentation of the REST interface, drawn by the server from its own description."""

from typing import Any
from urllib.parse import quote, urlencode

import numpy as np
from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.page_find import examples
from api.page_show import bare_frame
from api.routes import ask
from graph.analysis.brief import BRIEFED
from graph.analysis.funding import PAYS
from graph.errors import KithmapError
from graph.network import LINK_CODES, Network
from viz.templating import render

Schema = dict[str, Any]


def docs_page(request: Request) -> Response:
    """Every route, its parameters, an example that works, and the shape of its answer."""
    api: Schema = request.app.openapi()
    shapes: Schema = api.get("components", {}).get("schemas", {})
    example = _example_values(request)
    routes = [
        _route(path, method, detail, example)
        for path, methods in sorted(api["paths"].items())
        for method, detail in sorted(methods.items())
    ]
    page = render(
        "docs.html",
        **bare_frame() | {"title": "For programs: the REST interface"},
        intro=api["info"].get("description", ""),
        routes=routes,
        shapes=[_shape(name, shapes[name]) for name in sorted(shapes)],
    )
    return HTMLResponse(page)


def _example_values(request: Request) -> dict[str, str]:
    """Values that the data at hand can answer, by parameter."""
    try:
        network = ask(request).network()
    except KithmapError:
        return {}
    dates = sorted({edition.date for edition in network.editions})
    values = {"q": network.nodes[0].name if network.n else "Ghana", "node_id": ""}
    if network.n:
        values["node_id"] = network.nodes[int(network.degree.argmax())].id
    values |= _most_linked(network)
    if dates:
        values |= {"before": dates[0], "after": dates[-1]}
    path = examples(network)["path"]
    if path:
        ends = dict(part.split("=", 1) for part in path["href"].partition("?")[2].split("&"))
        values |= {"from": ends["from"], "to": ends["to"]}
    return values


def _most_linked(network: Network) -> dict[str, str]:
    """The most linked node that a brief can be on, and the busiest funder."""
    briefed = [v for kind in BRIEFED for v in network.vertices(kind).tolist()]
    paid = network.link_source[np.isin(network.link_kind, [LINK_CODES[kind] for kind in PAYS])]
    found = {}
    if briefed:
        subject = max(briefed, key=lambda v: (int(network.degree[v]), -v))
        found["about"] = network.nodes[subject].id
    if len(paid):
        found["funder"] = network.nodes[int(np.bincount(paid).argmax())].id
    return found


def _route(path: str, method: str, detail: Schema, example: dict[str, str]) -> Schema:
    parameters = detail.get("parameters", [])
    return {
        "anchor": f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
        "path": path,
        "method": method.upper(),
        "summary": (detail.get("description") or detail.get("summary") or "").strip(),
        "parameters": [_parameter(p) for p in parameters],
        "body": ", ".join(detail.get("requestBody", {}).get("content", {})),
        "needs_key": bool(detail.get("security")),
        "example": ""
        if method != "get" or detail.get("security")
        else _example(path, parameters, example),
        "answer": _answer(detail),
    }


def _parameter(parameter: Schema) -> Schema:
    schema = parameter.get("schema", {})
    default = schema.get("default")
    words = [parameter.get("description") or schema.get("description") or ""]
    if default not in (None, "", []):
        words.append(f"Default: {default}.")
    bounds = (("minimum", "from"), ("maximum", "to"))
    limits = [f"{word} {schema[key]}" for key, word in bounds if key in schema]
    if limits:
        words.append(f"Allowed: {' '.join(limits)}.")
    return {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "type": "".join(part["text"] for part in type_words(schema)),
        "words": " ".join(word for word in words if word),
    }


def _example(path: str, parameters: list[Schema], values: dict[str, str]) -> str:
    """An address that works, or nothing where the data has no value for it."""
    query = []
    for parameter in parameters:
        name = parameter["name"]
        if not parameter.get("required"):
            continue
        if not values.get(name):
            return ""
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", quote(values[name], safe=""))
        else:
            query.append((name, values[name]))
    from_address = {"from", "to"}
    plain = urlencode([(k, v) for k, v in query if k not in from_address])
    quoted = "&".join(f"{k}={v}" for k, v in query if k in from_address)
    asked = "&".join(part for part in (plain, quoted) if part)
    return f"{path}?{asked}" if asked else path


def _answer(detail: Schema) -> str:
    content = detail.get("responses", {}).get("200", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _shape(name: str, schema: Schema) -> Schema:
    fields = schema.get("properties", {})
    return {
        "name": name,
        "words": schema.get("description", ""),
        "choices": schema.get("enum", []),
        "fields": [{"name": key, "type": type_words(value)} for key, value in fields.items()],
    }


def type_words(schema: Schema) -> list[dict[str, str]]:
    """A type as words, some of which lead to a shape.

    >>> type_words({"type": "array", "items": {"$ref": "#/x/Path"}})
    [{'text': 'list of ', 'ref': ''}, {'text': 'Path', 'ref': 'Path'}]
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [{"text": name, "ref": name}]
    if "anyOf" in schema:
        either = [[_plain(" or "), *type_words(option)] for option in schema["anyOf"]]
        return [word for part in either for word in part][1:]
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            inner = ", ".join(_flat(item) for item in schema["prefixItems"])
            return [_plain(f"list ({inner})")]
        return [_plain("list of "), *type_words(schema.get("items", {}))]
    if "enum" in schema:
        return [_plain(", ".join(str(choice) for choice in schema["enum"]))]
    if "const" in schema:
        return [_plain(str(schema["const"]))]
    names = {"string": "text", "integer": "whole number", "null": "nothing", "boolean": "yes or no"}
    said = str(schema.get("type", "any"))
    return [_plain(names.get(said, said))]


def _plain(text: str) -> dict[str, str]:
    return {"text": text, "ref": ""}


def _flat(schema: Schema) -> str:
    return "".join(word["text"] for word in type_words(schema))
