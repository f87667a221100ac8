"""Withdraw one consent: the marked words and the known picture are nowhere any more. First they were."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from wagtail.models import Comment, Locale, PageLogEntry
from wagtail_localize.models import String, StringTranslation, TranslationContext

from hub.consent import services
from hub.stories.models import StoryPage
from hub.stories.submissions import Submission
from tests.canary import found_in_caches, found_in_database
from tests.consent import carrying

QUOTE = "Zanzibarheron spoke of the well."
ALT = "Zanzibarheron at the well."
CAPTION = "Caption with Zanzibarheron in it."
DRAWN = "Transcript where Zanzibarheron is written."
CANARY = "zanzibarheron"


def found_in_pages(client) -> set[str]:
    """Public addresses, of the sitemap and of lists in all languages, whose answer says it beyond the question itself."""
    listed = [re.sub(r"^https?://[^/]+", "", each) for each in addresses(client)]
    paths = (f"search/?q={CANARY}", "stories/", f"stories/?q={CANARY}", "stories/demo-story/")
    hits = set()
    for path in {*listed, *(f"/{code}/{path}" for code, _name in settings.LANGUAGES for path in paths)}:
        text = client.get(path).content.decode()
        if re.search("Zanzibarheron", text):  # questions are asked in small letters
            hits.add(path)
    return hits


def addresses(client) -> list[str]:
    parts = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    return [
        loc
        for part in parts
        for loc in re.findall(r"<loc>(.*?)</loc>", client.get(re.sub(r"^https?://[^/]+", "", part)).content.decode())
    ]


def files(root) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(root).rglob("*") if path.is_file()
    }


def test_withdrawal_leaves_no_canary_anywhere(db, client, settings, django_capture_on_commit_callbacks):
    settings.HUB_READER_CACHE_SECONDS = 600
    image = carrying.picture(title="Zanzibarheron picture", colour="rebeccapurple")
    bytes_before = files(settings.MEDIA_ROOT)
    held = carrying.consent()
    page = carrying.story(
        pictures=[{"image": image, "alt": ALT, "caption": CAPTION, "consent": held}],
        quotes=[{"text": QUOTE, "credit": "Demo Heron", "consent": held}],
        recordings=[
            {
                "image": image,
                "title": "A demo drawing",
                "long_description": "A long description.",
                "transcript": DRAWN,
                "regions": [("region", {"x": 1, "y": 1, "w": 9, "h": 9, "text": "Zanzibarheron drawn"})],
                "consent": held,
            }
        ],
    )
    older = page.quotes.get()
    older.text = "An earlier Zanzibarheron, never published."
    page.quotes = [older]
    page.save_revision()
    page = StoryPage.objects.get(pk=page.pk)
    spanish = carrying.in_spanish(page)
    context = TranslationContext.objects.get(
        object_id=page.translation_key, path=f"quotes.{page.quotes.get().translation_key}.text"
    )
    StringTranslation.objects.create(
        translation_of=String.objects.get(segments__context=context),
        locale=Locale.objects.get(language_code="es"),
        context=context,
        data="Zanzibarheron habló del pozo.",
    )
    Comment.objects.create(page=page, user=admin(), text=f"Is this good? {QUOTE}", contentpath="quotes")
    PageLogEntry.objects.log_action(instance=page, action="wagtail.edit", data={"comment": {"text": QUOTE}})
    Submission.objects.create(
        opening="demo-opening",
        code_hash="demo",
        language="en",
        story=page,
        answers={"quotes": {"words": QUOTE}},
        sent={"quotes": [QUOTE]},
    )
    made = {path: mark for path, mark in files(settings.MEDIA_ROOT).items() if path not in bytes_before} | {
        path: mark for path, mark in bytes_before.items() if Path(path).name == Path(image.file.name).name
    }

    assert (page.live, spanish.live, StoryPage.objects.get(pk=page.pk).live) == (True, True, True)
    assert found_in_pages(client) >= {"/en/stories/demo-story/", "/es/stories/demo-story/", f"/en/search/?q={CANARY}"}
    assert {each.split(".")[0] for each in found_in_database(CANARY)} >= {
        "stories_storyquote",
        "stories_storypicture",
        "stories_storyrecording",
        "wagtailcore_revision",
        "wagtailcore_comment",
        "wagtailcore_pagelogentry",
        "wagtail_localize_string",
        "wagtail_localize_stringtranslation",
        "wagtail_localize_translationsource",
        "hub_search_searchdocument",
        "hub_search_indexedword",
        "core_hubimage",
        "stories_submission",
    }
    assert len(made) == 4
    client.get("/en/stories/demo-story/")  # once more: the cache keeps few pages, and many were asked for since
    assert found_in_caches(CANARY) > 0

    with django_capture_on_commit_callbacks(execute=True):
        report = services.withdraw(consent=held)

    assert found_in_database(CANARY) == set()
    assert found_in_caches(CANARY) == 0
    left = files(settings.MEDIA_ROOT)
    assert {path for path, mark in left.items() if path in made or mark in made.values()} == set()
    assert found_in_pages(client) == set()
    assert {StoryPage.objects.get(pk=each.pk).live for each in (page, spanish)} == {True}
    assert (report.counts, report.files_left) == (
        {
            "pages": 2,
            "versions": report.counts["versions"],
            "store": report.counts["store"],
            "answers": 1,
            "traces": 2,
            "pictures": 1,
            "files": 4,
        },
        0,
    )


def admin():
    from hub.core.models import User

    return User.objects.create_superuser("demo-admin", password="demo-password-1")
