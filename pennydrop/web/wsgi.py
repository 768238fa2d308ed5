import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pennydrop.web.settings")
application = get_wsgi_application()

# What is loaded now stays for good: the collector need not look at it again with each long page,
# and a page of a thousand quotes is no reason to look thrice (measured: a third of such a page's
# time went there).
gc.collect()
gc.freeze()
gc.set_threshold(25_000, 10, 10)
