from django.apps import AppConfig


class Listen(AppConfig):
    name = "pennydrop.rooms.listen"
    label = "listen"
