"""The documents tell the truth: links lead somewhere, settings, commands and dependencies are all
named, and the generated tables are up to date. `python -m tests.docs --write` writes the tables."""

import os
import re
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.apps import apps  # noqa: E402

from pennydrop.web.cli import COMMANDS, usage  # noqa: E402

ROOT = Path(__file__).parents[1]
INVENTORY = ROOT / "docs/reference/data-inventory.md"
COMMAND_PAGE = ROOT / "docs/reference/commands.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def main() -> int:
    if "--write" in sys.argv:
        INVENTORY.write_text(inventory(), encoding="utf-8")
        COMMAND_PAGE.write_text(commands(), encoding="utf-8")
    checks = [broken_links, unnamed_settings, unnamed_dependencies, unnamed_commands, stale_tables]
    problems = [problem for check in checks for problem in check()]
    print("\n".join(problems) if problems else "The documents hold.")
    return 1 if problems else 0


def broken_links() -> list[str]:
    problems = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                problems.append(f"{page.relative_to(ROOT)}: {target} is not there")
    return problems


def unnamed_settings() -> list[str]:
    """Each environment variable that the product reads stands in host-it.md."""
    told = (ROOT / "docs/how-to/host-it.md").read_text(encoding="utf-8")
    read = set()
    for path in (ROOT / "pennydrop").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r"""(?:environ|env)(?:\.get)?[(\[]\s*"([A-Z_]+)\"""", text))
        read |= set(re.findall(r'flag\("([A-Z_]+)"', text))
    return [
        f"host-it.md does not name {name}"
        for name in sorted(read - {"DJANGO_SETTINGS_MODULE"})
        if f"`{name}`" not in told
    ]


def unnamed_dependencies() -> list[str]:
    told = (ROOT / "docs/reference/dependencies.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z0-9][a-z0-9-]+", told))
    problems = []
    for file in ("run.in", "test.in", "tool.in", "bench.in", "finders.in"):
        for line in (ROOT / "requirements" / file).read_text().splitlines():
            found = re.match(r"([a-z0-9-]+)", line)
            if found and not line.startswith(("#", "-")) and found[1] not in named:
                problems.append(f"dependencies.md does not name {found[1]}")
    return problems


def unnamed_commands() -> list[str]:
    """Each `pennydrop …` in the documents is a command that there is."""
    problems = []
    for page in PAGES:
        for word in re.findall(r"(?:^|`|/bin/)pennydrop ([a-z]+)", page.read_text(), re.M):
            if word not in COMMANDS:
                problems.append(f"{page.relative_to(ROOT)}: there is no `pennydrop {word}`")
    return problems


def stale_tables() -> list[str]:
    stale = [(INVENTORY, inventory()), (COMMAND_PAGE, commands())]
    return [
        f"{path.relative_to(ROOT)} is out of date: run `python -m tests.docs --write`"
        for path, text in stale
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def inventory() -> str:
    lines = [
        "# What each table holds",
        "",
        "Generated from the models' own `Privacy`. Sealed fields open only with the person's key.",
        "",
        "| table | meaning | personal | plain |",
        "|---|---|---|---|",
    ]
    ours = [m for m in apps.get_models() if m.__module__.startswith("pennydrop.")]
    for model in sorted(ours, key=lambda m: m._meta.label):
        meaning = " ".join((model.__doc__ or "").split("\n\n")[0].split()).replace("|", "/")
        meaning = "" if meaning.startswith(model.__name__ + "(") else meaning
        personal = ", ".join(sorted(model.Privacy.personal)) or "nothing"
        plain = ", ".join(sorted(model.Privacy.plain))
        lines.append(f"| {model._meta.label} | {meaning} | {personal} | {plain} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    return (
        f"# The `pennydrop` command\n\nGenerated from the command itself.\n\n```\n{usage()}\n```\n"
    )


if __name__ == "__main__":
    sys.exit(main())
