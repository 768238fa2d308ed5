from django.apps import AppConfig


class Connect(AppConfig):
    name = "pennydrop.rooms.connect"
    label = "connect"
