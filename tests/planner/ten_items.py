"""A plan of ten items as a host would make it: two groups at the same time, a break, something of her own."""

import datetime as dt

from django.utils import translation

from hub.activities.models import ActivityPage
from hub.planner.checklist import Stage, Task
from hub.planner.materials import Material
from hub.planner.plans.document import read
from hub.planner.roles import Role
from hub.planner.sheets import Sheet, sheet_of
from hub.planner.thinking import Finding

HOST = "https://hub.example"
WORDS = {
    "en": (
        "An evening to breathe",
        "We find back to one another after a hard month.",
        "What we carry",
        "Candles, softly.",
    ),
    "ar": ("أمسية لنتنفّس", "نعود بعضنا إلى بعض بعد شهر صعب.", "ما نحمله معنا", "شموع، وصوت هادئ."),
    "th": ("ค่ำคืนแห่งการหายใจ", "เรากลับมาหากันหลังจากเดือนที่ยากลำบาก", "สิ่งที่เราแบกรับ", "เทียนและเสียงเบา ๆ"),
    "ru": (
        "Вечер, чтобы выдохнуть",
        "Мы снова находим друг друга после трудного месяца.",
        "Что мы несём",
        "Свечи, тихо.",
    ),
}
SLUGS = (
    "one-breath-check-in",
    "healing-circle",
    "map-of-power",
    "phones-and-traces-agreement",
    "morning-after-we-win",
)


def uids() -> list[str]:
    found = dict(ActivityPage.objects.visible().filter(locale__language_code="en").values_list("slug", "uid"))
    return [found[slug] for slug in SLUGS]


def plan(language: str):
    title, purpose, own, note = WORDS[language]
    first, circle, power, phones, morning = uids()
    return read(
        {
            "form": "jam-session-plan",
            "title": title,
            "purpose": purpose,
            "people": 15,
            "format": "in-person",
            "languages": "English, العربية",
            "zone": "Europe/Berlin",
            "sentence": {"given": purpose},
            "journal": {"learned": note},
            "credit": "Made from “A first evening” by the Jam Sessions Hub.",
            "days": [
                {
                    "key": "day1",
                    "date": "2026-12-05",
                    "start": "18:30",
                    "end": "22:00",
                    "items": [
                        {"key": "i1", "kind": "activity", "uid": first, "minutes": 10, "told": note},
                        {
                            "key": "i2",
                            "kind": "own",
                            "title": own,
                            "minutes": 15,
                            "note": note,
                            "told": purpose,
                            "who": "AB",
                        },
                        {"key": "i3", "kind": "activity", "uid": phones, "minutes": 20, "who": "CD"},
                        {"key": "i4", "kind": "break", "minutes": 15},
                        {"key": "i5", "kind": "activity", "uid": power, "minutes": 45, "group": 1},
                        {"key": "i6", "kind": "activity", "uid": morning, "minutes": 30, "group": 2},
                        {"key": "i7", "kind": "own", "title": own, "minutes": 15, "group": 2},
                        {"key": "i8", "kind": "buffer", "minutes": 5},
                        {"key": "i9", "kind": "activity", "uid": circle, "minutes": 60, "note": note, "who": "AB"},
                        {"key": "i10", "kind": "own", "title": own, "minutes": 10},
                    ],
                }
            ],
        }
    )


def sheet(language: str, *, is_for_participants: bool = False) -> Sheet:
    """With a made-up value of each kind that the plan's helpers give."""
    with translation.override(language):
        found = sheet_of(plan(language), is_for_participants=is_for_participants)
    if not is_for_participants:
        title, purpose, own, note = WORDS[language]
        found.__dict__["findings"] = [
            Finding("deep:i9", own, purpose),
            Finding("long", title, purpose, reason=note),
        ]
        found.__dict__["materials"] = [Material(own, 15, False, (note,), (title,), language)]
        found.__dict__["roles"] = [Role("time", own, purpose, "AB"), Role("care", title, purpose)]
        task = Task("t1", purpose, note, days=-7, due=dt.date(2026, 11, 28), done="AB")
        later = Task("t2", own, is_own=True)
        soon = Task("t3", own, note, days=-2, due=dt.date(2026, 12, 3))
        found.__dict__["stages"] = [Stage("week", title, (task, soon, later), due=dt.date(2026, 11, 28))]
    return found
