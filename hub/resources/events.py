"""Events of the directory, for those who look after its links."""

from django.dispatch import Signal

link_reported = Signal()  # sender: ResourcePage; url: an address that a reader says does not work
