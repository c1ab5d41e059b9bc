"""How does a web server start the reference?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.reference.settings")

application = get_wsgi_application()
