from django.apps import AppConfig


class Documents(AppConfig):
    name = "pennydrop.core.documents"
    label = "documents"
