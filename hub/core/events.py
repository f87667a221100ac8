"""Events of our own, for those in the house who know of one another only through data."""

from django.dispatch import Signal

told_of_translation = (
    Signal()
)  # sender: the model; ids: the primary keys of those whose readers are told something else
