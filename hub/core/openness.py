"""Which pictures and documents readers may fetch: those that something which they can read uses, and no others.

Wagtail's reference index holds what stands in the table of a page: of a live page the published words and not its draft,
of a page that was never published the draft. So a reference counts where its page is shown to everybody now.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.permissions import permission_policy as pictures_policy
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from hub.core.models import HubImage
from hub.core.querysets import begun

WORK_ON_IT = ["add", "change", "delete", "choose"]
MOST_PAGES = 50  # that are looked at to find one on which a visitor may see a closed file


def publicly_shown_pages():
    """All pages that anybody may read now."""
    return Page.objects.live().public().filter(begun())


def held_back(model) -> Q:
    """The pictures or documents (`model`) that are not shown although a page uses them.

    A hook `held_back_media(model)` names their primary keys, as a query or as ids, where those who can be seen have not agreed.
    """
    condition = Q(pk__in=[])
    for named in hooks.get_hooks("held_back_media"):
        condition |= Q(pk__in=named(model))
    return condition


def shows_media(model: type) -> bool:
    """Whether readers are shown the media of this model, which is no page."""
    return getattr(model, "shows_media_to_readers", False)


def shown_references():
    """The references that stand where readers can see them.

    Besides pages, models with `shows_media_to_readers = True` count; of those with drafts, what is live.
    """
    condition = Q(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=_keys(publicly_shown_pages())
    )
    for model in apps.get_models():
        if shows_media(model):
            place = Q(base_content_type=ContentType.objects.get_for_model(model))
            if issubclass(model, DraftStateMixin):
                place &= Q(object_id__in=_keys(model.objects.filter(live=True)))
            condition |= place
    return ReferenceIndex.objects.filter(condition)


def drifted(model):
    """The pictures or documents (`model`) whose `is_open` is not what it should be; `is_shown` says what that is."""
    uses = shown_references().filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=Cast(OuterRef("pk"), CharField())
    )
    is_shown = ExpressionWrapper(Q(Exists(uses)) & ~held_back(model), output_field=BooleanField())
    return model.objects.annotate(is_shown=is_shown).exclude(is_open=Cast(F("is_shown"), BooleanField()))


def _keys(rows):
    return rows.annotate(key=Cast("pk", CharField())).values("key")


def references_of(instance, model) -> list[int]:
    """The primary keys of the pictures or documents (`model`) that the instance uses."""
    found = ReferenceIndex.get_references_for_object(instance).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    return [int(key) for key in set(found.values_list("to_object_id", flat=True))]


def may_fetch(request: HttpRequest, media) -> bool:
    """Whether this visitor may fetch the file: everybody if it is open, else who works on it or may see a page with it."""
    policy = pictures_policy if isinstance(media, HubImage) else documents_policy
    if media.is_open or policy.user_has_any_permission_for_instance(request.user, WORK_ON_IT, media):
        return True
    users = ReferenceIndex.get_references_to(media).filter(base_content_type=ContentType.objects.get_for_model(Page))
    keys = {int(key) for key in users.values_list("object_id", flat=True)[:MOST_PAGES]}
    return any(_may_see(request, page) for page in Page.objects.filter(pk__in=keys).specific())


def _may_see(request, page) -> bool:
    if request.user.is_authenticated and page.permissions_for_user(request.user).can_edit():
        return True
    restrictions = page.get_view_restrictions()
    if not page.live or not restrictions:  # a live page without restriction that does not open its media is held back
        return False
    return all(restriction.accept_request(request) for restriction in restrictions)
