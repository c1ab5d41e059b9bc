"""How does a web server start the application?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")

application = get_wsgi_application()
