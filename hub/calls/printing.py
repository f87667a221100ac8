"""An application on paper, for a jury without a network. It prints what it is given and knows nothing of people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from hub.core.languages import direction
from hub.core.paper.sheet import Paper


def application_pdf(
    *, title: str, reference: str, sections: Iterable[tuple[str, list[tuple[str, str]]]], language: str
) -> bytes:
    """`sections`: each step's heading with its questions and answers, only those that the reader may see. `language` is
    the reader's; each answer goes the way of its own first letter."""
    with override(language):
        paper = Paper(title=title, language=language, direction=direction(language))
        paper.heading(title)
        paper.paragraph(_("Application %(reference)s") % {"reference": reference}, is_quiet=True)
        for heading, answers in sections:
            if heading:
                paper.heading(heading, level=2)
            for label, answer in answers:
                if answer:
                    paper.labelled(label, answer)
                else:
                    paper.labelled(label, _("No answer"), is_own=True)
        return paper.to_bytes()
