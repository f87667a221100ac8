from django.db import models


class StarterEntry(models.Model):
    """What the starter library wrote for one language of one file, so that a later run can tell an editor's work."""

    path = models.CharField(max_length=200, unique=True)
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    object_id = models.PositiveBigIntegerField(null=True)
    mark = models.CharField(max_length=64, blank=True)  # of a page its latest revision, of a snippet its words' digest

    def __str__(self):
        return self.path
