"""The kinds of job that belong to no subject above this app."""

from toetssteen.web.jobs import letters, upkeep

KINDS = (*upkeep.KINDS, letters.KIND)
