"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from config.chunked import measured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = measured(get_wsgi_application())
# What is loaded now stays for good. Looking through it for rubbish stopped every thread for 70 ms at a time.
gc.collect()
gc.freeze()
