import pytest

from hub.core.models import HubDocument, HubImage, Leftover


@pytest.fixture
def empty_shelf(db) -> None:
    """No picture and no document in the database: those of the starter library are gone."""
    HubImage.objects.all().delete()
    HubDocument.objects.all().delete()
    Leftover.objects.all().delete()
