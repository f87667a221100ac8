"""Wagtail's form builder with the kinds of questions that a call has. Fields are made from `questions.Question`."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from hub.core.public_forms import PlainTextField

MOST_SHORT, MOST_LONG = 255, 5000
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class CallFormBuilder(FormBuilder):
    def create_short_field(self, question, options):
        return PlainTextField(most=question.most or MOST_SHORT, min_length=question.least, **options)

    def create_long_field(self, question, options):
        return PlainTextField(
            most=question.most or MOST_LONG,
            min_length=question.least,
            widget=forms.Textarea(attrs={"rows": 6}),
            **options,
        )

    def create_number_field(self, question, options):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "input"})
        return forms.IntegerField(min_value=question.least, max_value=question.most, widget=widget, **options)

    def create_choice_field(self, question, options):
        return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **options)

    def create_many_field(self, question, options):
        return ManyField(question, widget=forms.CheckboxSelectMultiple, **{**options, "initial": []})

    def create_date_field(self, question, options):
        widget = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **options)

    def create_yesno_field(self, question, options):
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **options)

    def create_consent_field(self, question, options):
        return forms.BooleanField(widget=forms.CheckboxInput(attrs={"value": "yes"}), **options)

    def create_file_field(self, question, options):
        return forms.FileField(**options)


class ManyField(forms.MultipleChoiceField):
    def __init__(self, question, **options):
        self.least, self.most = question.least, question.most
        super().__init__(choices=question.choices, **options)

    def validate(self, value):
        super().validate(value)
        if value and self.least and len(value) < self.least:
            raise forms.ValidationError(_("Choose at least %(least)d."), params={"least": self.least})
        if self.most and len(value) > self.most:
            raise forms.ValidationError(_("Choose at most %(most)d."), params={"most": self.most})
