"""What apps bring for the apps below them."""

import pytest
from django.apps import AppConfig, apps

from toetssteen.web.site.hooks import WebApp, hook_values
from toetssteen.web.ui.apps import UiConfig

OURS = [config for config in apps.get_app_configs() if config.name.startswith("toetssteen.web.")]
PLAIN = {"name", "label", "verbose_name"}


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_an_app_is_known_by_its_own_class_and_has_no_hook_that_nobody_asks(config: AppConfig) -> None:
    assert isinstance(config, WebApp | UiConfig)
    given = {name for name, value in vars(type(config)).items() if not name.startswith("_") and not callable(value)}
    assert given <= PLAIN | set(WebApp.__annotations__)


@pytest.mark.parametrize(
    "hook", ["role_areas", "record_kinds", "job_kinds", "letter_queue", "frame", "warming", "retention_rules"]
)
def test_what_is_named_is_there(hook: str) -> None:
    assert hook_values(hook)
