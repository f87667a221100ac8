"""Who gets what at which address, as it is written down in matrix.csv. A route that is not in there fails."""

import pytest
import wagtail
from django.test import Client
from wagtail.models import Locale

from config import env
from hub.core.models import User
from hub.people.enums import Role
from hub.translation.models import TranslatorLanguage
from tests.consent import carrying
from tests.people import matrix, world
from tests.people.conftest import person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(wagtail.VERSION[:2] != (7, 4), reason="the table is of the routes of Wagtail 7.4"),
]


@pytest.fixture
def clients() -> dict[str, Client]:
    """Somebody of each role, signed in. Translators have Spanish; the second one publishes what she translates."""
    people = {role.lower(): person(f"demo-{role.lower()}", role) for role in Role.values}
    people["publishing translators"] = person("demo-publishing", Role.TRANSLATORS)
    spanish = Locale.objects.get(language_code="es")
    for name in ("translators", "publishing translators"):
        TranslatorLanguage.objects.create(user=people[name], locale=spanish, may_publish=name != "translators")
    people["administrators"] = User.objects.create_superuser("demo-administrator")
    found = {"visitor": Client(raise_request_exception=False)}
    for name, user in people.items():
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(user)
    return found


def test_every_route_answers_each_role_as_it_is_written_down(clients):
    """After a change: look at what differs, and if that is what you want, copy var/matrix.csv to tests/people/."""
    found = matrix.table(clients, world.ids())
    held = matrix.PATH.read_text(encoding="utf-8")
    if found != held:
        seen = env.BASE_DIR / "var" / "matrix.csv"
        seen.parent.mkdir(exist_ok=True)
        seen.write_text(found, encoding="utf-8")
    assert found.splitlines() == held.splitlines()


def test_no_chooser_names_anything_to_translators(clients):
    """Wagtail opens its choosers to all who enter the admin: a consent's pseudonym or a draft's title is none of theirs."""
    carrying.consent(pseudonym="Demo Kingfisher")
    carrying.story(publish=False, title="Demo story nobody may read yet")
    lists = [
        "snippets/choose/hub_consent/consent/",
        "choose-page/search/?q=nobody",
        "api/main/pages/?limit=20&order=-id",
    ]
    for role, is_told in {"translators": False, "publishing translators": False, "editors": True}.items():
        said = " ".join(clients[role].get(f"/admin/{path}").content.decode() for path in lists)
        assert ("Demo Kingfisher" in said, "nobody may read yet" in said) == (is_told, is_told), role
