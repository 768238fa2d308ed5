"""The answers as a light tree: what an expression looks into."""

from collections.abc import Iterable, Iterator

NUMERIC = frozenset({"int", "integer", "decimal"})


class Node:
    """One answer, group or repeat. It may be changed between two evaluations, not during one.

    `text` is the answer as stored (blank: not answered); `kind` the data type of the form, of
    which only the numeric ones matter here. `repeat` marks one round of a repeat. What is not
    `relevant` counts as not being there; whoever keeps the tree passes it down to what is inside.
    """

    __slots__ = ("_by_name", "children", "kind", "name", "parent", "relevant", "repeat", "text")

    def __init__(
        self,
        name: str,
        text: str = "",
        children: "Iterable[Node]" = (),
        *,
        kind: str = "",
        repeat: bool = False,
    ) -> None:
        self.name = name
        self.text = text
        self.kind = kind
        self.repeat = repeat
        self.relevant = True
        self.parent: Node | None = None
        self.children: list[Node] = []
        self._by_name: dict[str, list[Node]] = {}
        for child in children:
            self.add(child)

    def __repr__(self) -> str:
        return f"<Node {self.path}>"

    def add(self, child: "Node", *, before: "Node | None" = None) -> "Node":
        """Put a node inside this one, at the end or before another. Returns it."""
        child.parent = self
        self.children.insert(self.children.index(before) if before else len(self.children), child)
        self._by_name = {}
        return child

    def remove(self, child: "Node") -> None:
        """Take a node out, with all inside it. Raises ValueError where it is not inside this."""
        self.children.remove(child)
        child.parent = None
        self._by_name = {}

    def named(self, name: str) -> "list[Node]":
        """The children of one name, in order. Do not change the list."""
        if not self._by_name and self.children:
            for child in self.children:
                self._by_name.setdefault(child.name, []).append(child)
        return self._by_name.get(name, [])

    def words(self) -> str:
        """The string value: its own text and all that is inside it."""
        if not self.children:
            return self.text
        return self.text + "".join(child.words() for child in self.children if child.relevant)

    def everything(self) -> "Iterator[Node]":
        """This node and all inside it, in the order of the form."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def above(self) -> "Iterator[Node]":
        """The nodes that this one is inside, from the nearest."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def place(self) -> int:
        """Which of the siblings of its name it is, from 1."""
        if self.parent is None:
            return 1
        return next(i for i, n in enumerate(self.parent.named(self.name), 1) if n is self)

    @property
    def path(self) -> str:
        """Where it is, as a form names it: `/data/child[2]/age`."""
        steps = [self._step(), *(node._step() for node in self.above())]
        return "/".join(reversed([step for step in steps if step is not None])) or "/"

    def _step(self) -> str | None:
        if not self.name:
            return ""
        return f"{self.name}[{self.place()}]" if self.repeat else self.name


def document(element: Node) -> Node:
    """The top of a tree: a node without a name, with the form's root element inside it."""
    return Node("", children=(element,))
