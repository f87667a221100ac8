"""The two engines: what they send, what they accept, and what becomes of servers and models that misbehave."""

import json
import sys
from enum import Enum
from pathlib import Path
from types import ModuleType

import pytest
from wagtail_localize.strings import StringValue

from hub.translation import machines
from hub.translation.machines import argos, markup
from hub.translation.machines.argos import Argos
from hub.translation.machines.libretranslate import MOST_BYTES, LibreTranslate
from tests.translation.fake_libretranslate import FakeLibreTranslate

BUSY = "The translation server is busy. Please try again later."
AWAY = "The translation server does not answer. Please try again later."
UNUSABLE = "The translation server gave an answer that we cannot use."


@pytest.fixture
def server():
    fake = FakeLibreTranslate()
    yield fake
    fake.stop()


@pytest.fixture
def machine(server):
    """A client of the fake server that notes its waits instead of waiting."""
    client = LibreTranslate({"URL": server.url, "CONNECT": 30, "READ": 30})
    client.waits = []
    client.pause = client.waits.append
    return client


def translated(machine, *texts, target="es", kept=()):
    return machine.translated(source="en", target=target, texts=texts, kept=kept)


def problem(machine, *texts) -> str:
    with pytest.raises(machines.MachineError) as caught:
        translated(machine, *(texts or ("Breathe.",)))
    return str(caught.value)


# Off ------------------------------------------------------------------------------------------------------------------
def test_machines_are_off_without_a_setting(settings):
    settings.HUB_TRANSLATOR = {}
    assert (machines.available(), machines.current()) == (False, None)


def test_current_machine_is_the_one_that_is_set(settings):
    chosen = {
        "CLASS": "hub.translation.machines.libretranslate.LibreTranslate",
        "OPTIONS": {"URL": "http://host:5000/"},
    }
    settings.HUB_TRANSLATOR = chosen
    assert machines.available()
    assert (type(machines.current()), machines.current().url) == (LibreTranslate, "http://host:5000")


# LibreTranslate -------------------------------------------------------------------------------------------------------
def test_texts_are_sent_as_documented_and_come_back(machine, server):
    assert translated(machine, "Sit in a <b>circle</b>.", "Breathe.") == {
        "Sit in a <b>circle</b>.": "SIT IN A <b>CIRCLE</b>.",
        "Breathe.": "BREATHE.",
    }
    sent = {"q": ["Sit in a <b>circle</b>.", "Breathe."], "source": "en", "target": "es", "format": "html"}
    assert server.asked == ["/languages", sent]


def test_languages_are_asked_once_and_named_as_the_server_does(machine, server):
    assert [machine.knows("en", code) for code in ("es", "pt", "sw", "en")] == [True, True, False, False]
    assert server.asked == ["/languages"]
    translated(machine, "Breathe.", target="pt")
    assert server.asked[-1]["target"] == "pt-BR"


def test_languages_without_targets_go_into_all_others(machine, server):
    server.languages = [{"code": "en", "name": "English"}, {"code": "es", "name": "Spanish"}]
    assert [machine.knows("es", "en"), machine.knows("es", "fr")] == [True, False]


def test_language_that_the_server_lacks_is_refused_before_anything_is_sent(machine, server):
    with pytest.raises(machines.MachineError, match="does not know this language"):
        translated(machine, "Breathe.", target="sw")
    assert server.given == []


@pytest.mark.parametrize("answer", [[], {}, "no", [{"name": "English"}], [{"code": 7}], None])
def test_languages_that_are_none_are_not_used(machine, server, answer):
    server.languages = answer
    assert problem(machine) == UNUSABLE


def test_many_texts_go_in_batches_by_characters_and_come_back_in_order(machine, server):
    texts = [f"{number} {'word ' * 180}end" for number in range(5)]
    assert translated(machine, *texts) == {text: text.upper() for text in texts}
    assert [len(body["q"]) for body in server.asked[1:]] == [2, 2, 1]


def test_key_is_sent_where_there_is_one(machine, server):
    server.key = "secret"
    assert problem(machine) == "The translation server says: Invalid API key"
    machine.options["KEY"] = "secret"
    assert translated(machine, "Breathe.") == {"Breathe.": "BREATHE."}


def test_wrong_key_is_not_tried_again(machine, server):
    server.key = "secret"
    problem(machine)
    assert (len(server.given), machine.waits) == (1, [])


def test_busy_server_is_asked_again_after_the_time_it_names(machine, server):
    server.faults, server.headers = [429, 503], {"Retry_After": "7"}
    assert translated(machine, "Breathe.") == {"Breathe.": "BREATHE."}
    assert machine.waits == [7, 7]


def test_busy_server_that_names_no_time_is_asked_more_and_more_rarely(machine, server):
    server.faults = [429] * 9
    assert problem(machine) == BUSY
    assert (machine.waits, len(server.given)) == ([1, 2, 4], 4)


@pytest.mark.parametrize("wanted", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_nobody_waits_for_a_server_that_asks_for_too_much_time(machine, server, wanted):
    server.faults, server.headers = [429], {"Retry_After": wanted}
    assert problem(machine) == BUSY
    assert machine.waits == []


@pytest.mark.parametrize("wanted", ["soon", "-5", "", "Wed, 99 Foo"])
def test_time_that_cannot_be_read_counts_as_none(machine, server, wanted):
    server.faults, server.headers = [503], {"Retry_After": wanted}
    translated(machine, "Breathe.")
    assert machine.waits == [1]


def test_server_error_is_said_in_plain_words(machine, server):
    server.faults = [500]
    assert problem(machine) == UNUSABLE


def test_server_that_is_away_is_said_in_plain_words(machine, server):
    server.stop()
    assert problem(machine) == AWAY


def test_slow_server_is_given_up(machine, server):
    machine.timeout = (30, 0.5)
    server.faults = [lambda handler, body: handler.server.released.wait(20)]
    assert problem(machine) == AWAY


def test_server_that_drips_is_given_up(machine, server):
    def drip(handler, body):
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not handler.server.released.wait(0.05):
            handler.wfile.write(b" ")

    machine.timeout = (30, 0.5)
    server.faults = [drip]
    assert problem(machine) == AWAY


def raw(content: bytes, status=200, **headers):
    return lambda handler, body: handler.send_bytes(status, content, **headers)


@pytest.mark.parametrize(
    "fault",
    [
        raw(b'{"translatedText": ["RESP'),
        raw(b"<html>Welcome to the proxy</html>"),
        raw(b"\xff\xfe"),
        raw(b"[" * 100_000),
        raw(b'{"translatedText": "BREATHE."}'),
        raw(b'{"translatedText": []}'),
        raw(b'{"translatedText": ["A", "B"]}'),
        raw(b'{"translatedText": [null]}'),
        raw(b'{"error": "?"}'),
        raw(b"null"),
        raw(b'{"translatedText": ["' + b"A" * MOST_BYTES + b'"]}'),
        raw(b"{}", 404),
    ],
    ids="cut page bytes deep text none two null error nothing huge missing".split(),
)
def test_answer_that_is_none_is_not_used(machine, server, fault):
    server.faults = [fault]
    assert problem(machine) == UNUSABLE


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirect_to_another_host_is_not_followed(machine, server, status):
    other = FakeLibreTranslate()
    server.faults = [raw(b"{}", status, Location=f"{other.url}/translate")]
    assert problem(machine) == UNUSABLE
    assert other.asked == []
    other.stop()


def test_proxy_of_the_environment_is_not_used(machine, server, monkeypatch):
    other = FakeLibreTranslate()
    monkeypatch.setenv("http_proxy", other.url)
    monkeypatch.setenv("no_proxy", "")
    assert translated(machine, "Breathe.") == {"Breathe.": "BREATHE."}
    assert other.asked == []
    other.stop()


# Markup ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ('See <a id="a1">this</a>.', 'VEA <a id="a1">esto</a>.'),
        ('See <a id="a1">this</a>.', '<a id="a1">Esto</a> vea.'),
        ("One<br/>two", "Uno<br>dos"),
        ("R&amp;D &lt; 5", "I&D < 5"),
        ("Hello %(name)s, {0}", "Hola {0}, %(name)s"),
    ],
)
def test_translation_that_keeps_the_markup_survives(source, answer):
    assert markup.survives(source, markup.unmasked(answer), markup.pattern_of([]))


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ('See <a id="a1">this</a>.', "Vea esto."),
        ('See <a id="a1">this</a>.', 'Vea <a id="a2">esto</a>.'),
        ('See <a id="a1">this</a>.', 'Vea <a href="http://evil.example">esto</a>.'),
        ('See <a id="a1">this</a>.', 'Vea esto <a id="a1"></a>.'),
        ("See this.", "<b>Vea esto.</b>"),
        ("See this.", "Vea <script>alert(1)</script>"),
        ("&lt;b&gt;bold&lt;/b&gt;", "<b>negrita</b>"),
        ("Hello %(name)s", "Hola %(nombre)s"),
        ("Ask us@example.org", "Pregunte"),
        ("Install Signal", "Instale la señal"),
        ("Breathe.", "  "),
        ("Breathe.", "respira " * 100),
    ],
)
def test_translation_that_breaks_the_markup_does_not_survive(source, answer):
    assert not markup.survives(source, markup.unmasked(answer), markup.pattern_of(["Signal"]))


def test_words_that_stay_are_masked_when_the_machine_has_spoilt_them(machine, server):
    texts = ["Install Signal, %(name)s", "Send a signal"]
    assert translated(machine, *texts, kept=["Signal", "Signal app"]) == {
        "Install Signal, %(name)s": "INSTALL Signal, %(name)s",
        "Send a signal": "SEND A SIGNAL",
    }
    again = 'Install <span translate="no">Signal</span>, <span translate="no">%(name)s</span>'
    assert server.given == [*texts, again]


def test_text_whose_markup_the_machine_breaks_is_left_out(machine, server):
    server.say = lambda text: text.replace("<b>", "").replace("</b>", "")
    assert translated(machine, "Sit in a <b>circle</b>.", "Breathe.") == {"Breathe.": "Breathe."}


# Argos ----------------------------------------------------------------------------------------------------------------
def model_in(folder: Path, source: str, target: str, **more) -> None:
    place = folder / f"translate-{source}_{target}-1_9"
    place.mkdir(parents=True)
    about = {"from_code": source, "from_name": source, "to_code": target, "to_name": target, **more}
    (place / "metadata.json").write_text(json.dumps(about), encoding="utf-8")


@pytest.fixture
def library(monkeypatch):
    """argostranslate 1.11 in little: the same names and order of things; what would fetch from the net fails."""
    package, translate, settings = (
        ModuleType(f"argostranslate.{name}") for name in ("package", "translate", "settings")
    )
    settings.ChunkType = Enum("ChunkType", "NONE STANZA SPACY MINISBD")
    settings.chunk_type = settings.ChunkType.SPACY

    class Package:
        def __init__(self, package_path: Path):
            self.__dict__.update(json.loads((package_path / "metadata.json").read_text(encoding="utf-8")))

    class Language:
        def __init__(self, code: str, name: str):
            self.code, self.name = code, name

    class PackageTranslation:
        def __init__(self, from_lang, to_lang, pkg):
            if settings.chunk_type != settings.ChunkType.MINISBD:
                raise NotImplementedError
            self.to_lang, self.sentencizer = to_lang, None

        def translate(self, input_text: str) -> str:
            sentences = self.sentencizer.split_sentences(input_text)
            return " ".join(f"{sentence.upper()}/{self.to_lang.code}" for sentence in sentences)

    package.Package, translate.Language, translate.PackageTranslation = Package, Language, PackageTranslation
    whole = ModuleType("argostranslate")
    whole.package, whole.translate, whole.settings = package, translate, settings
    for module in (whole, package, translate, settings):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    argos.opened.cache_clear()
    yield whole
    argos.opened.cache_clear()


def test_argos_translates_sentence_by_sentence_within_the_markup(library, tmp_path):
    model_in(tmp_path, "en", "es")
    texts = ['Sit <a id="a1">here now</a> Breathe! Again', "12:30"]
    assert translated(Argos({"FOLDER": str(tmp_path)}), *texts) == {
        texts[0]: 'SIT/es <a id="a1">HERE NOW/es</a> BREATHE!/es AGAIN/es',
        texts[1]: "12:30",
    }


def test_argos_leaves_alone_what_stays(library, tmp_path):
    model_in(tmp_path, "en", "es")
    found = translated(Argos({"FOLDER": str(tmp_path)}), "Install Signal today", kept=["Signal"])
    assert found == {"Install Signal today": "INSTALL/es Signal TODAY/es"}


def test_argos_goes_by_way_of_english_where_it_must(library, tmp_path):
    for pair in (("fr", "en"), ("en", "es"), ("en", "pb"), ("es", "fr")):
        model_in(tmp_path, *pair)
    machine = Argos({"FOLDER": str(tmp_path)})
    known = {(a, b) for a in ("en", "fr", "es") for b in ("en", "fr", "es", "pt", "sw") if machine.knows(a, b)}
    assert known == {("en", "es"), ("en", "pt"), ("es", "fr"), ("fr", "en"), ("fr", "es"), ("fr", "pt")}
    assert machine.answers("fr", "es", ["Respire"]) == ["RESPIRE/EN/es"]


def test_argos_is_not_loaded_to_say_what_it_knows(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    model_in(tmp_path, "en", "es")
    machine = Argos({"FOLDER": str(tmp_path)})
    assert [machine.knows("en", "es"), machine.knows("en", "fr")] == [True, False]
    assert problem(machine) == "The machine cannot translate this now."


@pytest.mark.parametrize("about", ["{", "[]", "{}", '"no"'])
def test_argos_passes_over_folders_that_are_no_models(library, tmp_path, about):
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "metadata.json").write_text(about, encoding="utf-8")
    model_in(tmp_path, "en", "es")
    model_in(tmp_path, "en", "fr", type="sbd")
    machine = Argos({"FOLDER": str(tmp_path)})
    assert [machine.knows("en", "es"), machine.knows("en", "fr")] == [True, False]


def test_argos_without_its_folder_knows_nothing(library, tmp_path):
    assert not Argos({"FOLDER": str(tmp_path / "none")}).knows("en", "es")


def test_sentences_end_at_their_signs_in_every_language():
    split = argos.Sentences().split_sentences
    assert split("One. Two? ¡Tres! هل؟ نعم") == ["One.", "Two?", "¡Tres!", "هل؟", "نعم"]
    assert [len(part) for part in split("word " * 100)] == [299, 199]
    assert split("ก" * 400) == ["ก" * 400]


# wagtail-localize's own editor ----------------------------------------------------------------------------------------
class Place:
    def __init__(self, code):
        self.language_code = code


def test_can_translate_says_no_where_the_server_is_away(machine, server):
    assert machine.can_translate(Place("en"), Place("es"))
    assert not machine.can_translate(Place("en"), Place("sw"))
    server.stop()
    away = LibreTranslate({"URL": server.url.replace("127.0.0.1", "localhost"), "CONNECT": 1, "READ": 1})
    assert not away.can_translate(Place("en"), Place("es"))


def test_answers_are_string_values_as_wagtail_localize_wants_them(machine, monkeypatch):
    monkeypatch.setattr("hub.translation.machines.openness.open_texts", lambda locale, texts: texts)
    monkeypatch.setattr("hub.translation.machines.openness.kept_words", lambda locale: [])
    found = machine.translate(Place("en"), Place("es"), {StringValue("Breathe."): []}.keys())
    assert found == {StringValue("Breathe."): StringValue("BREATHE.")}
