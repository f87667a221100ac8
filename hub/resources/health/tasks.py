from hub.background.tasks import task
from hub.resources.health import running


@task
def look_again(link_id: int) -> None:
    """Somebody pressed the button: this link at once, whenever it is due."""
    running.run(most=1, only=link_id)
