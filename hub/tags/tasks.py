"""Work that nobody should wait for in the admin. Tasks take ids only and can be run again."""

from hub.background.tasks import task
from hub.core import version
from hub.search.services import index_ids
from hub.tags.models import PageWord


@task
def written_anew(word_id: int) -> None:
    """The search reads all pages with this word again."""
    pages = PageWord.objects.filter(tag=word_id, content_object__live=True).order_by("content_object")
    index_ids(list(pages.values_list("content_object", flat=True)))
    version.bump()
