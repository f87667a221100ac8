from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.models import HubImage
from hub.core.pictures import neutral_name
from hub.drawings import folders
from hub.drawings.enums import TileState


def original_path(_drawing, _filename: str) -> str:
    return f"{folders.CLOSED}/originals/{neutral_name('jpg')}"


class Drawing(models.Model):
    """A graphic recording in its full size. `image` is the picture of it that pages show, made from the same upload.

    Written only by hub.drawings.services and hub.drawings.making.
    """

    image = models.OneToOneField(HubImage, on_delete=models.CASCADE, related_name="drawing", verbose_name=_("picture"))
    original = models.FileField(_("full size"), upload_to=original_path)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    state = models.CharField(_("tiles"), max_length=10, choices=TileState.choices, default=TileState.WAITING)
    is_open = models.BooleanField(_("everybody may see it"), default=False)
    folder = models.CharField(max_length=100, blank=True, help_text="Where tiles and parts lie; empty until made.")
    leftovers = models.JSONField(default=list, help_text="Folders of earlier or unfinished work, to be removed.")
    boxes = models.JSONField(default=list, help_text="Parts that pages point at, see hub.drawings.boxes.")
    cut = models.JSONField(default=list, help_text="Those of them whose pictures lie in the folder.")

    class Meta:
        verbose_name = _("large drawing")
        verbose_name_plural = _("large drawings")

    def __str__(self):
        return self.image.title

    @property
    def is_ready(self) -> bool:
        """Whether the tiles lie where they belong: in the open if and only if everybody may see the drawing."""
        return bool(self.folder) and folders.is_open(self.folder) == self.is_open
