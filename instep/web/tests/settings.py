"""The application as tests see it: a home folder of its own that vanishes, and quick password hashes."""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="instep-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["INSTEP_HOME"] = folder

from instep.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LONG_WORK_IN_THIS_PROCESS = True
