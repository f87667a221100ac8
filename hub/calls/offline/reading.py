"""A filled file as answers, and a list of what did not fit. Nothing is guessed."""

from django.utils.translation import override

from hub.calls.offline.boxes import Box, boxes, outside
from hub.calls.offline.extracting import text_of
from hub.calls.offline.outline import outline
from hub.calls.offline.problems import Filled, Misfit, MisfitError, Problem
from hub.calls.offline.sheet import Sheet
from hub.calls.offline.understanding import understood


def read(data: bytes, name: str, sheet: Sheet) -> Filled:
    """`name` says by its ending what the file should be. `sheet` is the form as it is now, in the file's language if known."""
    try:
        text = text_of(data, name)
        found = boxes(text, sheet)
    except MisfitError as misfit:
        return Filled(problems=[Problem(None, misfit.kind)])
    said = outline(sheet)
    filled = Filled()
    with override(sheet.language):
        for question in sheet.questions:
            _take(filled, question, [box for box in found if box.key == question.key])
    for box in found:
        if box.key is None:
            filled.problems.append(Problem(None, Misfit.UNKNOWN_MARK, box.words))
    beside = outside(text, found, said)
    if beside:
        filled.problems.append(Problem(None, Misfit.OUTSIDE, beside))
    return filled


def _take(filled: Filled, question, own: list[Box]) -> None:
    """One question's answer or its problem."""
    words = "\n\n".join(box.words for box in own if box.words)
    misfit = _misfit_of(own)
    if misfit is None:
        try:
            answer = understood(question, words)
        except MisfitError as error:
            misfit = error.kind
        else:
            if answer is not None:
                filled.answers[question.key] = answer
    if misfit is not None:
        filled.problems.append(Problem(question.key, misfit, words))


def _misfit_of(own: list[Box]) -> Misfit | None:
    if not own:
        return Misfit.MISSING
    if len(own) > 1:
        return Misfit.TWICE
    return None if own[0].is_whole else Misfit.CUT
