from django.apps import AppConfig


class Support(AppConfig):
    name = "pennydrop.rooms.support"
    label = "support"
