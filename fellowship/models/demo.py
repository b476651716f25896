"""Which invented program this database holds, when it holds one."""

from django.db import models


class LoadedScenario(models.Model):
    """The one row that the loader leaves behind."""

    name = models.CharField(max_length=40)
    anchor = models.DateField()
    seed = models.IntegerField()
    scale = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()

    class Meta:
        """Only in demonstrations, tests and benchmarks."""

        verbose_name = "loaded scenario"

    def __str__(self) -> str:
        """Return the name."""
        return self.name
