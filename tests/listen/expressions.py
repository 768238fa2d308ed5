"""What the tests of expressions share: a small form's answers, and one line to work one out."""

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from pennydrop.rooms.listen.rules.xpath import Context, Node, Value, document, evaluate, parse

MOMENT = datetime(2024, 7, 15, 9, 30, 5, 250_000, tzinfo=ZoneInfo("Europe/London"))


def child(name: str, age: str, *pets: str) -> Node:
    rounds = [Node("pet", children=[Node("name", pet)], repeat=True) for pet in pets]
    answers = [Node("name", name), Node("age", age, kind="int"), *rounds]
    return Node("child", children=answers, repeat=True)


def household() -> Node:
    """Two children, one of whom has two pets; a blank, a number, a date, a multiple choice."""
    return document(
        Node(
            "data",
            children=[
                Node("blank"),
                Node("size", "3", kind="int"),
                Node("born", "2010-05-31"),
                Node("chosen", "apple crimson"),
                child("Ann", "7", "Rex", "Tom"),
                child("Bob", "12", "Kit"),
                Node("nth", "2", kind="int"),
            ],
        )
    )


def towns() -> Node:
    def item(*cells: tuple[str, str]) -> Node:
        return Node("item", children=[Node(name, text) for name, text in cells])

    rows = [
        item(("name", "cromer"), ("label", "Cromer"), ("county", "norfolk")),
        item(("name", "diss"), ("label", "Diss"), ("county", "norfolk")),
        item(("name", "eye"), ("label", "Eye"), ("county", "suffolk")),
    ]
    return Node("instance", children=[Node("root", children=rows)])


def context(root: Node | None = None, here: str = "", **more: object) -> Context:
    found = Context(MOMENT, root=root, chance=Random(7), instances={"towns": towns()}, **more)
    return found.at(one(here, found)) if here else found


def one(path: str, where: Context) -> Node:
    nodes = evaluate(parse(path), where)
    assert isinstance(nodes, list) and len(nodes) == 1, path
    return nodes[0]


def works_out(text: str, where: Context | None = None) -> Value:
    return evaluate(parse(text), where or context())


def words(value: Value) -> list[str]:
    assert isinstance(value, list)
    return [node.words() for node in value]
