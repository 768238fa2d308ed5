from django.apps import AppConfig


class People(AppConfig):
    name = "pennydrop.core.people"
    label = "people"
