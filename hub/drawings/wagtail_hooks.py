from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.images import permissions as pictures
from wagtail.log_actions import log

from hub.drawings import services
from hub.drawings.forms import DrawingForm, NewDrawingForm
from hub.drawings.models import Drawing
from hub.drawings.rights import rights
from hub.drawings.views import make_again, own_pictures_only, preview


class DrawingIndexView(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("image").order_by("-pk")


class DrawingCreateView(generic.CreateView):
    def save_instance(self):
        said = {name: self.form.cleaned_data[name] for name in ("title", "description", "credit")}
        user = self.request.user
        collections = pictures.permission_policy.collections_user_has_permission_for(user, "add")
        drawing = services.add_drawing(
            read=self.form.cleaned_data["file"], user=user, collection=collections.first(), **said
        )
        log(instance=drawing, action="wagtail.create", content_changed=True)
        return drawing


class DrawingEditView(generic.EditView):
    def save_instance(self):
        services.describe_drawing(drawing=self.object, **self.form.cleaned_data)
        self.has_content_changes = self.form.has_changed()
        log(instance=self.object, action="wagtail.edit", content_changed=self.has_content_changes)
        return self.object

    @property
    def header_buttons(self):
        address = reverse("drawings:preview", args=[self.object.pk])
        return [HeaderButton(_("Look closely"), url=address, icon_name="view"), *super().header_buttons]


class DrawingViewSet(ModelViewSet):
    model = Drawing
    name = "drawings"
    icon = "image"
    add_to_admin_menu = True
    menu_order = 310
    copy_view_enabled = False
    form_fields = []
    index_view_class = DrawingIndexView
    add_view_class = DrawingCreateView
    edit_view_class = DrawingEditView
    list_display = [
        "__str__",
        Column("size", label=_("Size"), accessor=lambda drawing: f"{drawing.width} × {drawing.height}"),
        Column("state", label=_("Tiles"), accessor=lambda drawing: drawing.get_state_display()),
    ]
    permission_policy = rights

    def get_form_class(self, for_update=False):
        return DrawingForm if for_update else NewDrawingForm

    def construct_view(self, view_class, **kwargs):
        """Wagtail's screens ask what somebody may do with drawings; ours also ask whether she may do it with this one."""
        return own_pictures_only(super().construct_view(view_class, **kwargs))

    def get_permissions_to_register(self):
        """None of its own: whoever may do something with pictures may do it here."""
        return Permission.objects.none()

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("preview/<int:pk>/", preview, name="preview"),
            path("again/<int:pk>/", make_again, name="again"),
        ]


@hooks.register("register_admin_viewset")
def drawings_in_the_admin():
    return DrawingViewSet()
