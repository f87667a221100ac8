"""What readers may not fetch of the pages of themes."""

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from hub.consent.models import Consent
from hub.consent.rules import SITE
from hub.themes.models import ThemePage
from hub.themes.rules import portraits_in


def with_portraits():
    """The pages in whose stored conversations somebody has a portrait."""
    return ThemePage.objects.annotate(text=Cast("conversations", TextField())).filter(text__regex=r'"portrait": [0-9]')


def pictures_held_back() -> set[int]:
    """The ids of portraits that stand on a published page without a consent that reaches this site today. Two queries."""
    pages = with_portraits().live().only("conversations")
    rows = [value for page in pages for _key, value in portraits_in(page.conversations.get_prep_value())]
    asking = [value for value in rows if not value.get("shows_nobody")]
    if not asking:
        return set()
    agreed = set(Consent.objects.valid_on(timezone.localdate(), SITE).values_list("pk", flat=True))
    return {value["portrait"] for value in asking if value.get("consent") not in agreed}
