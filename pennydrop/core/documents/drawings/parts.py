"""What the drawings are put together from."""

INK, TINT, COPPER = "#1d2a33", "#e2f0ee", "#a34a17"
ACCENT = f'stroke="{COPPER}"'


def head(x: float, y: float, size: float = 9) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{size}"/>'


def body(x: float, y: float, wide: float = 15) -> str:
    """Shoulders whose foot stands at `y`."""
    return f'<path d="M{x - wide} {y}v-8a{wide} {wide} 0 0 1 {2 * wide} 0v8"/>'


def person(x: float, y: float) -> str:
    return head(x, y - 32) + body(x, y)


def accent(path: str) -> str:
    """A line in the second colour."""
    return f'<path {ACCENT} d="{path}"/>'


def line(path: str) -> str:
    return f'<path d="{path}"/>'
