from hub.core.editing import RuledPageForm
from hub.planner import rules


class AgendaPageForm(RuledPageForm):
    def problems(self):
        return rules.problems(self.instance)
