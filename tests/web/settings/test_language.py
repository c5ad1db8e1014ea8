"""Core and web find their words in one catalogue, in one language."""

from django.conf import settings

from toetssteen.kernel import language


def test_core_and_web_have_one_translator() -> None:
    assert settings.LOCALE_PATHS == [language.CATALOGUES]
    assert settings.LANGUAGE_CODE == language.LANGUAGE
    assert [code for code, _name in settings.LANGUAGES] == [language.LANGUAGE]
    assert language.DOMAIN == "django", "the only name by which Django finds a catalogue"
