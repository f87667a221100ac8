"""To another page, or to the same page anew."""


def follow(locator) -> None:
    """Clicks, and waits for the page to which that leads: until then a browser still shows the old one."""
    with locator.page.expect_navigation():
        locator.click()
