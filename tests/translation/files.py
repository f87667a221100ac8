"""Short ways to files of the desk for tests."""

import polib
from django.contrib.auth.models import Group, Permission
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from hub.core.models import User
from hub.translation import translating
from hub.translation.exchange import formats, parcels, taking
from hub.translation.models import OutdatedPart, TranslatorLanguage, Work
from tests import factories
from tests.translation.desk import change_step, work_on


def translator_into(*codes) -> User:
    group, _made = Group.objects.get_or_create(name="Enters the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(f"translator {codes}", "", "a long enough password")
    user.groups.add(group)
    for code in codes:
        TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code=code))
    return user


def small_page(**fields):
    """An activity of four parts."""
    step = {"title": "Begin", "minutes": 10, "do": "Stand in a circle.", "say": "", "tip": ""}
    said = {"title": "Passing the stone", "summary": "A stone goes round.", "steps": [("step", step)]}
    return factories.activity(**{**said, **fields})


def fresh_work(code="es", **fields) -> Work:
    """A small activity, begun in a language and not translated."""
    page = small_page(**fields)
    work = work_on(page, code)
    translating.begin(work=work)
    return work_on(page, code)


def hidden_work() -> Work:
    """As `fresh_work`, of an original that is no longer public."""
    page = small_page(title="Not for everybody")
    page.unpublish()
    return work_on(page, "es")


def store() -> list[tuple]:
    """All that translators have written, with when and by whom."""
    names = ("pk", "data", "updated_at", "translation_type", "last_translated_by_id", "has_error")
    return [
        list(StringTranslation.objects.order_by("pk").values_list(*names)),
        list(OutdatedPart.objects.order_by("pk").values_list("carried_id", "old_id")),
        list(Work.objects.order_by("pk").values_list("pk", "state", "done", "unpublished", "published_at")),
    ]


def written(work, file_format="po") -> bytes:
    return formats.write(parcels.pack(work), file_format)


def po_with(work, texts: dict[str, str], *, unfuzzy=()) -> bytes:
    """The work's PO file with other translations: original → text."""
    file = polib.pofile(written(work).decode())
    for entry in file:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
        if entry.msgid in unfuzzy:
            entry.flags.remove("fuzzy")
    return str(file).encode()


def take(work, data: bytes, user=None) -> taking.Outcome:
    return taking.take(work=work_on_again(work), returned=formats.read(data), user=user)


def work_on_again(work) -> Work:
    return Work.objects.select_related("subject", "locale", "translation").get(pk=work.pk)


def refusals(outcome) -> list[tuple[str, str, str]]:
    return [(refusal.source, refusal.reason, refusal.text) for refusal in outcome.refused]


def texts_of(work) -> dict[str, str]:
    return {part.source: part.text for part in translating.parts(work_on_again(work))}


def one_of_each_state() -> Work:
    """A work with an empty, an outdated, a machine's and a person's part."""
    work = fresh_work()
    page = translating.original_of(work)
    segments = {part.source: translating.segment_of(work, part.segment_id) for part in translating.parts(work)}
    translating.write(work=work, segment=segments["Passing the stone"], text="Pasar la piedra")
    translating.write(work=work, segment=segments["Stand in a circle."], text="En círculo.")
    translating.write(work=work, segment=segments["Begin"], text="Empezar", tool="a machine")
    change_step(page, "Stand in a big circle.")
    return work_on(page, "es")
