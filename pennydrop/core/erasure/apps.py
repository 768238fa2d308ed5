from django.apps import AppConfig


class Erasure(AppConfig):
    name = "pennydrop.core.erasure"
    label = "erasure"
