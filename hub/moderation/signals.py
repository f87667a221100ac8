"""New stories pages come into the workflow; reports of sessions that may be told become drafts of stories."""

from django.apps import apps
from django.db.models.signals import post_migrate, post_save

from hub.calls import events
from hub.calls.models import Report
from hub.moderation import from_reports, services
from hub.stories.models import StoryIndexPage


def connect():
    post_migrate.connect(on_migrated, sender=apps.get_app_config("moderation"), dispatch_uid="moderation.migrated")
    post_save.connect(on_stories_page, sender=StoryIndexPage, dispatch_uid="moderation.stories_page")
    events.report_may_be_told.connect(on_report, sender=Report, dispatch_uid="moderation.report")
    events.report_taken_back.connect(on_taken_back, sender=Report, dispatch_uid="moderation.taken_back")


def on_report(sender, report, **kwargs):
    from_reports.open_story(report=report)


def on_taken_back(sender, story_id, **kwargs):
    from_reports.host_takes_back(story_id=story_id)


def on_migrated(sender, plan=(), **kwargs):
    if not any(is_back for _migration, is_back in plan):
        services.assign_workflow()


def on_stories_page(sender, created, raw=False, **kwargs):
    if created and not raw:
        services.assign_workflow()
