"""Pages for those who follow them: what all Atom feeds of the hub have in common."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join

from hub.core import languages
from hub.core.plain_text import without_controls


class PlainAtomFeed(Atom1Feed):
    """As Django's, which refuses to write any of it where one entry has a sign that XML does not know."""

    def add_item(self, title, link, description, **more):
        super().add_item(without_controls(title), link, without_controls(description), **more)


class PagesFeed(Feed):
    """Pages of one kind. A feed gives `pages` (of the language of the address), `lines` of each and its `title`."""

    feed_type = PlainAtomFeed  # an entry is known by its address, which names nobody and no number of ours
    most = 50
    section = ""  # the address of the list, below the language

    def pages(self) -> list:
        """What it tells of, in its order; each feed says which."""
        raise NotImplementedError

    def lines(self, page) -> list[str]:
        """What is told of a page below its title; each feed says what."""
        raise NotImplementedError

    def get_object(self, request):
        return request

    def link(self, request):
        return request.build_absolute_uri(f"/{languages.current()}/{self.section}/")

    def feed_url(self, request):
        return request.build_absolute_uri(request.path)

    def items(self, request):
        return [(request, page) for page in self.pages()[: self.most]]

    def item_title(self, item):
        return item[1].title

    def item_description(self, item):
        """As HTML, which is what readers of feeds take it for."""
        return format_html_join("", "<p>{}</p>", [(line,) for line in self.lines(item[1]) if line])

    def item_link(self, item):
        request, page = item
        return request.build_absolute_uri(page.address)

    def item_pubdate(self, item):
        return item[1].first_published_at

    def item_updateddate(self, item):
        return item[1].last_published_at
