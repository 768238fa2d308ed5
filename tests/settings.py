"""The product's own settings in throw-away places, with jobs run at once."""

import os
import tempfile

_place = tempfile.mkdtemp(prefix="pennydrop-test-")
os.environ["PENNYDROP_HOME"] = f"{_place}/home"
os.environ["PENNYDROP_KEYS"] = f"{_place}/keys"
os.environ["PENNYDROP_SCRATCH"] = f"{_place}/scratch"

from pennydrop.web.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (whitenoise warns of a missing folder)
