"""People who translate, the work before them and what they send: for the tests of the editor."""

from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Locale

from hub.core.models import User
from hub.translation import translating, wording
from hub.translation.models import TranslatorLanguage, Work


def step(title: str = "Begin", do: str = "Stand in a circle.", minutes: int = 10) -> tuple[str, dict]:
    return "step", {"title": title, "minutes": minutes, "do": do, "say": "", "tip": ""}


def work_of(page, code: str = "es") -> Work:
    work = Work.objects.get(subject__translation_key=page.translation_key, locale__language_code=code)
    translating.begin(work=work)
    return work


def person(name: str, code: str = "", *, may_publish=False, runs_the_desk=False) -> User:
    group, _made = Group.objects.get_or_create(name="Translators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(name, "", "a long enough password")
    user.groups.add(group)
    if code:
        TranslatorLanguage.objects.create(
            user=user, locale=Locale.objects.get(language_code=code), may_publish=may_publish
        )
    if runs_the_desk:
        user.user_permissions.add(
            Permission.objects.get(codename="change_work", content_type__app_label="hub_translation")
        )
    return user


def address(work: Work, name: str = "edit") -> str:
    return reverse(f"translation:{name}", args=[work.pk])


def part_with(work: Work, source: str):
    return next(part for part in translating.parts(work) if part.source == source)


def sent(part, text: str, **more) -> dict:
    return {"part": part.segment_id, "made_from": wording.version_of(part), "text": text, **more}


def write_all(work: Work, text: str = "Hecho {}", tool: str = "") -> None:
    for number, part in enumerate(translating.parts(work)):
        segment = translating.segment_of(work, part.segment_id)
        translating.write(work=work, segment=segment, text=text.format(number), tool=tool)
    work.refresh_from_db()


def held(work: Work) -> dict[str, str]:
    return {part.source: part.text for part in translating.parts(work) if part.text}


def errors_of(answer) -> list[str]:
    return [line for lines in answer.context["form"].errors.values() for line in lines]
