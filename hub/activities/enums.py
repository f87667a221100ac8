"""The controlled vocabularies of an activity.

Keys are stable: they stand in addresses, content files and imports, and are never translated.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.core.enums import Format, Licence

__all__ = ["Format", "Licence"]  # the vocabularies that stories share, beside those below


class ActivityType(models.TextChoices):
    ICEBREAKER = "icebreaker", _("Icebreaker")
    ENERGISER = "energiser", _("Energiser")
    CHECK_IN = "check-in", _("Check-in")
    AGREEMENTS = "agreements", _("Agreements")
    TRUST = "trust", _("Trust building")
    CARE = "care", _("Care or healing circle")
    STORYTELLING = "storytelling", _("Storytelling")
    ROLE_PLAY = "role-play", _("Role-play")
    GAME = "game", _("Game")
    MAPPING = "mapping", _("Mapping and analysis")
    VISIONING = "visioning", _("Visioning")
    STRATEGY = "strategy", _("Strategy")
    DECISION = "decision", _("Decision")
    CONFLICT = "conflict", _("Conflict and dialogue")
    SKILLS = "skills", _("Skills practice")
    ARTS = "arts", _("Arts")
    BODY = "body", _("Body and movement")
    REFLECTION = "reflection", _("Reflection")
    EVALUATION = "evaluation", _("Evaluation")
    CLOSING = "closing", _("Closing")


class Phase(models.TextChoices):
    OPEN = "open", pgettext_lazy("phase of a session", "Opening")
    WARM_UP = "warm-up", pgettext_lazy("phase of a session", "Warming up")
    EXPLORE = "explore", pgettext_lazy("phase of a session", "Exploring")
    DECIDE = "decide", pgettext_lazy("phase of a session", "Deciding")
    PLAN = "plan", pgettext_lazy("phase of a session", "Planning")
    CARE = "care", pgettext_lazy("phase of a session", "Caring")
    CLOSE = "close", pgettext_lazy("phase of a session", "Closing")


class DurationRule(models.TextChoices):
    FIXED = "fixed", _("The same for any number of people")
    PER_PERSON = "per-person", _("Longer with each person")
    PER_SMALL_GROUP = "per-small-group", _("Longer with each small group")


class Grouping(models.TextChoices):
    ALONE = "alone", _("Alone")
    PAIRS = "pairs", _("In pairs")
    THREES = "threes", _("In threes")
    SMALL_GROUPS = "small-groups", _("In small groups")
    WHOLE_GROUP = "whole-group", _("Whole group")


class Energy(models.TextChoices):
    CALM = "calm", _("Calm")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Depth(models.IntegerChoices):
    LIGHT = 1, _("Light")
    PERSONAL = 2, _("Personal")
    DEEP = 3, _("Deep")
    SUPPORTED = 4, _("Only with support")


class Trust(models.IntegerChoices):
    STRANGERS = 1, _("Works among strangers")
    SOME = 2, _("Needs some trust")
    ESTABLISHED = 3, _("Needs a group that knows itself")


class Level(models.TextChoices):
    FIRST_TIME = "first-time", _("First time is fine")
    SOME = "some", _("Some experience")
    EXPERIENCED = "experienced", _("Experienced")
    SPECIALIST = "specialist", _("Specialist")


class MaterialPer(models.TextChoices):
    PERSON = "person", _("for each person")
    GROUP = "group", _("for each small group")
    SESSION = "session", _("for the session")


class Need(models.TextChoices):
    NOTHING = "nothing", _("Nothing at all")
    PAPER = "paper", _("Paper and pens")
    PHONES = "phones", _("Phones")
    INTERNET = "internet", _("Internet")
    ELECTRICITY = "electricity", _("Electricity")
    PROJECTOR = "projector", _("Projector")
    SOUND = "sound", _("Speakers for sound")


class Space(models.TextChoices):
    CIRCLE = "circle", _("Chairs in a circle")
    TABLES = "tables", _("Tables")
    WALL = "wall", _("A free wall")
    FLOOR = "floor", _("Open floor")
    OUTDOORS = "outdoors", _("Outdoors")
    NONE = "none", _("No special space")


class ReadingLoad(models.TextChoices):
    NONE = "none", _("No reading or writing")
    SOME = "some", _("A little reading or writing")
    MUCH = "much", _("Much reading or writing")


class LanguageLoad(models.TextChoices):
    NO_SHARED = "no-shared", _("Works without a shared language")
    INTERPRETED = "interpreted", _("Works with interpretation")
    ONE = "one", _("Needs one shared language")


class Access(models.TextChoices):
    SEATED = "seated", _("Can be done seated")
    NO_TOUCH = "no-touch", _("No touch")
    NO_SIGHT = "no-sight", _("No sight needed")
    NO_HEARING = "no-hearing", _("No hearing needed")
    LOW_STIMULUS = "low-stimulus", _("Low light and noise")
    SCREEN_READER = "screen-reader", _("Works with a screen reader online")


class Risk(models.TextChoices):
    DISCLOSURE = "disclosure", _("Personal stories are told")
    LOSS = "loss", _("Violence or loss may come up")
    TOUCH = "touch", _("People may touch")
    EXERTION = "exertion", _("Physical effort")
    PHOTOS = "photos", _("Photos or recordings are made")
    NAMES = "names", _("Names are written down")
    LOCATION = "location", _("Places are shared")
    LEGAL = "legal", _("What is said could be used against people")


class Traces(models.TextChoices):
    NOTHING = "nothing-written", _("Nothing is written")
    DESTROYED = "written-destroyed", _("Written, then destroyed")
    HARMLESS = "harmless-notes", _("Harmless notes remain")
    SENSITIVE = "sensitive-notes", _("Sensitive notes remain")


class Permission(models.TextChoices):
    NONE = "none", _("Not needed or not asked")
    ASKED = "asked", _("Asked, no answer yet")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")


class CulturalProtocol(models.TextChoices):
    FREE = "free", _("Free to use and change")
    ACKNOWLEDGE = "acknowledge", _("Name where it comes from")
    ASK_FIRST = "ask-first", _("Ask the people it comes from first")
    DO_NOT_ADAPT = "do-not-adapt", _("Do not change it")


class Maturity(models.TextChoices):
    DRAFT = "draft", _("New: not tried with a group yet")
    TRIED = "tried", _("Tried")
    TESTED = "tested", _("Tested in three sessions or more")
    REVIEWED = "reviewed", _("Reviewed")
    RETIRED = "retired", _("Retired")


class LinkKind(models.TextChoices):
    RELATED = "related", _("Goes well with")
    BEFORE = "before", _("Do this before")
    AFTER = "after", _("Do this after")
    INSTEAD = "instead", _("Use this instead")


class Worked(models.TextChoices):
    YES = "yes", _("It worked")
    PARTLY = "partly", _("Partly")
    NO = "no", _("Not this time")


class RunState(models.TextChoices):
    """What staff made of somebody's word that a group did an activity."""

    NEW = "new", _("New")
    COUNTED = "counted", _("Counted")
    SET_ASIDE = "set-aside", _("Set aside")
