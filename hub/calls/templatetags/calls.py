from django import template

from hub.calls import presenting

register = template.Library()
register.filter("moment_in", presenting.moment)
