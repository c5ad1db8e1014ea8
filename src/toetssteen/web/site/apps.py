"""The app's name for Django."""

from toetssteen.web.site import hooks


class SiteConfig(hooks.WebApp):
    name = "toetssteen.web.site"
