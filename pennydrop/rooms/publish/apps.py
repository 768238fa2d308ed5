from django.apps import AppConfig


class Publish(AppConfig):
    name = "pennydrop.rooms.publish"
    label = "publish"
