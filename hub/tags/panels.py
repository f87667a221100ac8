from wagtail.admin.panels import FieldPanel


class WordsPanel(FieldPanel):
    """The free words of a page. What is being typed is completed from the words of the page's language."""

    def __init__(self, field_name="words", *args, **kwargs):
        super().__init__(field_name, *args, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field and self.instance.locale_id:
                self.bound_field.field.widget.language = self.instance.locale.language_code
