import pytest

from hub.core.models import User
from hub.translation import services
from hub.translation.models import Subject
from tests import factories
from tests.factories import activity
from tests.translation import at_the_desk
from tests.translation.translators import person, step


@pytest.fixture
def ana(starter_library) -> User:
    return at_the_desk.translator()


@pytest.fixture
def chief(starter_library) -> User:
    return User.objects.create_superuser("chief", "", "a long enough password", chosen_name="Chief")


@pytest.fixture
def as_chief(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def private(starter_library) -> Subject:
    """The row of an activity that is not published."""
    page = factories.activity(title="Hidden round", publish=False)
    page.save_revision()
    services.refresh([services.key_of(page)])
    return Subject.objects.get(translation_key=page.translation_key)


@pytest.fixture
def page(starter_library):
    return activity(title="Round of stones", purpose="<p>First one.</p><p>Second one.</p>", steps=[step()])


@pytest.fixture
def translator(client, starter_library) -> User:
    user = person("translator", "es")
    client.force_login(user)
    return user
