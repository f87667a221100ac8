"""Telling a story as a browser without script does it."""

import html
import io
import re

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.consent.models import Consent
from hub.core import public_forms
from hub.stories.models import StoryPage, Submission
from hub.stories.share_reading import Draft

WHAT = {
    "language": "en",
    "title": "Demo market of songs",
    "summary": "We sang at the market. People stayed.",
    "session_type": "one",
    "what_happened": "We sang.\n\nThen <b>danced</b> & ate.",
}
WHERE = {
    "year": "2025",
    "month": "5",
    "day": "",
    "date_precision": "month",
    "country": "FR",
    "region": "",
    "city": "",
    "place_precision": "country",
    "group_size": "6-12",
    "formats": ["in-person", "outdoors"],
    "participants_note": "neighbours",
    "languages_used": ["fr"],
    "other_languages": ["wo"],
}
OUTCOME = {
    "what_changed": "We know each other.",
    "effects": ["strengthens"],
    "what_was_hard": "The rain.",
    "quote1": "I was not afraid.",
    "credit1": "Demo neighbour",
    "told_by": "Demo host",
}


def told_stories():
    """The stories that hosts of a test have told, beside the examples of the starter library."""
    return StoryPage.objects.filter(is_example=False)


def told_consents():
    return Consent.objects.filter(pseudonym="River")


def token(seconds_ago=30, opening="") -> str:
    """As one that stood in the form when it was opened so long ago."""
    at = int(public_forms.time.time()) - seconds_ago
    return signing.dumps(["share", opening or public_forms.secrets.token_urlsafe(16), at], salt=public_forms.SALT)


def begin(client, code="en", **said) -> Submission:
    """Begins a story; the client holds it."""
    answer = client.post(f"/{code}/share/", {"token": token(), "website": "", **said})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{code}/share/code/")
    return Submission.objects.latest("pk")


def code_shown(client, code="en") -> str:
    return re.search(r'id="code">([^<]+)<', client.get(f"/{code}/share/code/").content.decode()).group(1)


def hidden(client, path) -> dict[str, str]:
    """The hidden fields of the form of a step as it is shown now."""
    text = client.get(path).content.decode()
    form = text[text.index('class="share-form"') :]
    return {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    }


def say(client, step, said, code="en", **more):
    path = f"/{code}/share/steps/{step}/"
    return client.post(path, {**hidden(client, path), **said}, **more)


def picture_file(name="IMG_Jane_Minsk.jpg", colour="teal") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def send_pictures(client, *files, **more):
    path = "/en/share/steps/pictures/"
    return client.post(path, {"mark": hidden(client, path)["mark"], "pictures": list(files)}, **more)


def agree(submission, **wrong) -> dict[str, object]:
    """What the consent step is told where everybody agrees, without an end."""
    submission.refresh_from_db()
    said = {}
    for key in Draft(submission).forms["consent"].items_asked:
        said |= {f"{key}who": "River", f"{key}agreed": "yes", f"{key}scopes": ["site", "print"], f"{key}until": ""}
        said |= {f"{key}{name}": value for name, value in wrong.items()}
    return said


def tell(client, **what) -> Submission:
    """A whole story, told and not sent yet."""
    submission = begin(client)
    say(client, "what", {**WHAT, **what})
    say(client, "where", WHERE)
    say(client, "outcome", OUTCOME)
    send_pictures(client, picture_file())
    for picture in submission.pictures.all():
        say(
            client,
            f"pictures/{picture.pk}",
            {"alt": "Tables with fruit", "caption": "Before the rain", "faces": "none"},
        )
    say(client, "consent", agree(submission))
    submission.refresh_from_db()
    return submission


def send(client):
    path = "/en/share/check/"
    mark = re.search(r'name="mark" value="(\w+)"', client.get(path).content.decode()).group(1)
    return client.post(path, {"mark": mark})


def sent(client, **what) -> Submission:
    submission = tell(client, **what)
    assert send(client).headers["Location"] == "/en/share/state/"
    submission.refresh_from_db()
    return submission


def resume(client, code):
    return client.post("/en/share/resume/", {"code": code})
