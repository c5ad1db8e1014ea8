from toetssteen.web.site import hooks


class TrialConfig(hooks.WebApp):
    name = "web.jobs.trial"
    label = "trial"
    job_kinds = "web.jobs.trial.kinds.KINDS"
