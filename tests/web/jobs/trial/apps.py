from django.apps import AppConfig


class TrialConfig(AppConfig):
    name = "web.jobs.trial"
    label = "trial"
    job_kinds = "web.jobs.trial.kinds.KINDS"
