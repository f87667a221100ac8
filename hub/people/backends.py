from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username


class SignInBackend(AuthenticationBackend):
    """A sign-in name or an e-mail address, and a password.

    One password is hashed whatever was typed: allauth's own hashes twice for an address that is known, which a clock tells.
    """

    def _authenticate(self, request, **credentials):
        typed = credentials.get("username") or credentials.get("email") or ""
        user = get_user_by_username(typed)
        if user is None and "@" in typed:
            user = next(iter(filter_users_by_email(typed, prefer_verified=True, for_login=True)), None)
        return self._check_password(user, credentials["password"])
