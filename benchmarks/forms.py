"""What a page's form would send if somebody pressed its button without changing anything."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects each form of a page: its action and the values that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._open = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((said.get("action", ""), {}))
            self._open = True
        elif not self._open:
            return
        elif tag == "input" and said.get("name"):
            self._input(said)
        elif tag == "select":
            self._select = said.get("name", "")
        elif tag == "option" and self._select:
            self._option(said)
        elif tag == "textarea" and said.get("name"):
            self.forms[-1][1][said["name"]] = ""  # what stands in it is not needed here

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "select":
            self._select = ""

    def _input(self, said: dict[str, str]) -> None:
        ticked = said.get("type") not in {"radio", "checkbox"} or "checked" in said
        if ticked and said.get("type") != "file":
            self.forms[-1][1][said["name"]] = said.get("value", "")

    def _option(self, said: dict[str, str]) -> None:
        values = self.forms[-1][1]
        if "selected" in said or self._select not in values:
            values[self._select] = said.get("value", "")


def form_with(page: bytes, name: str) -> dict[str, str]:
    """The values of the first form that has a field of this name. Raises LookupError."""
    return form_having(page, name)[1]


def form_having(page: bytes, name: str) -> tuple[str, dict[str, str]]:
    """The action and the values of the first form that has a field of this name. Raises
    LookupError."""
    reader = _Reader()
    reader.feed(page.decode())
    for action, values in reader.forms:
        if name in values:
            return action, values
    raise LookupError(f"No form on the page has a field called {name}.")
