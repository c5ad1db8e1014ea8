"""Static files as they are served: compressed beforehand, under a name that holds their fingerprint."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Falls back on the plain name where `collectstatic` has not run, as in the tests."""

    manifest_strict = False
