"""What a gathering must have before people may read of it."""

from django.utils.translation import gettext as _

from hub.gatherings.enums import NAMED_UP_TO, Join, State


def problems(edition) -> dict[str, list[str]]:
    """Field name → what is wrong with it, in words for an editor. Empty where the edition may be published."""
    found = {
        "state": _wrong_state(edition),
        "place_precision": _wrong_place(edition),
        **_wrong_join(edition),
    }
    return {name: messages for name, messages in found.items() if messages}


def _wrong_state(edition) -> list[str]:
    if edition.state == State.OVER and len(edition.dates):
        return [_("It has dates, so the site knows by itself when it is over. Choose what it was before.")]
    return []


def _wrong_place(edition) -> list[str]:
    named = NAMED_UP_TO[edition.place_precision]
    if named and not any(getattr(edition, name) for name in named):
        return [_("No place is given that could be told. Give one, or choose that it is told to those who join.")]
    return []


def _wrong_join(edition) -> dict[str, list[str]]:
    found = {}
    if edition.state == State.OPEN and not edition.join_way:
        found["join_way"] = [_("Say how one joins, or choose that it is only announced.")]
    if edition.join_way == Join.LINK and not edition.join_link:
        found["join_link"] = [_("Give the link by which one joins.")]
    if edition.join_link and not edition.join_link.startswith(("https://", "http://")):
        found["join_link"] = [_("The link must begin with https:// or http://.")]
    if edition.join_way == Join.CONTACT and not edition.join_contact:
        found["join_contact"] = [_("Say where one writes to.")]
    return found
