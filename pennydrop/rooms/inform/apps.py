from django.apps import AppConfig


class Inform(AppConfig):
    name = "pennydrop.rooms.inform"
    label = "inform"
