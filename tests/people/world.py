"""One object of each kind that an address can name."""

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, TaskState, Workflow
from wagtail_localize.models import Translation, TranslationSource

from hub.activities.models import ActivityPage
from hub.calls.models import Hosting, Report
from hub.consent.models import Withdrawal
from hub.drawings.models import Drawing
from hub.moderation import services
from hub.moderation.enums import ReplyKind
from hub.moderation.models import Reply
from hub.people.models import Invitation
from hub.resources.models import DeadLink, ResourcePage, Suggestion
from hub.search.models import PromotedResults
from hub.stories.cohorts import Cohort
from hub.translation.models import GlossaryTerm, LanguagePolicy, ReaderNote, Work
from tests.calls import full, makers, reviewing
from tests.consent import carrying
from tests.core import media
from tests.people.conftest import person

SETTINGS = "admin/settings/<slug:app_name>/<slug:model_name>/"
# Whole addresses of routes that are too free to be filled in.
ADDRESSES = {
    SETTINGS: "admin/settings/core/hubsettings/",
    f"{SETTINGS}<int:pk>/": "admin/settings/core/hubsettings/1/",
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/": "admin/bulk/core/hubimage/delete/?id=1",
    "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/": "admin/tag-autocomplete/taggit/tag/",
    "admin/words/complete/<str:language>/": "admin/words/complete/en/",
    r"en/^((?:[\w\-]+/)*)$": "en/activities/",
    r"en/^(?!_util/)((?:[\w\-]+/)*)$": "en/activities/",
    "en/apply/to/<slug:slug>/": "en/apply/to/matrix-call/",
    r"en/apply/^to/(?P<slug>[-a-zA-Z0-9_]+)/questions\.(?P<ending>docx|odt|txt)$": "en/apply/to/matrix-call/questions.txt",
    "en/apply/^offer/(?P<answer>yes|no)/$": "en/apply/offer/yes/",
    "en/resources/<slug:slug>/does-not-work/": "en/resources/radhr/does-not-work/",
    "en/resources/<slug:slug>/does-not-work/thanks/": "en/resources/radhr/does-not-work/thanks/",
    "en/share/^steps/(?P<name>what|where|activities|outcome|consent)/$": "en/share/steps/what/",
}


def ids() -> dict[str, object]:
    """Name of a part of an address, or the beginning of a route, to the id of an object that is there."""
    services.assign_workflow()
    today = timezone.localdate()
    english, spanish = (Locale.objects.get(language_code=code) for code in ("en", "es"))
    image, document = media.picture(), media.document()
    page = media.page_with(image, document, publish=True)
    somebody = person("demo-somebody", "Hosts")
    told = carrying.story(publish=False, safety_state="pending")
    told.get_workflow().start(told, None)
    task_state = TaskState.objects.get(workflow_state__object_id=str(told.pk))
    work = Work.objects.filter(locale=spanish, subject__language="en").order_by("pk").first()
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translating = Translation.objects.create(source=source, target_locale=spanish)
    translating.save_target(publish=False)
    drawing = Drawing.objects.create(image=image, width=100, height=100)
    consent = carrying.consent()
    shelf = Collection.get_first_root_node().add_child(name="Demo shelf")
    GlossaryTerm.objects.create(term="demo", locale=english)
    LanguagePolicy.objects.get_or_create(locale=spanish)
    Reply.objects.create(kind=ReplyKind.values[0], title="Demo", text="Demo", locale=english)
    PromotedResults.objects.create(locale=english, queries="demo")
    Cohort.objects.create(year=2190)
    makers.call(slug="matrix-call")
    applied = reviewing.marked(reviewing.call())
    hosting = Hosting.objects.create(application=full.host())
    activity = ActivityPage.objects.live().filter(locale=english).order_by("pk").first()
    return {
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": page.get_parent().pk,
        "destination_id": page.get_parent().pk,
        **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), page.latest_revision_id),
        "image_id": image.pk,
        "document_id": document.pk,
        "user_id": somebody.pk,
        "content_type_id": page.content_type_id,
        "collection_id": shelf.pk,
        "redirect_id": Redirect.objects.create(old_path="/demo", redirect_page=page).pk,
        "workflow_state_id": task_state.workflow_state_id,
        "task_state_id": task_state.pk,
        "task_id": task_state.task_id,
        "workflow_id": Workflow.objects.order_by("pk").first().pk,
        "translation_id": translating.pk,
        "translation_source_id": source.pk,
        "work_id": work.pk,
        "uid": activity.uid,
        "round_id": applied.round_id,
        "application_id": applied.pk,
        "file_id": applied.files.get(key="portrait").pk,
        "extension": "txt",
        "file_format": "po",
        "action_name": "approve",
        "admin/api/main/^documents/": document.pk,
        "admin/api/main/^images/": image.pk,
        "admin/api/main/^pages/": page.pk,
        "admin/calls/reports/": Report.objects.create(hosting=hosting, state="sent").pk,
        "admin/collections/": shelf.pk,
        "admin/consents/reports/": Withdrawal.objects.create(consent=consent, day=today).pk,
        "admin/consents/": consent.pk,
        "admin/documents/chooser/": document.pk,
        "admin/images/chooser/": image.pk,
        "admin/drawings/": drawing.pk,
        "admin/groups/": Group.objects.get(name="Hosts").pk,
        "admin/invitations/": Invitation.objects.create(language="en", expires_at=timezone.now()).pk,
        "admin/people/": somebody.pk,
        "admin/users/": somebody.pk,
        "admin/stories/moderate/": told.pk,
        "suggestion_id": Suggestion.objects.create(
            opening="matrix", title="Demo", url="https://demo.example/", kind="guide"
        ).pk,
        "dead_link_id": DeadLink.objects.create(page=ResourcePage.objects.first(), opening="matrix", language="en").pk,
        "note_id": ReaderNote.objects.create(page=page, language="en", text="Demo").pk,
        "admin/workflows/tasks/": task_state.task_id,
    }
