"""The interface in eight languages: every catalogue is complete, current, and keeps its placeholders."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from hub.calls.enums import ReportState, State
from hub.core import messages
from hub.starter.files import CONTENT

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
ROOT = Path(__file__).resolve().parent.parent
MARKERS = {"_", "_now", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")


def ids(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


@pytest.fixture(scope="module")
def collected():
    return messages.collected()


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogue_is_current(code, collected):
    assert ids(messages.read(code)) == ids(collected)


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogue_is_complete(code):
    assert messages.missing(messages.read(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogue_keeps_placeholders(code):
    broken = []
    for message in messages.read(code):
        if not message.id:
            continue
        source = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACEHOLDER.findall(source[-1]))
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            found = set(PLACEHOLDER.findall(text))
            # A form for one or two things may leave the number out; nothing may be named that is not there.
            if not found <= wanted or (not isinstance(message.id, tuple) and found != wanted):
                broken.append((message.id, text))
    assert broken == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogue_compiles(code, tmp_path):
    from babel.messages.mofile import read_mo, write_mo

    with (tmp_path / "django.mo").open("wb") as file:
        write_mo(file, messages.read(code))
    with (tmp_path / "django.mo").open("rb") as file:
        assert len(read_mo(file)) == len(messages.read(code))


def said(code, text, context=None):
    return next(each.string for each in messages.read(code) if (each.id, each.context) == (text, context))


def test_states_agree_with_what_they_are_of():
    assert [said("ar", "Withdrawn"), said("ar", "Withdrawn", "application")] == ["مسحوبة", "سُحب"]
    assert [said("ar", "Sent"), said("ar", "Sent", "application"), said("ar", "Sent", "report")] == [
        "أُرسلت",
        "أُرسل",
        "أُرسل",
    ]
    assert [said("fr", "Sent", "application"), said("fr", "Sent", "report")] == ["Envoyée", "Envoyé"]
    assert [said("sw", "Sent", "application"), said("sw", "Sent", "report")] == ["Limetumwa", "Imetumwa"]
    with translation.override("ar"):
        assert [str(State.WITHDRAWN.label), str(ReportState.SENT.label)] == ["سُحب", "أُرسل"]


def test_portuguese_says_acolher_for_hosting_a_session_and_voce_to_its_reader():
    texts = [(each, str(each.string)) for each in messages.read("pt") if each.id]
    own = ("hub/calls/", "hub/core/roadmap.py", "hub/stories/", "templates/calls/", "templates/stories/")
    leads = [
        each.id
        for each, text in texts
        if re.search("condu[zt]", text, re.I) and any(place.startswith(own) for place, _line in each.locations)
    ]
    assert leads == ["Share the work: one leads, one looks after the room, one takes notes."]
    intimate = re.compile(r"\b(tu|teus?|tuas?|contigo|podes|tens|queres|marcaste|esconde-os|equipa)\b", re.I)
    assert [each.id for each, text in texts if intimate.search(text)] == []


def titles(code) -> dict[str, str]:
    """Title of each fixed page of the starter library by the name of its folder."""
    found = CONTENT.glob(f"pages/*/{code}.toml")
    return {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))["title"] for path in found}


@pytest.mark.parametrize("code", TRANSLATED)
def test_pages_and_interface_have_one_word_for_one_thing(code):
    """A page called "Themes" is called what the interface calls themes, and so on.

    Calls are left out: some languages tell them from invitations of people in the interface, and the menu is too short
    for that.
    """
    words = {each.id: each.string for each in messages.read(code) if not each.context}
    english = titles("en")
    pairs = {key: (title, words[english[key]]) for key, title in titles(code).items() if english[key] in words}
    assert pairs.pop("calls")
    assert set(pairs) >= {"themes", "stories", "gatherings", "resources"}
    assert [pair for pair in pairs.values() if pair[0] != pair[1]] == []


def test_french_calls_a_session_session():
    """Its gatherings are "rencontres": one word for two things would leave readers guessing."""
    both = [each for each in messages.read("fr") if re.search(r"\bsessions?\b", str(each.id), re.IGNORECASE)]
    assert both
    assert [each.id for each in both if re.search("rencontre|séance", str(each.string), re.IGNORECASE)] == []


def test_no_string_is_marked_inside_an_f_string():
    """There the collector does not see it before Python 3.12, and it would stay English without anybody noticing."""
    found = []
    for path in (ROOT / "hub").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
                marked = [each for each in calls if isinstance(each.func, ast.Name) and each.func.id in MARKERS]
                found += [f"{path.relative_to(ROOT)}:{each.lineno}" for each in marked]
    assert found == []
