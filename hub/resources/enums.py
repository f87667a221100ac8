from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    TOOLKIT = "toolkit", _("Toolkit")
    GUIDE = "guide", _("Guide")
    EXERCISE = "exercise", _("Exercises and games")
    ARTICLE = "article", _("Article")
    STUDY = "study", _("Study")
    REPORT = "report", _("Report")
    COLLECTION = "collection", _("Collection")
    TEMPLATE = "template", _("Template")
    WORKSHEET = "worksheet", _("Worksheet")
    VIDEO = "video", _("Video")
    PODCAST = "podcast", _("Podcast")
    MAP = "map", _("Map")
    POLICY = "policy", _("Policy or law")
    CONTACT = "contact", _("People who help")
    EASY_READ = "easy-read", _("Easy to read")


class Audience(models.TextChoices):
    HOSTS = "hosts", _("People who host sessions")
    TRAINERS = "trainers", _("Trainers")
    ORGANISERS = "organisers", _("Organisers and campaigners")
    AT_RISK = "at-risk", _("People at risk")
    YOUNG = "young", _("Young people")
    WOMEN = "women", _("Feminist groups")
    RESEARCHERS = "researchers", _("Researchers")
    EVERYBODY = "everybody", _("Everybody")


class Known(models.TextChoices):
    """What we found out. That nobody has looked yet is an answer of its own."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Without(models.TextChoices):
    """What a reader may want to be spared."""

    LOGIN = "login", _("No login")
    PAYWALL = "paywall", _("Free of charge")
    HEAVY = "heavy", _("Light to load")
    TRACKERS = "trackers", _("No trackers")


class Handling(models.TextChoices):
    """How far we are with what somebody told us."""

    NEW = "new", _("New")
    DONE = "done", _("Done")
    SET_ASIDE = "set-aside", _("Set aside")
