"""What the parts of a REFI-QDA project refer to: ids, people, memos, values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pennydrop.rooms.understand.rules.exchange.project import Applied, Note
from pennydrop.rooms.understand.rules.exchange.xml import Element


def guid(text: str) -> str:
    """An id as it is compared: without braces, in lower case."""
    return text.strip().strip("{}").lower()


@dataclass(frozen=True)
class Book:
    """People by id, memos by id, and id of a thing -> ids of the memos that a link joins to it."""

    users: dict[str, str]
    notes: dict[str, Note]
    linked: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def user(self, one: Element) -> str:
        """The name of whoever made this; "" where the file does not say."""
        return self.users.get(
            guid(one.get("creatinguser", "creatinguserguid", "modifyinguser")), ""
        )

    def refs(self, one: Element) -> tuple[Note, ...]:
        wanted = (guid(ref.get("targetguid")) for ref in one.all("noteref"))
        joined = self.linked.get(guid(one.get("guid")), ())
        return tuple(self.notes[key] for key in (*wanted, *joined) if key in self.notes)

    def applied(self, one: Element, by: str = "", at: str = "") -> tuple[Applied, ...]:
        """The codings in an element; each may name several codes, though the standard says one."""
        return tuple(
            Applied(
                code=guid(ref.get("targetguid")),
                by=self.user(coding) or by,
                at=coding.get("creationdatetime") or at,
                notes=self.refs(coding),
            )
            for coding in one.all("coding")
            for ref in [*coding.all("coderef")] or [Element("coderef", {})]
        )

    @staticmethod
    def facts(one: Element, variables: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """The values of variables, each with the variable's name."""
        found = []
        for value in one.all("variablevalue"):
            ref = value.one("variableref")
            name = variables.get(guid(ref.get("targetguid")), "") if ref else ""
            said = next((c.text.strip() for c in value.children if c.name.endswith("value")), "")
            if name and said:
                found.append((name, said))
        return tuple(found)
