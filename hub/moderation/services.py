"""The workflow that every story passes, wherever it stands in the tree."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from hub.moderation.enums import MODERATORS
from hub.moderation.models import StoryApprovalTask
from hub.stories.models import StoryIndexPage

WORKFLOW = TASK = "Stories"


@transaction.atomic
def make_workflow() -> Workflow:
    """The workflow with its task and group. What staff have changed of them stays."""
    task = StoryApprovalTask.objects.order_by("pk").first()
    if task is None:
        task = StoryApprovalTask.objects.create(name=TASK)
        task.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    held = WorkflowTask.objects.filter(task=task).select_related("workflow").order_by("pk").first()
    if held:
        return held.workflow
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


@transaction.atomic
def assign_workflow() -> None:
    """Gives the workflow to all stories pages, in all languages, that have none of their own."""
    workflow = make_workflow()
    for page in StoryIndexPage.objects.filter(workflowpage=None):
        WorkflowPage.objects.create(page=page, workflow=workflow)
