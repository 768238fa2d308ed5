"""`pennydrop expression`: expressions in, what they give out. No settings, no database, no keys."""

import argparse
import json
import math
import sys
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from pennydrop.rooms.listen.rules.xpath import (
    Context,
    ExpressionError,
    Node,
    Value,
    document,
    evaluate,
    parse,
    to_string,
)
from pennydrop.rooms.listen.rules.xpath.values import Single, value_of

ABOUT = """Reads a JSON list of {"expression": "..."} and writes, for each in the same order,
{"value": ...} or {"error": true}. A number that JSON lacks is {"number": "NaN"}, "Infinity" or
"-Infinity"; a date is a text such as "2024-05-31".

An entry may bring its own form: "answers" ({"data": {"age": 17, "child": [{"name": "Ann"}]}}; a
list is a repeat), "here" (the path of the question that “.” means) and "variables" ({"x": 5}).
Without them stands the sample that ODK's public conformance suite is written against: see
docs/reference/expressions.md."""

DEEPEST = 100

# The tree and the variables of JavaRosa's XPathEvalTest, so that its expressions can be tried.
SAMPLE = {
    "data": {
        "path": [{"child": ["", ""]}, "", "some value", {"child": ""}, ""],
        "geoshape": "0 0 0 0; 0 1 0 0; 1 1 0 0; 1 0 0 0; 0 0 0 0",
    }
}
SAMPLE_VARIABLES: dict[str, Single] = {
    "var_float_five": 5.0,
    "var_string_five": "five",
    "var_int_five": 5.0,
    "var_double_five": 5.0,
}


class BadFile(Exception):
    """A file that is not what we asked for."""


def read_file(name: str) -> list[dict[str, Any]]:
    """The entries of a file (standard input for “-”). Raises BadFile naming what is wrong."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        entries = json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise BadFile(f"{name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{name} is not text in UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadFile(f"{name} is not JSON: {error.msg}, {place}.") from error
    except RecursionError as error:
        raise BadFile(f"{name} is nested too deeply.") from error
    return checked(name, entries)


def checked(name: str, entries: Any) -> list[dict[str, Any]]:
    """The entries, if they are such. Raises BadFile naming the entry."""
    if not isinstance(entries, list):
        raise BadFile(f'{name} must hold a list: [{{"expression": "1 + 1"}}].')
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("expression"), str):
            raise BadFile(f'{name}: entry {number} needs an "expression" in quotes.')
        for key in ("answers", "variables"):
            if not isinstance(entry.get(key, {}), dict):
                raise BadFile(f'{name}: in entry {number}, "{key}" must stand in {{ }}.')
    return entries


def tree_of(name: str, value: Any, depth: int = 0) -> list[Node]:
    """JSON as nodes: an object holds children, a list is a repeat, a number has a number's type."""
    if depth > DEEPEST:
        raise ExpressionError("The answers are nested too deeply.")
    if isinstance(value, list):
        nodes = [node for item in value for node in tree_of(name, item, depth + 1)]
        for node in nodes:
            node.repeat = True
        return nodes
    if isinstance(value, dict):
        inside = [node for key in value for node in tree_of(key, value[key], depth + 1)]
        return [Node(name, children=inside)]
    if isinstance(value, bool) or value is None:
        return [Node(name, "" if value is None else str(value).lower())]
    if isinstance(value, int | float):
        return [Node(name, to_string(float(value)), kind="decimal")]
    return [Node(name, str(value))]


def context_for(entry: dict[str, Any], moment: datetime) -> Context:
    """What an entry is worked out against. Raises ExpressionError where `here` leads nowhere."""
    roots = tree_of("", entry.get("answers", SAMPLE))[0].children
    if len(roots) != 1:
        raise ExpressionError("The answers need one thing on top, such as “data”.")
    given = entry.get("variables", SAMPLE_VARIABLES)
    variables = {key: _single(value) for key, value in given.items()}
    context = Context(moment, root=document(roots[0]), variables=variables, strict=True)
    if "here" not in entry:
        return context
    found = evaluate(parse(str(entry["here"])), context)
    if not isinstance(found, list) or len(found) != 1:
        raise ExpressionError(f"“{entry['here']}” does not lead to one answer.")
    return context.at(found[0])


def _single(value: Any) -> Single:
    if isinstance(value, bool | str):
        return value
    return float(value) if isinstance(value, int | float) else ""


def answer(entry: dict[str, Any], moment: datetime, *, why: bool = False) -> dict[str, Any]:
    """What one entry gives."""
    try:
        value = evaluate(parse(entry["expression"]), context_for(entry, moment))
    except ExpressionError as problem:
        more = {"message": problem.message, "column": problem.column} if why else {}
        return {"error": True, **more}
    return {"value": shown(value)}


def shown(value: Value) -> Any:
    """A value as JSON: one node as its value, several as a list of theirs, none as blank."""
    if isinstance(value, list):
        values = [shown(value_of(node)) for node in value]
        return values if len(values) > 1 else values[0] if values else ""
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": to_string(value)}
    return to_string(value) if isinstance(value, date) else value


def main(arguments: list[str]) -> int:
    """0 when every entry was answered, with a value or an error; 2 for a file that is none."""
    parser = argparse.ArgumentParser(
        prog="pennydrop expression",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="the JSON file, or - for standard input")
    parser.add_argument("--why", action="store_true", help="say with each error what is wrong")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        entries = read_file(options.file)
    except BadFile as problem:
        print(f"pennydrop: {problem}", file=sys.stderr)
        return 2
    moment = datetime.now(UTC)
    lines = [json.dumps(answer(e, moment, why=options.why), ensure_ascii=False) for e in entries]
    print("[\n " + ",\n ".join(lines) + "\n]" if lines else "[]")
    return 0
