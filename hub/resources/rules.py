"""What a resource must have before readers are sent there."""

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.core.enums import Licence
from hub.resources.addresses import normalised

RESERVED = ("suggest", "feed")  # addresses of the directory itself
NOT_OURS_TO_GIVE = (Licence.UNKNOWN, Licence.RESERVED)


def problems(resource) -> dict[str, list[str]]:
    """Field name → what is wrong with it, in words for an editor. Empty where the resource may be published."""
    found: dict[str, list[str]] = {}

    def add(field, message):
        found.setdefault(field, []).append(message)

    if not resource.summary.strip():
        add("summary", _("Say in our own words what one finds there."))
    if bool(resource.url) == bool(resource.document_id):
        add("url", _("Give either an address or a file."))
    if resource.document_id and resource.licence in NOT_OURS_TO_GIVE:
        add("licence", _("We hand out a file only under a licence that allows it."))
    if resource.year and not 1500 <= resource.year <= timezone.localdate().year + 1:
        add("year", _("This is not a year that we can believe."))
    if resource.slug in RESERVED:
        add("slug", _("This word is an address of the directory itself. Please choose another one."))
    if resource.url and _listed_before(resource):
        add("url", _("Another resource has this address already."))
    return found


def _listed_before(resource) -> bool:
    others = type(resource).objects.exclude(translation_key=resource.translation_key).exclude(url="").live()
    wanted = normalised(resource.url)
    return any(normalised(url) == wanted for url in others.values_list("url", flat=True).distinct())
