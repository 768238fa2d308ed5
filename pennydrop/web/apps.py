from django.apps import AppConfig


class Web(AppConfig):
    name = "pennydrop.web"
    label = "web"

    def ready(self) -> None:
        # Here and not above: Django lets nobody import models before every app is loaded.
        from pennydrop.web import wiring

        wiring.connect()
