from django.apps import AppConfig


class StarterConfig(AppConfig):
    name = "hub.starter"
    verbose_name = "Starter library"
