"""What the documents of the search are, in the words of readers: of one, and of many."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "activity": (_("Activity"), _("Activities")),
    "handbook": (_("Handbook chapter"), _("Handbook")),
    "agenda": (_("Sample agenda"), _("Sample agendas")),
    "theme": (_("Theme"), _("Themes")),
    "resource": (_("Resource"), _("Resources")),
    "gathering": (_("Gathering"), _("Gatherings")),
    "story": (_("Story"), _("Stories")),
    "call": (_("Call"), _("Calls")),
    "page": (_("Page"), _("Pages")),
}
KIND_LABELS = {key: one for key, (one, _many) in KINDS.items()}
GROUP_LABELS = {key: many for key, (_one, many) in KINDS.items()}
