"""The product's own settings in throw-away places, with jobs run at once."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_memory = Path("/dev/shm")  # a disk in memory, where the system has one
_place = tempfile.mkdtemp(prefix="pennydrop-test-", dir=_memory if _memory.is_dir() else None)
atexit.register(shutil.rmtree, _place, ignore_errors=True)
os.environ["PENNYDROP_HOME"] = f"{_place}/home"
os.environ["PENNYDROP_KEYS"] = f"{_place}/keys"
os.environ["PENNYDROP_SCRATCH"] = f"{_place}/scratch"

from pennydrop.web.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# The key store is one app's three tables: all others' histories need not be walked through for it.
_tests: dict[str, dict[str, object]] = {"default": {}, "keys": {"MIGRATE": False}}
for _alias, _how in _tests.items():
    if not os.environ.get("DATABASE_URL"):
        # Files, as people run it: one in memory, shared by several requests, locks whole tables.
        _how["NAME"] = f"{_place}/{_alias}.sqlite3"
    DATABASES[_alias]["TEST"] = _how  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (whitenoise warns of a missing folder)
