from django import template

from hub.calls import presenting
from hub.calls.review import deciding

register = template.Library()
register.filter("moment_in", presenting.moment)
register.filter("seen", deciding.mark_of)
