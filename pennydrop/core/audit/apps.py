from django.apps import AppConfig


class Audit(AppConfig):
    name = "pennydrop.core.audit"
    label = "audit"
