from django import forms

from hub.background import rows


class TryAgainForm(forms.Form):
    """One line of the report: a task that failed, and the class of the error."""

    task = forms.ChoiceField(widget=forms.HiddenInput)
    error = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lines = rows.failed().order_by().values_list("task_path", "exception_class_path").distinct()
        tasks, errors = zip(*lines, strict=True) if lines else ((), ())
        self.fields["task"].choices = [(task, task) for task in tasks]
        self.fields["error"].choices = [(error, error) for error in errors]
