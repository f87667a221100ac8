"""The example stories: one folder each, with what is drawn in them; cohorts and consents come with them."""

import uuid
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.blocks import StreamValue

from hub.activities.models import ActivityPage
from hub.consent.enums import Kind, Scope, State, Way
from hub.consent.models import Consent
from hub.core import later
from hub.core.enums import TranslationState
from hub.core.models import HubImage
from hub.drawings.originals import read_drawing
from hub.drawings.services import add_drawing
from hub.starter import files, schema, written
from hub.starter.ledger import Ledger, revision_of
from hub.stories.models import (
    StoryActivity,
    StoryIndexPage,
    StoryPage,
    StoryQuote,
    StoryRecording,
    StoryTheme,
)
from hub.translation.services import Said, key_of, refresh

OURSELVES = "Jam Sessions Hub"
PLAIN_FACTS = (
    "session_type",
    "group_size",
    "formats",
    "languages_used",
    "date_precision",
    "place_precision",
    "country",
)
WORDS = ("title", "summary", "participants_note", "inspiration")
RICH = ("why_now", "what_happened", "what_changed", "what_was_hard", "what_we_would_change", "advice")


def folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in (root / "stories").glob("*/story.toml"))


def load(root: Path, ledger: Ledger, step) -> None:
    """Writes what has changed, the source language of each story first; `step()` is called after each folder."""
    parents = None
    for folder in folders(root):
        for language in sorted(files.languages_in(folder), key=lambda code: code != "en"):
            path = f"stories/{folder.name}/{language}.toml"
            digest = files.digest(
                *sorted({*folder.glob("story.toml"), *folder.glob("*.png"), folder / f"{language}.toml"})
            )
            if not ledger.is_current(path, digest):
                parents = written.indexes(StoryIndexPage) if parents is None else parents
                _load_one(folder, language, path, digest, parents, ledger)
        step()


def _load_one(folder, language, path, digest, parents, ledger):
    facts = schema.checked(files.read(folder / "story.toml"), schema.STORY_FACTS, f"stories/{folder.name}/story.toml")
    words = schema.checked(files.read(folder / f"{language}.toml"), schema.STORY_WORDS, path)
    _check_rows(facts, words, path)
    held, source = (written.held(StoryPage, folder.name, code) for code in (language, "en"))
    if path not in ledger.entries and (language not in parents or (source is None and language != "en")):
        ledger.left_out.append(path)
        return

    def write():
        return _write(folder, language, facts, words, held, source, parents.get(language), ledger)

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def _check_rows(facts, words, path):
    """The rows of a language are matched with the facts by position."""
    recording = facts.get("recording", [])
    pairs = [
        ("changes", len(facts.get("activities", [])), len(words.get("changes", []))),
        ("recording", len(recording), len(words.get("recording", []))),
    ]
    if recording and words.get("recording"):
        regions = facts.get("regions", [])
        pairs.append(("recording.regions", len(regions), len(words["recording"][0].get("regions", []))))
    wrong = [f"{path}, {name}: {have} rows; {need} are needed." for name, need, have in pairs if need != have]
    if wrong:
        raise files.ContentError("\n".join(wrong))


def _write(folder, language, facts, words, held, source, parent, ledger) -> StoryPage:
    page = (
        held.get_latest_revision_as_object() if held else StoryPage(locale=parent.locale, slug=folder.name, live=False)
    )
    if held is None:
        page.translation_key = source.translation_key if source else uuid.uuid4()
    _fill_facts(page, facts)
    for name in WORDS:
        setattr(page, name, words.get(name, ""))
    for name in RICH:
        setattr(page, name, words.get(name, ""))
    page.credit_names = _stream(page, page._meta.get_field("credit_names"), "name", [OURSELVES])
    page.translation_state = TranslationState.ORIGINAL if language == "en" else TranslationState.MACHINE
    if held is None:
        parent.add_child(instance=page)
    _fill_rows(page, folder, facts, words, ledger)
    if "tags" in words:
        page.words.set(words["tags"])
    revision = page.save_revision()
    if held is None or held.live:
        revision.publish()
    later.do(refresh, Said(key_of(page), language, page.translation_state))
    return page


def _fill_facts(page, facts):
    for name in PLAIN_FACTS:
        field = page._meta.get_field(name)
        setattr(page, name, facts[name] if name in facts else field.get_default())
    page.session_date = facts.get("date")
    page.effects = facts.get("effects", [])
    page.country_agreed = facts.get("country_agreed", False)
    page.is_example = page.linked_alone = True
    page.safety_state, page.safety_notes = "ok", "Made up: there is nobody behind it."


def _fill_rows(page, folder, facts, words, ledger):
    page.theme_links = [
        StoryTheme(theme=theme, **_row(page, f"theme {theme.key}", at))
        for at, theme in enumerate(written.themes(page, facts.get("themes", [])))
    ]
    slugs = [row["slug"] for row in facts.get("activities", [])]
    found = {each.slug: each for each in ActivityPage.objects.filter(slug__in=slugs, locale__language_code="en")}
    page.activities_used = [
        StoryActivity(
            activity=found[row["slug"]],
            minutes=row.get("minutes"),
            what_changed=change.get("text", ""),
            **_row(page, f"activity {row['slug']}", at),
        )
        for at, (row, change) in enumerate(zip(facts.get("activities", []), words.get("changes", []), strict=True))
        if row["slug"] in found
    ]
    page.quotes = [
        StoryQuote(
            text=row["text"],
            credit=row.get("credit", ""),
            consent=_consent(folder.name, Kind.QUOTE, ledger),
            **_row(page, f"quote {at}", at),
        )
        for at, row in enumerate(words.get("quotes", []))
    ]
    page.recordings = [
        _recording(page, folder, facts, words["recording"][at], at, ledger)
        for at, _row in enumerate(facts.get("recording", []))
    ]


def _recording(page, folder, facts, words, at, ledger) -> StoryRecording:
    row = StoryRecording(
        image=_image(folder, facts["recording"][at], ledger),
        title=words["title"],
        artist=OURSELVES,
        long_description=words["description"],
        transcript=words["transcript"],
        consent=_consent(folder.name, Kind.RECORDING, ledger),
        **_row(page, f"recording {at}", at),
    )
    regions = zip(facts.get("regions", []), words.get("regions", []), strict=True)
    values = [{**place, "text": text} for place, text in regions]
    row.regions = _stream(page, row._meta.get_field("regions"), "region", values)
    return row


def _row(page, name, at) -> dict:
    """What every row has: its place, its language, and a key that is the same in all languages."""
    return {"sort_order": at, "locale_id": page.locale_id, "translation_key": uuid.uuid5(page.translation_key, name)}


def _stream(page, field, block_type, values) -> StreamValue:
    raw = [
        {"type": block_type, "value": value, "id": str(uuid.uuid5(page.translation_key, f"{field.name} {at}"))}
        for at, value in enumerate(values)
    ]
    return StreamValue(field.stream_block, raw, is_lazy=True)


def _image(folder, name, ledger) -> HubImage:
    """The drawing, stored once for all languages and anew where its file has changed."""
    path, digest = f"stories/{folder.name}/{name}", files.digest(folder / name)
    entry = ledger.entries.get(path)
    held = HubImage.objects.filter(pk=entry.object_id).first() if entry and entry.digest == digest else None
    if held is None:
        read = read_drawing(ContentFile((folder / name).read_bytes(), name=name))
        held = add_drawing(read=read, title=f"{folder.name}: {OURSELVES}", credit=OURSELVES).image
        ledger.record(path, "", digest, held.pk, "")
    return held


def _consent(name, kind, ledger) -> Consent | None:
    """Our own word for what we made up ourselves; made once, and never again where staff have changed or removed it."""
    path = f"consents/{name}/{kind}"
    entry = ledger.entries.get(path)
    if entry:
        return Consent.objects.filter(pk=entry.object_id).first()
    made = Consent.objects.create(
        pseudonym=OURSELVES,
        kind=kind,
        state=State.GIVEN,
        scopes=Scope.values,
        recorded=Way.WRITTEN,
        note="An example: made up by ourselves.",
    )
    ledger.record(path, "", "made", made.pk, "")
    return made
