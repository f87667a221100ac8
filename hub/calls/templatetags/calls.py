from django import template

from hub.calls.review import deciding
from hub.core import moments

register = template.Library()
register.filter("moment_in", moments.moment)
register.filter("seen", deciding.mark_of)
