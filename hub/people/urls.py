"""Addresses below /<language>/account/: ours, and those of allauth that the hub uses. Signing up is by invitation alone."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from hub.people.views import account, joining

urlpatterns = [
    path("", account.home, name="account_home"),
    path("everywhere/", account.sign_out_everywhere, name="account_sign_out_everywhere"),
    path("delete/", account.delete, name="account_delete"),
    path("invitation/<str:token>/", joining.join, name="account_join"),
    path("signup/", allauth.signup, name="account_signup"),  # closed by our adapter; allauth's letters want its address
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("email/", allauth.email, name="account_email"),
    path("confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
