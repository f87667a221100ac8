from hub.core.editing import RuledPageForm
from hub.resources import rules


class ResourcePageForm(RuledPageForm):
    def problems(self):
        return rules.problems(self.instance)
