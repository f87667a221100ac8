from hub.calls.models.applications import Application, ApplicationFile, Message, Opening
from hub.calls.models.hosting import Hosting, Report
from hub.calls.models.pages import CallIndexPage, CallPage, CohortPage, Criterion
from hub.calls.models.questions import AbstractQuestion, CallQuestion, ReportQuestion
from hub.calls.models.reviews import Review
from hub.calls.models.rounds import LateCode, Round

__all__ = [
    "AbstractQuestion",
    "Application",
    "ApplicationFile",
    "CallIndexPage",
    "CallPage",
    "CallQuestion",
    "CohortPage",
    "Criterion",
    "Hosting",
    "LateCode",
    "Message",
    "Opening",
    "Report",
    "ReportQuestion",
    "Review",
    "Round",
]
