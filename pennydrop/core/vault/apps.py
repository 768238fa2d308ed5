from django.apps import AppConfig


class Vault(AppConfig):
    name = "pennydrop.core.vault"
    label = "vault"
