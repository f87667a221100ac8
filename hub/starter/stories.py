"""The example stories: one folder each, with what is drawn in them; cohorts and consents come with them."""

from pathlib import Path

from django.core.files.base import ContentFile

from hub.activities.models import ActivityPage
from hub.consent.enums import Kind, Scope, State, Way
from hub.consent.models import Consent
from hub.core.models import HubImage
from hub.drawings.originals import read_drawing
from hub.drawings.services import add_drawing
from hub.starter import files, schema, written
from hub.starter.ledger import Ledger
from hub.stories.models import (
    StoryActivity,
    StoryIndexPage,
    StoryPage,
    StoryQuote,
    StoryRecording,
    StoryTheme,
)

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
TEXTS = (
    *("title", "summary", "participants_note", "inspiration"),
    *("why_now", "what_happened", "what_changed", "what_was_hard", "what_we_would_change", "advice"),
)


class Stories(written.Folders):
    model, index, pattern = StoryPage, StoryIndexPage, "stories/*/story.toml"
    known = schema.STORY_FACTS, schema.STORY_WORDS

    def files_of(self, folder, language):
        return sorted({*super().files_of(folder, language), *folder.glob("*.png")})

    def told(self, folder, language, path):
        told = super().told(folder, language, path)
        _check_rows(told.facts, told.words, path)
        return told

    def fill(self, page, told):
        _fill_facts(page, told.facts)
        written.set_fields(page, TEXTS, told.words)
        page.credit_names = written.stream(page, "credit_names", [("name", OURSELVES)])

    def fill_rows(self, page, told):
        _fill_rows(page, told.folder, told.facts, told.words, self.ledger)
        if "tags" in told.words:
            page.words.set(told.words["tags"])


def load(root: Path, ledger: Ledger, step) -> None:
    Stories(root, ledger).load(step)


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


def _fill_facts(page, facts):
    written.set_fields(page, PLAIN_FACTS, facts)
    page.session_date = facts.get("date")
    page.effects = facts.get("effects", [])
    page.country_agreed = facts.get("country_agreed", False)
    page.is_example = page.linked_alone = True
    page.safety_state, page.safety_notes = "ok", "Made up: there is nobody behind it."


def _fill_rows(page, folder, facts, words, ledger):
    page.theme_links = written.theme_links(page, StoryTheme, facts.get("themes", []))
    slugs = [row["slug"] for row in facts.get("activities", [])]
    found = {each.slug: each for each in ActivityPage.objects.filter(slug__in=slugs, locale__language_code="en")}
    page.activities_used = [
        StoryActivity(
            activity=found[row["slug"]],
            minutes=row.get("minutes"),
            what_changed=change.get("text", ""),
            **written.row(page, f"activity {row['slug']}", at),
        )
        for at, (row, change) in enumerate(zip(facts.get("activities", []), words.get("changes", []), strict=True))
        if row["slug"] in found
    ]
    page.quotes = [
        StoryQuote(
            text=row["text"],
            credit=row.get("credit", ""),
            consent=_consent(folder.name, Kind.QUOTE, ledger),
            **written.row(page, f"quote {at}", at),
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
        **written.row(page, f"recording {at}", at),
    )
    regions = zip(facts.get("regions", []), words.get("regions", []), strict=True)
    values = [("region", {**place, "text": text}) for place, text in regions]
    row.regions = written.stream(page, "regions", values, of=row)
    return row


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
