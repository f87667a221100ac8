"""What is looked at before a story is published, and what is decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MODERATORS = "Moderators"  # the group that approves
UNDO_DAYS = 7


class Aspect(models.TextChoices):
    FACES = "faces", _("Faces: nobody is seen who has not agreed")
    NAMES = "names", _("Names: no real names, nowhere")
    PLACE = "place", _("Place: not closer than is safe")
    DATE = "date", _("Date: not closer than is safe")
    UNIFORMS = "uniforms", _("Uniforms, badges, number plates: none that point at somebody")
    SCREENS = "screens", _("Screens and papers: nothing to be read on them")
    OTHERS = "others", _("Third parties: nobody is put in danger who was not asked")


class Answer(models.TextChoices):
    OK = "ok", _("In order")
    NOT_OK = "not_ok", _("Not in order")
    NONE = "none", _("Does not apply")


class Verdict(models.TextChoices):
    APPROVED = "approved", _("Approved")
    ASKED = "asked", _("Changes asked")
    DECLINED = "declined", _("Declined")
    REOPENED = "reopened", _("Taken up again")


class ReplyKind(models.TextChoices):
    ASK = "ask", _("To ask for changes")
    DECLINE = "decline", _("To decline")
