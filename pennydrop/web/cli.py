"""The `pennydrop` command: one line of help for each thing it does."""

import os
import sys

import django
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import CommandError

from pennydrop.web import agreement, expression, form_check, identify, project_check
from pennydrop.web.places import UnsafePlace

COMMANDS = {
    "up": "get everything ready (database, demonstration study) and serve it",
    "serve": "serve the pages and run the background work, without getting ready first",
    "demo": "load the invented demonstration study, once",
    "organisation": "create NAME --coordinator USERNAME, add USERNAME --role ROLE: real people",
    "study": "create TITLE: make a study, as a closed draft",
    "sources": "import STUDY FILE...: bring in interviews and focus groups",
    "identifiers": "find names, places and numbers in JSON Lines from standard input",
    "expression": "FILE: work out the expressions of forms (ODK's XPath) in a JSON file",
    "form": "check FILE: say what is wrong with a form (XLSForm, XForms), and where",
    "agreement": "FILE.csv: say how far coders agree (columns unit, coder, value)",
    "project": "inspect FILE, import STUDY FILE, export STUDY FILE: another tool's analysis",
    "themes": "import STUDY FILE.csv --by NAME: bring in themes that were written elsewhere",
    "quotes": "choose STUDY FILE.csv, sign STUDY: passages that are to leave, in their place",
    "findings": "start|check|tried|propose|sign|write STUDY: from a draft to its files",
    "publish": "STUDY --by NAME --second NAME: release its findings as a new edition",
    "services": "import FILE --from NAME --by NAME, export FILE: the directory (Open Referral UK)",
    "translations": "export FILE, import FILE --by NAME: pages in Welsh, for translators' tools",
    "withdraw": "CODE: take back everything said under a private code",
    "backup": "FILE: copy the data (words stay sealed; the keys stay behind)",
    "restore": "FILE: put a copy back, then forget whoever has withdrawn since",
    "doctor": "say in plain words what is unsafe here",
}

# These need neither data nor keys, so they make neither.
BARE = {
    "identifiers": identify.main,
    "expression": expression.main,
    "form": form_check.main,
    "agreement": agreement.main,
}


def usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {text}" for name, text in COMMANDS.items()]
    return "\n".join(
        [
            "Pennydrop: what people said, what was promised, what was done.",
            "",
            "Usage: pennydrop COMMAND [...]    (pennydrop COMMAND --help says more)",
            "",
            *lines,
            "",
            "Where things are kept: PENNYDROP_HOME (data, default ./var), PENNYDROP_KEYS (keys,",
            "default ./keys), PENNYDROP_SCRATCH (default ./scratch); PORT for up and serve.",
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 could not, 2 not understood."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if words[0] in BARE:
        return BARE[words[0]](words[1:])
    if words[:2] == ["project", "inspect"]:
        return project_check.main(words[2:])
    if words[0] not in COMMANDS and words[0] != "work":
        print(f"pennydrop: there is no command {words[0]!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    return _run(words)


def _run(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pennydrop.web.settings")
    try:
        django.setup()
        if {"-h", "--help"} & set(words[1:]):
            execute_from_command_line(["pennydrop", *words])
        else:
            call_command(*words)
    except (CommandError, UnsafePlace) as problem:
        print(f"pennydrop: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
