"""What is known of an address outside of the hub, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkState(models.TextChoices):
    UNKNOWN = "unknown", _("Not looked at yet")
    ANSWERS = "answers", pgettext_lazy("link", "Answers")
    MOVED = "moved", _("Has moved, and answers")
    NEEDS_LOGIN = "needs_login", _("Wants people to sign in")
    REFUSES_ROBOTS = "refuses_robots", _("Does not answer programs")
    UNCHECKED = "unchecked", _("Not looked at, by our rules")
    SUSPECT = "suspect", _("Answers with something else, it seems")
    GONE = "gone", _("Gone")
    BROKEN = "broken", _("Broken")


FAILING = [LinkState.SUSPECT, LinkState.GONE, LinkState.BROKEN]
BROKEN = [LinkState.GONE, LinkState.BROKEN]


class Reason(models.TextChoices):
    """Short for the database; the words are for editors."""

    NONE = "", "-"
    INVALID = "invalid", _("This is no address of a web page.")
    SECRETS = "secrets", _("There is a name or a password in the address.")
    SCHEME = "scheme", _("It leads to something that is no web page.")
    PORT = "port", _("It leads to an unusual port, where the hub does not look.")
    HIDDEN_NAME = "hidden-name", _("The name is not of the open web (such as .onion), where the hub does not look.")
    INSIDE = "inside", _("It leads into a private network.")
    NO_NAME = "no-name", _("Nothing is known under this name.")
    REFUSED = "refused", _("Nobody answers there.")
    RESET = "reset", _("The connection was broken off.")
    SLOW = "slow", _("No answer came in time.")
    TLS = "tls", _("The connection is not safe: the certificate is wrong.")
    STRANGE = "strange", _("The answer could not be read.")
    LOOP = "loop", _("It leads from one address to the next without end.")
    NOT_FOUND = "not-found", _("The page is not there any more.")
    SERVER = "server", _("The server has an error.")
    CLIENT = "client", _("The server did not accept the question.")
    SAYS_NOT_FOUND = "says-not-found", _("A page comes, but its title says that nothing was found.")
    HOME_PAGE = "home-page", _("It leads to the first page of the site only.")
    FOR_SALE = "for-sale", _("The name seems to be for sale.")
    LOGIN = "login", _("It leads to a page for signing in.")
    ASKS_FOR_A_PERSON = "asks-for-a-person", _("The site wants to be sure that a person asks.")
    FORBIDDEN = "forbidden", _("The site does not let the hub look. People may see it all the same.")
    TOO_OFTEN = "too-often", _("The site asks us to come back later.")
