"""Elements and attributes by their local names: forms use many prefixes for the same thing."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute whatever its prefix; empty where there is none."""
    return next(
        (value.strip() for key, value in element.attrib.items() if key.rpartition("}")[2] == name),
        "",
    )


def has(element: Element, name: str) -> bool:
    """Whether an attribute is there, whatever it says."""
    return any(key.rpartition("}")[2] == name for key in element.attrib)


def inside(element: Element, name: str) -> Iterator[Element]:
    """Direct children of this local name."""
    return (child for child in element if tag(child) == name)


def first(element: Element, name: str) -> Element | None:
    return next(inside(element, name), None)
