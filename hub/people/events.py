"""What the rest of the house may hear of people."""

from django.dispatch import Signal

joined = (
    Signal()
)  # sender: Invitation; user: who has joined; languages: the codes that she was invited to translate into
