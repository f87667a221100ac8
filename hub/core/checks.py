from django.core.checks import Error

from hub.core.sealed import box


def sealing_keys_are_keys(app_configs, **kwargs) -> list[Error]:
    return [Error(words, id="hub_core.E001") for words in box.problems()]
