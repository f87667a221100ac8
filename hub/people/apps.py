from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "hub.people"
    label = "hub_people"
    verbose_name = "People"
    default = True

    def ready(self):
        from hub.people import signals

        signals.connect()


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own app of users, with our list in place of its."""

    user_viewset = "hub.people.staff_users.PeopleViewSet"
