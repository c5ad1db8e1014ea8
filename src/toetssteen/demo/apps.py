"""The app's name for Django, which finds its commands here."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "toetssteen.demo"
