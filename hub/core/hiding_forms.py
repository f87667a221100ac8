from django import forms
from django.utils.translation import gettext_lazy as _

from hub.core.hiding import BLUR, COVER, CROP, ELLIPSE, RECTANGLE, Area

MOST_AREAS = 12
WAYS = [(BLUR, _("Blur")), (COVER, _("Cover")), (CROP, _("Keep only this part"))]
SHAPES = [(ELLIPSE, _("Ellipse")), (RECTANGLE, _("Rectangle"))]


def _percent(label, least):
    return forms.FloatField(
        label=label, min_value=least, max_value=100, required=False, widget=forms.NumberInput(attrs={"step": "any"})
    )


class AreaForm(forms.Form):
    """One area in percent of the picture. A row without any number is no area."""

    x = _percent(_("From the left (%)"), 0)
    y = _percent(_("From the top (%)"), 0)
    width = _percent(_("Width (%)"), 0.1)
    height = _percent(_("Height (%)"), 0.1)
    way = forms.ChoiceField(label=_("What to do"), choices=WAYS, initial=BLUR)
    shape = forms.ChoiceField(label=_("Shape"), choices=SHAPES, initial=ELLIPSE)

    def clean(self):
        numbers = [self.cleaned_data.get(name) for name in ("x", "y", "width", "height")]
        given = [number is not None for number in numbers]
        if any(given) and not all(given) and not self.errors:
            raise forms.ValidationError(_("Give all four numbers of the area, or none."))
        return self.cleaned_data

    @property
    def area(self) -> Area | None:
        values = self.cleaned_data
        return Area(**values) if values.get("x") is not None else None


class BaseAreaFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        areas = self.areas()
        if not areas:
            raise forms.ValidationError(_("Mark at least one area."))
        if sum(area.way == CROP for area in areas) > 1:
            raise forms.ValidationError(_("Only one part can be kept."))

    def areas(self) -> list[Area]:
        return [form.area for form in self.forms if form.area]


AreaFormSet = forms.formset_factory(
    AreaForm, formset=BaseAreaFormSet, extra=MOST_AREAS, max_num=MOST_AREAS, absolute_max=MOST_AREAS, validate_max=True
)
