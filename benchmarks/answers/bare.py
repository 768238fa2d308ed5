"""The peer: one Django view that inserts one row, and nothing else.

The same server, the same number of processes and threads, the same database settings; no
sealing, no record. `PENNYDROP_BARE` names the database file; with `PENNYDROP_BARE_USUAL` the view
stands behind the middleware that a new Django project has (sessions and sign-in, nobody signed in),
without the one against forged forms, because it takes any form.
"""

import os
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from pennydrop.web.places import sqlite_database

USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
settings.configure(
    MIDDLEWARE=USUAL if "PENNYDROP_BARE_USUAL" in os.environ else [],
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    SECRET_KEY="a-bare-view-keeps-no-secrets",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": sqlite_database(Path(os.environ["PENNYDROP_BARE"]), journal="WAL")},
)
django.setup()


class Entry(models.Model):
    """One answer, as it was sent."""

    question = models.CharField(max_length=80)
    text = models.TextField()

    class Meta:
        app_label = "bare"


def keep(request: HttpRequest) -> HttpResponse:
    Entry.objects.create(question=request.POST["question"], text=request.POST["answer"])
    return HttpResponseRedirect("/next/")


urlpatterns: list[Any] = [path("keep/", keep)]
if Entry._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
application = get_wsgi_application()
