from django.conf import settings
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button

from hub.people import rights
from hub.people.views import staff


class InvitationsItem(MenuItem):
    def is_shown(self, request):
        return rights.may_manage_people(request.user)


@hooks.register("register_admin_menu_item")
def invitations_in_the_menu():
    return InvitationsItem(
        _("Invitations"), reverse("people_invitations"), name="invitations", icon_name="group", order=700
    )


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("invitations/", staff.index, name="people_invitations"),
        path("invitations/add/", staff.add, name="people_invite"),
        path("invitations/<int:pk>/renew/", staff.renew, name="people_renew"),
        path("invitations/<int:pk>/withdraw/", staff.withdraw, name="people_withdraw"),
        path("people/<int:pk>/reset-link/", staff.reset_link, name="people_reset_link"),
    ]


@hooks.register("register_user_listing_buttons")
def new_way_in(user, request_user):
    if rights.may_manage_people(request_user) and user.is_active:
        yield Button(_("A new way in"), reverse("people_reset_link", args=[user.pk]), icon_name="key", priority=50)


class OptionalSecondFactorPanel(Component):
    """Says to administrators that this hub is set up for trying out."""

    name = "second_factor"
    template_name = "people/admin/optional_second_factor.html"
    order = 900

    class Media:
        css = {"all": ["css/admin/home.css"]}


@hooks.register("construct_homepage_panels")
def second_factor_is_optional(request, panels):
    if settings.HUB_SECOND_FACTOR != "required" and request.user.is_superuser:
        panels.append(OptionalSecondFactorPanel())


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("people.invite", _("Invite"), _("Invited somebody"))
    actions.register_action("people.renew_invitation", _("New link"), _("Made a new link for an invitation"))
    actions.register_action("people.withdraw_invitation", _("Withdraw"), _("Withdrew an invitation"))
    actions.register_action("people.reset_link", _("A new way in"), _("Made a link that sets a new password"))
    actions.register_action("people.forget_second_factor", _("Second factor"), _("Removed a second factor"))
