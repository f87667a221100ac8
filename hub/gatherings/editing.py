from hub.core.editing import RuledPageForm
from hub.gatherings import rules


class EditionPageForm(RuledPageForm):
    def problems(self):
        return rules.problems(self.instance)
