from hub.activities import rules
from hub.core.editing import RuledPageForm


class ActivityPageForm(RuledPageForm):
    def problems(self):
        return rules.problems(self.instance)
