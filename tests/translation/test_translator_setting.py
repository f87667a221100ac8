"""HUB_TRANSLATOR as config.env reads it."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from config import env

LIBRE = "hub.translation.machines.libretranslate.LibreTranslate"


@pytest.mark.parametrize(
    ("address", "key", "options"),
    [
        ("libretranslate+http://10.0.0.5:5000", "", {"URL": "http://10.0.0.5:5000", "KEY": ""}),
        ("libretranslate+https://a%40b@host/lt", "", {"URL": "https://host/lt", "KEY": "a@b"}),
        ("libretranslate+http://a@host", "b", {"URL": "http://host", "KEY": "b"}),
    ],
)
def test_server_of_ones_own_is_read(address, key, options):
    assert env.translator(address, key) == {"CLASS": LIBRE, "OPTIONS": options}


def test_no_address_is_no_translator():
    assert env.translator("") == {}


@pytest.mark.parametrize(
    "address", ["yes", "http://host", "libretranslate+ftp://host", "libretranslate+http://", "argos:", "argos:/no/such"]
)
def test_odd_address_ends_the_start_with_a_sentence(address):
    with pytest.raises(env.MissingSetting, match="HUB_TRANSLATOR must look like"):
        env.translator(address)


def test_folder_of_models_wants_the_library(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    with pytest.raises((env.MissingSetting, ValueError)):
        env.translator(f"argos:{tmp_path}")
    module = ModuleType("argostranslate")
    module.__spec__ = ModuleSpec("argostranslate", None)
    monkeypatch.setitem(sys.modules, "argostranslate", module)
    chosen = {"CLASS": "hub.translation.machines.argos.Argos", "OPTIONS": {"FOLDER": str(tmp_path)}}
    assert env.translator(f"argos:{tmp_path}") == chosen
