"""Wagtail's list of users, without legal names, and without passwords that staff would know."""

from django import forms
from django.shortcuts import redirect
from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from hub.core.models import User


class PersonForm(UserEditForm):
    email = first_name = last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields = ["username", "chosen_name", "is_active", "is_superuser", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, may_make_administrators=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_make_administrators:
            self.fields.pop("is_superuser", None)


class InviteInstead(CreateView):
    """Nobody makes an account for somebody else: she is invited, and makes it herself."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("people_invite")


class EditPersonView(EditView):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "may_make_administrators": self.request.user.is_superuser}

    def user_has_permission(self, permission):
        """Only administrators change an administrator."""
        if self.object.is_superuser and not self.request.user.is_superuser:
            return False
        return super().user_has_permission(permission)


class PeopleViewSet(UserViewSet):
    add_view_class = InviteInstead
    edit_view_class = EditPersonView
    template_prefix = "wagtailusers/users/"

    def get_form_class(self, for_update=False):
        return PersonForm
