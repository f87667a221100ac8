"""Sample agendas for tests, small and complete."""

from hub.core.models import HomePage
from hub.planner.models import AgendaIndexPage, AgendaPage
from tests.factories import activity

LINES = (
    ("own", {"title": "Welcome", "minutes": 5, "objective": "All know why.", "practice": "Say it.", "note": "Smile."}),
    ("pause", {"minutes": 10, "told": "Drink something."}),
)


def agendas_page(code: str = "en") -> AgendaIndexPage:
    """The page of the sample agendas in a language."""
    found = AgendaIndexPage.objects.filter(locale__language_code=code).first()
    if found:
        return found
    home = HomePage.objects.get(locale__language_code=code)
    return home.add_child(instance=AgendaIndexPage(title="Agendas", slug="agendas", locale=home.locale))


def agenda(*, code="en", key="demo", lines=LINES, publish=True, **fields) -> AgendaPage:
    """One small agenda, published."""
    parent = agendas_page(code)
    values = {"title": "Demo agenda", "summary": "We meet and we rest.", "slug": key, **fields}
    page = AgendaPage(locale=parent.locale, key=key, live=False, items=list(lines), **values)
    parent.add_child(instance=page)
    if publish:
        page.save_revision().publish()
    return AgendaPage.objects.get(pk=page.pk)


def translation_of(source: AgendaPage, code: str, **fields) -> AgendaPage:
    return agenda(
        code=code,
        key=source.key,
        **{"translation_key": source.translation_key, "translation_state": "machine", **fields},
    )


def breath(**fields):
    """An activity that agendas can name."""
    steps = [("step", {"title": "Breathe", "minutes": 5, "do": "Breathe in."})]
    return activity(title="One breath", duration_min=5, duration_max=5, steps=steps, **fields)
