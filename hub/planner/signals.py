"""An activity has its short code from the day it can be read."""

from wagtail.signals import page_published

from hub.activities.models import ActivityPage
from hub.planner import services


def connect():
    page_published.connect(on_published, sender=ActivityPage, dispatch_uid="planner.published")


def on_published(sender, instance, **kwargs):
    services.give_code(uid=instance.uid)
