"""What apps above may hear of calls."""

from django.dispatch import Signal

report_may_be_told = (
    Signal()
)  # sender: Report; report: one that was accepted and that its host lets become a story, or a story without names
report_taken_back = (
    Signal()
)  # sender: Report; story_id: the page that came of the report of an application that is taken back
