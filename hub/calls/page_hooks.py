"""What Wagtail asks when a call is made, published or deleted."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request

from hub.calls import rules, services
from hub.calls.models import CallPage
from hub.core.editing import refused_in_bulk


@hooks.register("after_create_page")
def usual_report(request, page):
    """A new call begins with the usual questions of a report, where there are some."""
    if isinstance(page, CallPage):
        services.begin_report(page=page)


@hooks.register("before_delete_page")
def no_call_with_answers_is_deleted(request, page):
    return _refused(request, [page]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def no_call_is_harmed_in_bulk(request, action_type, objects, action_class_instance):
    """Deleting and publishing many at once go past the page's own form."""
    if action_type == "delete":
        return _refused(request, objects)
    return refused_in_bulk(request, action_type, objects, CallPage, _problems)


def _problems(call) -> list | dict:
    return rules.problems(call) or services.lifted(call)


def _refused(request, pages):
    kept = services.kept_by(pages)
    if not kept:
        return None
    for call, count in kept:
        messages.error(request, _sentence(call, count))
    return _back(request)


def _sentence(call, count) -> str:
    words = ngettext(
        "“%(title)s” cannot be deleted: the answers of %(count)d person are still kept. Unpublish the page instead; the "
        "answers go on %(day)s.",
        "“%(title)s” cannot be deleted: the answers of %(count)d people are still kept. Unpublish the page instead; the "
        "answers go on %(day)s.",
        count,
    )
    until = date_format(call.data_kept_until, "DATE_FORMAT") if call.data_kept_until else "…"
    return words % {"title": call.title, "count": count, "day": until}


def _back(request):
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")
