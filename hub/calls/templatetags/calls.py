from django import template

from hub.calls import moments
from hub.calls.review import deciding

register = template.Library()
register.filter("moment_in", moments.moment)
register.filter("seen", deciding.mark_of)
