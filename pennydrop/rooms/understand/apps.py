from django.apps import AppConfig


class Understand(AppConfig):
    name = "pennydrop.rooms.understand"
    label = "understand"
