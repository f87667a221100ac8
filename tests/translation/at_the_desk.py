"""People at the desk, its rows, and what a browser gets and sends there: for the tests of the desk."""

import re

from django.contrib.auth.models import Group, Permission
from wagtail.models import Locale

from hub.core.models import User
from hub.translation.models import GlossaryTerm, Subject, TranslatorLanguage, Work

DESK = "/admin/translation/"
CODES = ["ar", "en", "es", "fr", "pt", "ru", "sw", "th"]


def translator(name="Ana of the river", *codes, username="ana") -> User:
    """Somebody with the right to enter the admin and these languages, nothing more."""
    group, _made = Group.objects.get_or_create(name="Translators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(username, "", "a long enough password", chosen_name=name)
    user.groups.add(group)
    for code in codes or ["es"]:
        TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code=code))
    return user


def manager() -> User:
    """Somebody who runs the desk, by its permission and not as a superuser."""
    user = translator("Desk", "es", username="desk")
    user.user_permissions.add(Permission.objects.get(codename="change_work"))
    TranslatorLanguage.objects.filter(user=user).delete()
    return User.objects.get(pk=user.pk)


def new_subject(word: str) -> Subject:
    """The row of a term that is not yet in the hands of translators."""
    term = GlossaryTerm.objects.create(term=word, locale=Locale.objects.get(language_code="en"))
    return Subject.objects.get(translation_key=term.translation_key)


def titles(client, **asked) -> list[str]:
    """The titles of all rows, over all pages, as the browser gets them."""
    found, page = [], 1
    while True:
        html = client.get(DESK, {**asked, "p": page}).content.decode()
        found += re.findall(r'<span id="s\d+"[^>]*>(.*?)</span>', html)
        if f"p={page + 1}" not in html:
            return found
        page += 1


def columns(client, **asked) -> list[str]:
    html = client.get(DESK, asked).content.decode()
    return re.findall(r'<th scope="col" id="l\d+" lang="(\w+)"', html)


def post(client, do, rows, into="", address=DESK, **more):
    data = {"do": do, "rows": [row.pk for row in rows], "into": into, **more}
    return client.post(address, data)


def said(answer) -> list[str]:
    """What the page after a post tells."""
    return [str(message).strip() for message in answer.context["messages"]]


def holders(*subjects) -> set[tuple[str, str]]:
    """(language, username) of everything that is assigned."""
    held = Work.objects.filter(subject__in=subjects, assigned_to__isnull=False)
    return set(held.values_list("locale__language_code", "assigned_to__username"))


def without_languages(user) -> User:
    user.translator_languages.all().delete()
    return user
