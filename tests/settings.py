"""The settings of the site, with what makes tests quick: no disk waits, a cheap password hash, messages in memory."""

import os
from pathlib import Path

os.environ.setdefault("PARLEY_VAR", str(Path(__file__).resolve().parent.parent / "var" / "tests"))

from tracker.settings import *  # noqa: F403 - the tests run on the settings of the site, not on a copy
from tracker.settings import DATABASES, STORAGES

# Two runs at once, in one checkout, keep out of each other's way.
DATABASES["default"]["TEST"] = {"NAME": f"test_parley_{os.getpid()}"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
