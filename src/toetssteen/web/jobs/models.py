"""A job, the workers that run them, and when recurring ones come round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    QUEUED = "queued", _("wacht")
    RUNNING = "running", _("bezig")
    SUCCEEDED = "succeeded", _("gelukt")
    FAILED = "failed", _("mislukt")
    CANCELLED = "cancelled", _("gestopt")


ACTIVE = (RunState.QUEUED, RunState.RUNNING)
ENDED = (RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED)


class Worker(models.Model):
    """A process that runs jobs, as long as it lives. Who can see it on the same machine asks the machine whether it
    lives (pid and the moment it started); who cannot goes by when it was last heard."""

    machine = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    process_start = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("uitvoerder van taken")
        verbose_name_plural = _("uitvoerders van taken")

    def __str__(self) -> str:
        return f"{self.machine}:{self.pid}"


class Job(models.Model):
    """One piece of work. `run` is the number of the run that counts; it goes up at every start and take-over.

    attempts: runs that were started and not called off by a worker that stopped. failures: those that failed by
    themselves; the others ended because their process was killed.
    """

    uid = models.CharField(max_length=32, unique=True, editable=False)
    kind = models.CharField(_("soort"), max_length=60)
    arguments = models.JSONField(default=dict, blank=True)
    key = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("toestand"), max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )
    queued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="jobs")
    run = models.PositiveIntegerField(default=0)
    begun = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    progress = models.FloatField(default=0.0)
    doing = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    traceback = models.TextField(blank=True)
    log = models.TextField(blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ("-queued_at", "-pk")
        indexes = (
            models.Index(fields=("state", "not_before"), name="jobs_job_waiting"),
            models.Index(fields=("kind", "-queued_at"), name="jobs_job_of_kind"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="jobs_job_known_state"),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="jobs_job_progress_0_to_1"),
            models.CheckConstraint(
                condition=Q(state=RunState.RUNNING, worker__isnull=False, started_at__isnull=False, run__gte=1)
                | (~Q(state=RunState.RUNNING) & Q(worker__isnull=True)),
                name="jobs_job_running_has_a_worker",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | Q(state__in=ACTIVE, ended_at__isnull=True),
                name="jobs_job_ended_has_a_moment",
            ),
            models.CheckConstraint(condition=~Q(state=RunState.FAILED) | ~Q(error=""), name="jobs_job_failed_says_why"),
            models.UniqueConstraint(
                fields=("kind", "key"), condition=Q(state__in=ACTIVE) & ~Q(key=""), name="jobs_job_one_per_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Schedule(models.Model):
    """When a recurring kind runs. own: what an administrator chose; empty = what the installation or the kind says.
    counted: the recurrence that `next_at` was counted with."""

    kind = models.CharField(max_length=60, unique=True)
    own = models.CharField(max_length=10, blank=True)
    counted = models.CharField(max_length=10, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("vast tijdstip")
        verbose_name_plural = _("vaste tijdstippen")
        ordering = ("kind",)

    def __str__(self) -> str:
        return self.kind
