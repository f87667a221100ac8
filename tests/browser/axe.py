"""What axe finds wrong with a page, in light and in dark colours."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# What the colours can make differ; everything else of a page is the same in light and dark.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


SCRIPT = Axe().axe_script
RUN = "([part, options]) => axe.run(part || document, options).then(said => said.violations)"


def violations(page, part: str | None = None) -> list[tuple[str, str, str]]:
    """Scheme, rule and place of each violation in the page or in the part of it that the selector names."""
    found = []
    for scheme, options in (("light", RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # from here on: no colour is caught halfway
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)
        said = page.evaluate(RUN, [part, options])
        found += [(scheme, each["id"], each["nodes"][0]["html"][:160]) for each in said]
    page.emulate_media(color_scheme="light")
    return found


def fits(page) -> bool:
    """Whether nothing makes the page wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")
