from toetssteen.web.site.hooks import WebApp


class TrialConfig(WebApp):
    name = "web.jobs.trial"
    label = "trial"
    job_kinds = "web.jobs.trial.kinds.KINDS"
