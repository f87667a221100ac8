"""What hosts are asked, by the names that forms, remarks and the check page share."""

from django.utils.translation import gettext_lazy as _

WHAT, WHERE, OUTCOME = "what", "where", "outcome"
ACTIVITIES, PICTURES, CONSENT = "activities", "pictures", "consent"
QUOTES = (1, 2, 3)

STEPS = [
    (WHAT, _("What you did")),
    (WHERE, _("When, where and who")),
    (ACTIVITIES, _("Activities you used")),
    (OUTCOME, _("What came of it")),
    (PICTURES, _("Pictures")),
    (CONSENT, _("Who agrees")),
]
# Name, label, step: a moderator can remark on each of them.
ASKABLE = [
    ("language", _("In which language do you tell it?"), WHAT),
    ("title", _("Give your story a title"), WHAT),
    ("summary", _("Say it in two sentences, as to a friend"), WHAT),
    ("session_type", _("What kind of session was it?"), WHAT),
    ("what_happened", _("What happened?"), WHAT),
    ("year", _("In which year?"), WHERE),
    ("date_precision", _("How much of the date may readers know?"), WHERE),
    ("country", _("In which country?"), WHERE),
    ("region", _("In which region?"), WHERE),
    ("city", _("In which town?"), WHERE),
    ("place_precision", _("How much of the place may readers know?"), WHERE),
    ("country_agreed", _("If you were five or fewer: does everybody agree that the country is named?"), WHERE),
    ("formats", _("How did you meet?"), WHERE),
    ("group_size", _("How many people?"), WHERE),
    ("participants_note", _("Who took part, in general words?"), WHERE),
    ("languages_used", _("Which languages did you use?"), WHERE),
    ("activities", _("Activities you used"), ACTIVITIES),
    ("what_changed", _("What changed?"), OUTCOME),
    ("effects", _("What did it do?"), OUTCOME),
    ("what_was_hard", _("What was hard?"), OUTCOME),
    ("what_we_would_change", _("What would you do differently?"), OUTCOME),
    ("advice", _("What would you tell the next host?"), OUTCOME),
    *((f"quote{n}", _("Somebody's own words"), OUTCOME) for n in QUOTES),
    ("words", _("Words of your own"), OUTCOME),
    ("told_by", _("By which name shall we call you?"), OUTCOME),
    ("pictures", _("Pictures"), PICTURES),
    ("consent", _("Who agrees"), CONSENT),
]
LABELS = {name: label for name, label, _step in ASKABLE}
