"""Adds a ninth language by the steps of docs/languages.md, in a process of its own, and prints as JSON what is there then."""

import json
import re
import sys
from pathlib import Path

import django

CODE, NAME = "am", "አማርኛ"
TITLE, WORD, UNTRANSLATED = "የሰላም ክበብ", "ክበብ", "one-breath-check-in"
INTERFACE = {"Search": "ፍለጋ", "Skip to the content": "ወደ ይዘቱ ይለፉ"}
PUBLIC = [
    "/",
    *(f"/{CODE}/{path}" for path in ("", "activities/", "activities/?lang=am", "themes/", "about/", "search/")),
    *(f"/{CODE}/activities/{slug}/" for slug in ("healing-circle", UNTRANSLATED)),
    *(f"/{CODE}/{path}" for path in (f"search/?q={WORD}", f"activities/?q={WORD}", "search/names/?q=ክ")),
]
ADMIN = [
    "",
    "account/",
    "locales/",
    "translation/",
    "translators/",
    "language_policies/",
    "snippets/core/theme/?locale=am",
]


def add_catalogue() -> None:
    """Step 2: `manage.py update_messages`, a translator's work, `manage.py compile_messages`."""
    from babel.messages.pofile import write_po
    from django.conf import settings

    from hub.core import messages

    messages.CATALOGUES = Path(settings.LOCALE_PATHS[0])
    catalogue = messages.update(CODE)
    for source, text in INTERFACE.items():
        catalogue[source].string = text
    with messages.catalogue_path(CODE).open("wb") as file:
        write_po(file, catalogue)
    messages.compile_all()


def add_in_the_admin(staff) -> None:
    """Steps 3 and 4: Settings > Locales, then Settings > Hub settings."""
    from hub.core.models import HubSettings

    staff.post("/admin/locales/new/", {"language_code": CODE})
    own = HubSettings.objects.get()
    data = {"name": own.name, "contact": own.contact, "languages": [*own.languages, CODE]}
    staff.post(f"/admin/settings/core/hubsettings/{own.site_id}/", {**data, "quick_exit_target": own.quick_exit_target})


def translate(user) -> list[str]:
    """Step 5: home, library, themes page, one activity, as the desk's editor does it. Returns the addresses published."""
    from hub.activities.models import ActivityLibraryPage, ActivityPage
    from hub.core.models import HomePage, ThemesPage
    from hub.translation import translating
    from hub.translation.models import Work

    published = []
    for model, slug in ((HomePage, ""), (ActivityLibraryPage, ""), (ThemesPage, ""), (ActivityPage, "healing-circle")):
        original = model.objects.filter(locale__language_code="en", **({"slug": slug} if slug else {})).get()
        work = Work.objects.get(subject__translation_key=original.translation_key, locale__language_code=CODE)
        translating.begin(work=work, user=user)
        for part in translating.parts(work):
            text = TITLE if slug and part.place == "title" else f"ሀ {part.source}"
            translating.write(work=work, segment=translating.segment_of(work, part.segment_id), text=text, user=user)
        work.refresh_from_db()
        translating.check(work=work, user=user)
        translating.publish(work=work, user=user)
        published.append(translating.target_of(work).address)
    return published


def status(client, path: str) -> int:
    return client.get(path, headers={"accept-language": CODE}).status_code


def facts(reader, staff, published) -> dict:
    from hub.translation.models import Subject, Work

    page = reader.get(f"/{CODE}/activities/healing-circle/")
    html = page.content.decode()
    switch = reader.get("/en/activities/healing-circle/").content.decode()
    found = reader.get(f"/{CODE}/search/", {"q": WORD}).context["results"]
    uid = page.context["page"].uid
    columns = Work.objects.filter(locale__language_code=CODE)
    return {
        "published": published,
        "public": {path: status(reader, path) for path in PUBLIC},
        "files": [status(reader, f"/{CODE}/activities/{uid}.{kind}") for kind in ("txt", "html")],
        "not_found": status(reader, f"/{CODE}/no-such-page/"),
        "admin": {path: status(staff, f"/admin/{path}") for path in ADMIN},
        "page": [*re.search(r'<html lang="(\w+)" dir="(\w+)">', html).groups(), page.context["page"].title],
        "interface": [text for text in INTERFACE.values() if text in html],
        "switch": f'href="/{CODE}/activities/healing-circle/" lang="{CODE}"' in switch and NAME in switch,
        "hreflang": CODE in re.findall(r'rel="alternate" hreflang="(\w+)"', switch),
        "first_page": NAME in reader.get("/").content.decode(),
        "menu": [entry["language"] for entry in page.context["menu"]],
        "borrowed": reader.get(f"/{CODE}/activities/{UNTRANSLATED}/").context["page"].language,
        "found": [(document.title, document.language) for document in found.documents],
        "column": [columns.count(), Subject.objects.count(), columns.filter(is_live=True).count()],
        "named_on_the_desk": NAME in staff.get("/admin/translation/").content.decode(),
    }


def main() -> None:
    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment
    from wagtail.users.models import UserProfile

    from hub.core.models import User

    setup_test_environment()
    add_catalogue()
    user = User.objects.create_superuser("staff", password="x" * 12)
    UserProfile.objects.create(user=user, preferred_language=CODE)
    reader, staff = Client(raise_request_exception=False), Client(raise_request_exception=False)
    staff.force_login(user)
    add_in_the_admin(staff)
    json.dump(facts(reader, staff, translate(user)), sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
