"""The app's name for Django."""

from toetssteen.web.site.hooks import WebApp


class SiteConfig(WebApp):
    name = "toetssteen.web.site"
