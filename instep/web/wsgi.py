"""How does a web server start the application?"""

import gc
import os

from django.core.wsgi import get_wsgi_application

from instep.web.tree import PARENT, end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")

if PARENT in os.environ:
    end_with(int(os.environ[PARENT]))

application = get_wsgi_application()

# What is loaded by now stays for good: looking for garbage in it would hold a page up now and then.
gc.collect()
gc.freeze()
