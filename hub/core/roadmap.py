"""The planning roadmap: what is to be done when, by whom and why, from three weeks before a session to the day after.

It follows the planning roadmap of the Jam Sessions Toolkit (CIVICUS, Grassroots Solidarity Revolution) in words of our own.
Keys are stable: what is ticked off is kept by them.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

HOST, TEAM, NOTES = _("You"), _("Who organises with you"), _("Who takes notes")


@dataclass(frozen=True)
class Task:
    key: str
    role: str
    text: str
    why: str


@dataclass(frozen=True)
class Phase:
    """`days`: from the session, before it with a minus."""

    key: str
    days: int
    title: str
    tasks: tuple[Task, ...] = field(default=())

    def on(self, session: dt.date | None) -> dt.date | None:
        return session + dt.timedelta(days=self.days) if session else None


PHASES = (
    Phase(
        "idea",
        -21,
        _("Two to three weeks before"),
        (
            Task(
                "purpose",
                HOST,
                _("Say in one sentence what the session is for."),
                _("Everything else can be measured by it."),
            ),
            Task(
                "kind",
                HOST,
                _("Choose: rest, play, talk, dream, or a little of each."),
                _("A session for resting is planned otherwise than one for deciding."),
            ),
            Task(
                "name",
                HOST,
                _("Find a name in your own language."),
                _("People come sooner to something that sounds like them."),
            ),
            Task(
                "people",
                HOST,
                _("Write down whom you would like to have there, only for yourself."),
                _("Five to twenty people can still hear each other. Keep the list safe."),
            ),
            Task(
                "help",
                HOST,
                _("Say what you need: money, time, somebody who helps. Ask us."),
                _("What is known early can still be found."),
            ),
            Task(
                "where",
                HOST,
                _("Think of places, on the ground or on line."),
                _("Good places go early; safe ones even earlier."),
            ),
        ),
    ),
    Phase(
        "shape",
        -14,
        _("Two weeks before"),
        (
            Task("day", HOST, _("Fix the day and the hour."), _("Only then can people keep it free.")),
            Task(
                "roles",
                HOST,
                _("Share the work: one leads, one looks after the room, one takes notes."),
                _("Nobody can listen and count chairs at the same time."),
            ),
            Task(
                "agenda",
                TEAM,
                _("Choose the activities and write the plan, with breaks."),
                _("The toolkit on this site helps; less is nearly always better."),
            ),
            Task(
                "agreements",
                TEAM,
                _("Write three or four agreements with which people feel safe."),
                _("You read them out at the beginning, and others can add theirs."),
            ),
            Task(
                "invite",
                TEAM,
                _("Invite people, of different ages, genders and groups."),
                _("Those who are usually missing need to be asked first."),
            ),
            Task(
                "access",
                TEAM,
                _("Ask everybody what they need: steps, signs, interpreting, fares, childcare."),
                _("It is too late on the day itself."),
            ),
            Task(
                "place",
                TEAM,
                _("Book the place, or try out the platform with a weak phone."),
                _("You find out what does not work while there is still time."),
            ),
        ),
    ),
    Phase(
        "ready",
        -7,
        _("One week before"),
        (
            Task(
                "confirm",
                TEAM,
                _("Ask who is really coming, by more than one way."),
                _("Messages get lost, and plans change."),
            ),
            Task(
                "materials",
                TEAM,
                _("Get together paper, pens, games, instruments, or the boards on line."),
                _("Shops are closed when one needs them most."),
            ),
            Task(
                "money",
                HOST,
                _("Settle fares, food and what else is to be paid."),
                _("Nobody should have to ask twice."),
            ),
        ),
    ),
    Phase(
        "eve",
        -1,
        _("The day before"),
        (
            Task("remind", TEAM, _("Remind everybody, kindly."), _("One line is enough: when, where, what to bring.")),
            Task(
                "send",
                TEAM,
                _("Send the plan, and what to prepare, in a form that is easy to read."),
                _("Who knows what is coming arrives with less worry."),
            ),
            Task(
                "check",
                HOST,
                _("Go through it once more with those who help."),
                _("Five minutes now save an hour tomorrow."),
            ),
        ),
    ),
    Phase(
        "day",
        0,
        _("The day itself"),
        (
            Task(
                "early",
                TEAM,
                _("Be there a quarter of an hour early and try sound, light and doors."),
                _("Then you have time to greet people."),
            ),
            Task(
                "music",
                TEAM,
                _("Play some music while people arrive."),
                _("It is easier to begin when it is not silent."),
            ),
            Task(
                "gentle",
                HOST,
                _("When something goes wrong, laugh, change the plan and go on."),
                _("It is a jam session: nobody else knows the notes."),
            ),
            Task(
                "ways",
                HOST,
                _("Offer more than one way to take part: speaking, writing, only listening."),
                _("Not everybody is brave in the same way. Say aloud what can be seen."),
            ),
            Task(
                "notes",
                NOTES,
                _("Write down what people allow you to, and no names."),
                _("You need it for the report."),
            ),
        ),
    ),
    Phase(
        "after",
        1,
        _("Afterwards"),
        (
            Task("rest", HOST, _("Rest, and be proud of it."), _("You have given a lot.")),
            Task(
                "thank", TEAM, _("Thank everybody, and ask how they are."), _("Some things are felt only the next day.")
            ),
            Task(
                "report",
                HOST,
                _("Write the report while it is fresh: a quarter of an hour."),
                _("Others learn from it, and you see what you did."),
            ),
            Task(
                "tidy",
                NOTES,
                _("Destroy lists and notes that nobody needs any more."),
                _("What is gone cannot be found."),
            ),
        ),
    ),
)
KEYS = [task.key for phase in PHASES for task in phase.tasks]
