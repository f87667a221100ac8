"""Events of our own, for those in the house who know of one another only through data."""

from django.dispatch import Signal

pictures_moved = (
    Signal()
)  # sender: HubImage; ids: the primary keys of pictures that were opened or closed, is_open: which
picture_hidden = Signal()  # sender: HubImage; image: the picture in which something was hidden for good
told_of_translation = (
    Signal()
)  # sender: the model; ids: the primary keys of those whose readers are told something else
facts_shared = (
    Signal()
)  # sender: the model; ids: the primary keys of pages into which facts of their original were written
pictures_going = (
    Signal()
)  # sender: the picture model; ids: what is about to be removed. A receiver returns names of more files to remove
