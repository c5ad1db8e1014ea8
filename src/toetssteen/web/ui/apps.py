from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "toetssteen.web.ui"
    label = "ui"
