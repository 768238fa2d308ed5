"""`python -m pennydrop` is the `pennydrop` command, where that is not on the path."""

import sys

from pennydrop.web.cli import main

if __name__ == "__main__":
    sys.exit(main())
