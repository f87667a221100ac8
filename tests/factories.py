"""Made-up activities and stories for tests and measurements: seeded, so that every run sees the same."""

import io
import random

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale

from hub.activities import enums
from hub.activities.models import ActivityLibraryPage, ActivityPage, ActivityTheme
from hub.consent.models import Consent
from hub.core import version
from hub.core.models import HomePage, HubImage, Theme
from hub.search import services
from hub.starter.measuring import made_up
from hub.stories.models import (
    StoryActivity,
    StoryIndexPage,
    StoryPage,
    StoryPicture,
    StoryQuote,
    StoryRecording,
    StoryTheme,
)

WORDS = "circle breath river song map story hands light path seed rope drum window bridge letter fire rain root".split()


def library_in(code: str) -> ActivityLibraryPage:
    return ActivityLibraryPage.objects.get(locale__language_code=code)


def activity(*, parent=None, title="Round of names", publish=True, themes=(), **fields) -> ActivityPage:
    """One small, complete activity in the library (English where no other parent is given)."""
    parent = parent or library_in("en")
    page = ActivityPage(
        title=title,
        locale=parent.locale,
        live=publish,
        **{
            "summary": "People say their names and hear them again.",
            "primary_type": "icebreaker",
            "duration_min": 10,
            "duration_max": 15,
            "group_min": 4,
            "group_max": 20,
            "formats": ["in-person"],
            "needs": ["nothing"],
            "steps": [("step", {"title": "Begin", "minutes": 10, "do": "Stand in a circle."})],
            **fields,
        },
    )
    page.theme_links = [ActivityTheme(theme=theme, locale=parent.locale) for theme in themes]
    parent.add_child(instance=page)
    if publish:
        page.save_revision().publish()
    return page


def translation(source: ActivityPage, code: str, *, title: str, publish=True, **fields) -> ActivityPage:
    """The same activity in another language."""
    shared = {name: getattr(source, name) for name in ActivityPage.SHARED_FIELDS if name not in fields}
    return activity(
        parent=library_in(code),
        title=title,
        slug=source.slug,
        translation_key=source.translation_key,
        publish=publish,
        steps=[(block.block_type, dict(block.value)) for block in source.steps],
        **{**shared, **fields},
    )


def many_activities(count: int, *, seed: int = 7, translated_every: int = 5) -> None:
    """`count` random activities in English, each n-th also in Spanish, Arabic and Thai. Written at once."""
    chance = random.Random(seed)
    themes = list(Theme.objects.filter(locale__language_code="en"))
    parents = {code: library_in(code) for code in ("en", "es", "ar", "th")}
    made: list[ActivityPage] = []
    links: list[ActivityTheme] = []
    for number in range(count):
        source = _random_activity(chance, number, parents["en"])
        chosen = chance.sample(themes, chance.randint(1, 2))
        pages = [source]
        if number % translated_every == 0:
            pages += [_translated(source, code, parents[code]) for code in ("es", "ar", "th")]
        for page in pages:
            links.extend(_link(page, theme) for theme in chosen)
        made.extend(pages)
    made_up.write(made)
    for link in links:
        link.page_id = link.page.pk
    ActivityTheme.objects.bulk_create(links)
    services.index_pages(pages=made)
    version.bump()


def _link(page, theme) -> ActivityTheme:
    own = theme.get_translation_or_none(page.locale) or theme
    return ActivityTheme(page=page, theme=own, locale=page.locale, sort_order=0)


def _placed(page: ActivityPage, parent) -> ActivityPage:
    """What `add_child` would fill in."""
    page.path, page.depth = f"{parent.path}{int(page.slug.removeprefix('made-')) + 5000:04d}", parent.depth + 1
    page.url_path, page.draft_title = f"{parent.url_path}{page.slug}/", page.title
    page.content_type = ContentType.objects.get_for_model(ActivityPage)
    page.first_published_at = timezone.now()
    return page


def _random_activity(chance, number, parent) -> ActivityPage:
    least = chance.choice([None, 3, 5, 10, 20, 30, 45, 60, 75, 90, 120])
    group = chance.choice([None, 1, 2, 4, 6, 10, 20, 40])

    def some(choices, most=3):
        return chance.sample(choices.values, chance.randint(1, most))

    types = some(enums.ActivityType)
    page = ActivityPage(
        title=f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {number}",
        slug=f"made-{number}",
        locale=parent.locale,
        summary=f"We make a {chance.choice(WORDS)} of the {chance.choice(WORDS)}.",
        primary_type=types[0],
        other_types=types[1:],
        duration_min=least,
        duration_max=least + chance.choice([0, 5, 30]) if least else None,
        group_min=group,
        group_max=group + chance.choice([0, 4, 30]) if group and chance.random() < 0.8 else None,
        formats=some(enums.Format),
        energy=chance.choice(enums.Energy.values),
        emotional_depth=chance.choice(enums.Depth.values),
        trust_needed=chance.choice(enums.Trust.values),
        host_level=chance.choice(enums.Level.values),
        needs=some(enums.Need),
        access=some(enums.Access),
        risk_flags=some(enums.Risk) if chance.random() < 0.5 else [],
        traces=chance.choice(enums.Traces.values),
        reading_load=chance.choice(enums.ReadingLoad.values),
        language_load=chance.choice(enums.LanguageLoad.values),
        recommended=chance.random() < 0.1,
        steps=[("step", {"title": "Begin", "minutes": least or 10, "do": f"Take the {chance.choice(WORDS)}."})],
    )
    return _placed(page, parent)


def _translated(source, code, parent) -> ActivityPage:
    page = ActivityPage(
        title=f"{source.title} ({code})",
        slug=source.slug,
        locale=Locale.objects.get(language_code=code),
        translation_key=source.translation_key,
        summary=source.summary,
        steps=[("step", dict(source.steps[0].value))],
        **{name: getattr(source, name) for name in ActivityPage.SHARED_FIELDS},
    )
    return _placed(page, parent)


def stories_page(code: str = "en") -> StoryIndexPage:
    """The stories page of a language: the one that is there, or else a new one."""
    found = StoryIndexPage.objects.filter(locale__language_code=code).first()
    if found is None:
        home = HomePage.objects.get(locale__language_code=code)
        found = home.add_child(
            instance=StoryIndexPage(title="Stories", slug="stories", locale=home.locale, show_in_menus=True)
        )
        version.bump()
    return found


def story_index(code: str) -> StoryIndexPage:
    return StoryIndexPage.objects.get(locale__language_code=code)


def consent(**fields) -> Consent:
    """A consent that holds for this site, unless the fields say otherwise."""
    return Consent.objects.create(
        **{"pseudonym": "Demo person", "kind": "quote", "state": "given", "scopes": ["site"], **fields}
    )


def image(colour="teal") -> HubImage:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return HubImage.objects.create(title="Demo picture", file=ContentFile(out.getvalue(), name="demo.png"))


def story(*, parent=None, title="Demo story", publish=True, themes=(), activities=(), rows=None, **fields) -> StoryPage:
    """One small, complete story. `rows`: relation → rows without their page (pictures, quotes, recordings)."""
    parent = parent or story_index("en")
    page = StoryPage(
        title=title,
        locale=parent.locale,
        live=False,
        **{
            "summary": "People met and something changed.",
            "what_happened": "<p>We met.</p>",
            "group_size": "13-25",
            "formats": ["in-person"],
            "safety_state": "ok",
            **fields,
        },
    )
    page.theme_links = [StoryTheme(theme=theme, locale=parent.locale) for theme in themes]
    page.activities_used = [StoryActivity(activity=each, minutes=20, locale=parent.locale) for each in activities]
    for name, found in (rows or {}).items():
        for row in found:
            row.locale = parent.locale
        setattr(page, name, found)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
        page.refresh_from_db()
    return page


def story_translation(source: StoryPage, code: str, *, title: str, **fields) -> StoryPage:
    """The same story in another language."""
    shared = {name: getattr(source, name) for name in StoryPage.SHARED_FIELDS}
    return story(
        parent=story_index(code),
        title=title,
        slug=source.slug,
        translation_key=source.translation_key,
        translation_state="machine",
        **{**shared, **fields},
    )


def quote(words="We sang.", **fields) -> StoryQuote:
    return StoryQuote(text=words, **fields)


def picture(**fields) -> StoryPicture:
    return StoryPicture(**{"image": image(), "alt": "Chairs in a circle", **fields})


def recording(**fields) -> StoryRecording:
    words = {"title": "Demo drawing", "long_description": "A tree.", "transcript": "Roots."}
    return StoryRecording(**{"image": image("gold"), **words, **fields})
