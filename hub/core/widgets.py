"""Fields of the admin's forms that Django and Wagtail have no widget for."""

from django import forms
from django.template.loader import render_to_string

from hub.core import languages, spoken


class SpokenLanguages(forms.CheckboxSelectMultiple):
    """Languages of the world to tick: those of the hub and what is chosen stand open, all others under a fold. They are
    named in the language of the admin."""

    template_name = "core/widgets/spoken_languages.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [option for _group, group, _index in context["widget"]["optgroups"] for option in group]
        for option in options:
            option["label"] = spoken.name(option["value"])
        options.sort(key=lambda option: option["label"].casefold())
        near = [option for option in options if option["selected"] or option["value"] in languages.names()]
        context["near"], context["far"] = near, [option for option in options if option not in near]
        return context

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)  # the renderer of forms does not know our templates
