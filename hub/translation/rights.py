"""Who may translate what. The desk's own rights: a translator needs no right to edit pages."""

from django.contrib.auth.models import Group
from wagtail.models import Locale

from hub.people.enums import Role
from hub.translation.models import TranslatorLanguage

RUN = "hub_translation.change_work"  # staff who run the desk: all languages, assigning, publishing


def runs_the_desk(user) -> bool:
    return user.is_active and user.has_perm(RUN)


def locales_of(user) -> list[Locale]:
    """The languages whose translations somebody may see and write, in the order of their codes."""
    if runs_the_desk(user):
        return list(Locale.objects.order_by("language_code"))
    own = TranslatorLanguage.objects.filter(user=user, user__is_active=True).select_related("locale")
    return sorted((each.locale for each in own), key=lambda locale: locale.language_code)


def may_see_the_desk(user) -> bool:
    return bool(locales_of(user))


def may_translate(user, locale: Locale) -> bool:
    return locale in locales_of(user)


def may_publish(user, locale: Locale) -> bool:
    if runs_the_desk(user):
        return True
    return TranslatorLanguage.objects.filter(user=user, user__is_active=True, locale=locale, may_publish=True).exists()


def publishes_somewhere(user) -> bool:
    """Whether anything that she has finished is published without another pair of eyes."""
    return TranslatorLanguage.objects.filter(user=user, may_publish=True).exists()


def let_in(user) -> None:
    """Whoever is given a language may enter the admin."""
    user.groups.add(*Group.objects.filter(name=Role.TRANSLATORS))
