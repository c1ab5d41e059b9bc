"""How does a web server start the application?"""

import gc
import os

from django.core.wsgi import get_wsgi_application

from instep.web.ready import make_ready
from instep.web.tree import PARENT, end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")

if PARENT in os.environ:
    end_with(int(os.environ[PARENT]))

application = get_wsgi_application()
make_ready()

# What is loaded by now stays for good: looking for garbage in it would hold a page up now and then.
# What a page leaves behind is looked through after some dozen pages, not several times within each.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
