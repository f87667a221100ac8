"""What the search knows of a call and of an announcement. Where a call stands follows from the clock, and is not kept."""

import re

from django.utils import translation
from django.utils.html import strip_tags

from hub.calls.enums import CallKind, Support

KIND = "call"
RICH = ("intro", "for_whom", "not_for_whom", "support_note", "who_decides", "results_note", "body")


def search_document(page) -> dict:
    """The page as the search knows it (see hub.search)."""
    with translation.override(page.language):
        labels = [str(CallKind(page.kind).label)] if hasattr(page, "kind") else []
        labels += [str(Support(key).label) for key in getattr(page, "support", ())]
    parts = [getattr(page, name, "") for name in RICH] + [getattr(page, "time_asked", "")]
    plain = (re.sub(r"\s+", " ", strip_tags(part.replace("<", " <"))).strip() for part in parts if part)
    return {
        "kind": KIND,
        "summary": page.summary,
        "keywords": " · ".join(labels),
        "body": "\n".join(filter(None, plain)),
        "state": page.translation_state,
    }
