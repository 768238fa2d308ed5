"""`make check`: format, lint, types, contracts, migrations, docs. Each names its own fault."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
CHECKS = {
    "format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "types": [PYTHON, "-m", "mypy", "pennydrop"],
    "contracts": [str(Path(PYTHON).parent / "lint-imports"), "--no-cache"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "docs": [PYTHON, "-m", "tests.docs"],
}


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="pennydrop-check-") as place:
        env = {name: f"{place}/{name}" for name in ("home", "keys", "scratch")}
        places = {f"PENNYDROP_{name.upper()}": path for name, path in env.items()}
        for name, command in CHECKS.items():
            print(f"== {name}", flush=True)
            done = subprocess.run(command, cwd=ROOT, check=False, env=environment(places))
            if done.returncode:
                failed.append(name)
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def environment(places: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **places}


if __name__ == "__main__":
    sys.exit(main())
