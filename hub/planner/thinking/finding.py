from dataclasses import dataclass

# What a finding is about, for its drawing and its colour. Every kind is in one of them.
CARE = {"support", "unsaid", "trust", "opening", "closing", "stop", "access", "hosts", "ending"}
TIME = {"over", "moved", "unbroken", "screen", "meal", "spare"}
PEOPLE = {"people", "format", "needs", "language", "interpreting"}
LOOKS = (
    (CARE, "heart", "m-pink"),
    (TIME, "clock", "m-sun"),
    (PEOPLE, "people", "m-blue"),
    ({"traces"}, "shield", "m-violet"),
    ({"gone", "older"}, "whole", "m-green"),
)


@dataclass(frozen=True)
class Remedy:
    """One thing that would help: `label` as a button or link says it. `act` is a change of the plan in the form that
    hub.planner.plans.changing takes; `link` an address on the hub, or on the plan's own page. One of the two is there."""

    label: str
    act: str = ""
    link: str = ""

    @property
    def is_elsewhere(self) -> bool:
        return self.link.startswith("/")


@dataclass(frozen=True)
class Finding:
    """`key` is stable for as long as what it is about stays: its kind, and the item or day that it is about. `reason`: why
    the host set it aside; empty while it stands."""

    key: str
    text: str
    why: str
    remedies: tuple[Remedy, ...] = ()
    item: str = ""
    day: str = ""
    reason: str = ""

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]

    @property
    def icon(self) -> str:
        return next(icon for kinds, icon, _colour in LOOKS if self.kind in kinds)

    @property
    def colour(self) -> str:
        return next(colour for kinds, _icon, colour in LOOKS if self.kind in kinds)
