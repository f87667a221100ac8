from dataclasses import dataclass


@dataclass(frozen=True)
class Remedy:
    """One thing that would help: `label` as a button or link says it. `act` is a change of the plan in the form that
    hub.planner.plans.changing takes; `link` an address on the hub. One of the two is there."""

    label: str
    act: str = ""
    link: str = ""


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
