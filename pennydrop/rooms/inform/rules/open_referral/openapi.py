"""What the directory's own addresses answer, as OpenAPI 3.1 tells it to machines."""

from typing import Any

from pennydrop.rooms.inform.rules.open_referral.writing import VERSION

Json = dict[str, Any]
_PAGE = (("page", "integer"), ("per_page", "integer"))
_ASK = (
    ("search", "string"), *_PAGE, ("full", "boolean"), ("taxonomy_term_id", "string"),
    ("taxonomy_id", "string"), ("minimum_age", "number"), ("maximum_age", "number"),
    ("start_time", "string"), ("end_time", "string"), ("day", "string"),
)  # fmt: skip
_NEAR = (*_ASK, ("postcode", "string"), ("proximity", "number"))
_LISTS = {
    "/services": ("Services, a page at a time", _ASK, "service"),
    "/service_at_locations": ("Services at their places", _NEAR, "service_at_location"),
    "/taxonomies": ("The lists of words in use", _PAGE, "taxonomy"),
    "/taxonomy_terms": (
        "The words in use", (*_PAGE, ("taxonomy_id", "string")), "taxonomy_term"
    ),
}  # fmt: skip


def description(server: str) -> Json:
    """The description, for the whole address of the API."""
    paths: Json = {"/": _get("What this API is", (), {"type": "object"})}
    for path, (what, parameters, kind) in _LISTS.items():
        one = {"type": "object", "required": ["id"], "title": kind}
        paths[path] = _get(what, parameters, _page(one))
        paths[f"{path}/{{id}}"] = {
            "parameters": [_parameter("id", "string", "path")],
            **_get(f"One of them: {kind}", (), one),
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pennydrop directory of services", "version": VERSION},
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
    }


def _get(what: str, parameters: tuple[tuple[str, str], ...], schema: Json) -> Json:
    content = {"application/json": {"schema": schema}}
    return {
        "get": {
            "summary": what,
            "parameters": [_parameter(name, kind, "query") for name, kind in parameters],
            "responses": {"200": {"description": what, "content": content}},
        }
    }


def _parameter(name: str, kind: str, place: str) -> Json:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": kind}}


def _page(entry: Json) -> Json:
    whole = dict.fromkeys(
        ("total_items", "total_pages", "page_number", "size"), {"type": "integer"}
    )
    flags = dict.fromkeys(("first_page", "last_page", "empty"), {"type": "boolean"})
    properties = {**whole, **flags, "contents": {"type": "array", "items": entry}}
    return {"type": "object", "required": list(properties), "properties": properties}
