"""Applying as a browser without script does it."""

import html
import io
import re

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.calls.apply_views.holding import PLACE
from hub.calls.models import Application, CallPage
from hub.core import public_forms

YOU = {"name": "River", "way": "signal", "value": "river.42", "safe": "after six", "answers_in": "en"}
ABOUT = {"q-place": "Demo town", "q-idea": "We sing.\n\nThen <b>dance</b> & eat.", "q-people": "12"}
SESSION = {"q-colour": "blue", "q-colours": ["red", "green"], "q-day": "2027-03-28", "q-plays": "yes", "q-tool": "Oud"}
REST = {"q-agreed": "yes"}
SAID = {
    "place": "Demo town",
    "idea": "We sing.\n\nThen <b>dance</b> & eat.",
    "people": "12",
    "colour": "blue",
    "colours": ["red", "green"],
    "day": "2027-03-28",
    "plays": "yes",
    "tool": "Oud",
    "agreed": "yes",
}
STEPS = {1: YOU, 2: ABOUT, 3: SESSION, 5: REST}  # the fourth is the file


def token(about: str, seconds_ago=30, opening="") -> str:
    """As one that stood in the form when it was opened so long ago."""
    at = int(public_forms.time.time()) - seconds_ago
    return signing.dumps([about, opening or public_forms.secrets.token_urlsafe(16), at], salt=public_forms.SALT)


def start_data(page: CallPage, opening="", **said) -> dict:
    return {"token": token(f"apply:{page.translation_key}", opening=opening), "website": "", **said}


def begin(client, page: CallPage, code="en", **said) -> Application:
    """Begins an application; the client holds it."""
    answer = client.post(f"/{code}/apply/to/{page.slug}/", start_data(page, **said))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{code}/apply/code/")
    return Application.objects.latest("begun_at")


def code_shown(client, code="en") -> str:
    return re.search(r'id="code">([^<]+)<', client.get(f"/{code}/apply/code/").content.decode()).group(1)


def hidden(client, path) -> dict[str, str]:
    """The hidden fields of the form of a page as it is shown now."""
    text = client.get(path).content.decode()
    form = text[text.index('class="share-form"') :]
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form[: form.index("</form>")])
    }


def mark(client, code="en") -> str:
    """What stands in the forms of the application that the client holds."""
    value = client.cookies[PLACE.cookie_name(code)].value
    key, _mark, _code = signing.loads(value, salt=PLACE.salt)
    return PLACE.mark_of(Application.objects.get(pk=key))


def say(client, step: int, said: dict, code="en", **more):
    path = f"/{code}/apply/steps/{step}/"
    return client.post(path, {**hidden(client, path), **said}, **more)


def tell(client, page: CallPage, code="en", **said) -> Application:
    """A whole application, told and not sent yet."""
    application = begin(client, page, code)
    marks = {"mark": PLACE.mark_of(application), "was": "{}"}
    for step, answers in STEPS.items():
        told = {**answers, **{name: value for name, value in said.items() if name in answers}}
        client.post(f"/{code}/apply/steps/{step}/", {**marks, **told})
    application.refresh_from_db()
    return application


def send(client, code="en"):
    return client.post(f"/{code}/apply/check/", {"mark": mark(client, code)})


def sent(client, page: CallPage, code="en", **said) -> Application:
    application = tell(client, page, code, **said)
    assert send(client, code).headers["Location"] == f"/{code}/apply/sent/"
    application.refresh_from_db()
    return application


def resume(client, code):
    return client.post("/en/apply/resume/", {"code": code})


def picture_file(name="IMG_Jane_Minsk.jpg", colour="teal", text=b"") -> SimpleUploadedFile:
    out = io.BytesIO()
    picture = Image.new("RGB", (64, 48), colour)
    picture.save(out, "JPEG", comment=text) if text else picture.save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def send_files(client, *files, step=4, **more):
    path = f"/en/apply/steps/{step}/"
    return client.post(f"{path}files/", {"mark": mark(client), "files": list(files)}, **more)
