"""A chapter's markup as books want it: without drawings and controls of a screen, with links that lead to where they can."""

from collections.abc import Callable, Container, Mapping

from django.utils.safestring import SafeString
from lxml import html

from hub.handbook.out.pictures import MARK, NO_PICTURES, Picture

UNWANTED = (
    "//svg | //script | //style | //form | //button | //input | //select | //textarea | //template"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' no-print ')]"
)


def places(chapters) -> dict[str, str]:
    """Each id of the book → the key of the chapter in which it stands. That of a chapter itself is `chapter-` and its key."""
    found = {f"chapter-{chapter.key}": chapter.key for chapter in chapters}
    for chapter in chapters:
        found |= dict.fromkeys(_tree(chapter.html).xpath("//@id"), chapter.key)
    return found


def tidy(
    source: str, led: Callable[[str], str | None], pictures: Mapping[str, Picture] = NO_PICTURES, folder: str = ""
) -> SafeString:
    """What the hub has rendered and cleaned, with less in it. `led` says where a link leads; one that leads nowhere goes.

    Of its pictures those that the book has stay, with addresses that begin with `folder`. In the place of others stands what
    is told of them to those who cannot see them.
    """
    tree = _tree(source)
    for each in tree.xpath(UNWANTED):
        each.drop_tree()
    for link in tree.xpath("//a[@href]"):
        place = led(link.get("href"))
        if place:
            link.set("href", place)
        else:
            link.drop_tag()
    for each in tree.xpath("//picture | //source"):  # the parser takes what follows a source for its content
        each.drop_tag()
    for each in tree.xpath("//img"):
        picture, told = pictures.get(each.get(MARK, "")), each.get("alt", "")
        each.attrib.clear()
        if picture:
            sizes = {"width": str(picture.width), "height": str(picture.height)}
            each.attrib.update({"src": f"{folder}{picture.name}", "alt": told, **sizes})
        else:
            each.tag, each.text = "span", told
    for each in tree.xpath("//*[@hidden]"):
        del each.attrib["hidden"]
    return SafeString((tree.text or "") + "".join(html.tostring(each, encoding="unicode") for each in tree))


def within(known: Container[str]) -> Callable[[str], str | None]:
    """For a book in one piece: links to its own ids stay where it has them, all others as they are."""
    return lambda href: href if not href.startswith("#") or href[1:] in known else None


def _tree(source: str):
    return html.document_fromstring(f"<html><body><div>{source}</div></body></html>").find("body/div")
