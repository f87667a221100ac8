from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm
from wagtail.models import Page

from hub.core import version
from hub.search import services
from hub.search.models import SearchDocument


class Command(BaseCommand):
    help = "Writes the search document of every page anew."

    def handle(self, *args, **options):
        pages = Page.objects.live().filter(depth__gt=1).order_by("pk")
        written = 0
        with transaction.atomic():
            SearchDocument.objects.exclude(page__in=pages).delete()
            bar = tqdm(pages.specific().iterator(chunk_size=200), total=pages.count(), desc="Search", unit="page")
            for page in bar:
                written += services.index_page(page=page)
            version.bump()
        self.stdout.write(f"{written} documents written.")
