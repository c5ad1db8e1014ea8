"""Static files as they are served: compressed beforehand, under a name that holds their fingerprint."""

from urllib.parse import urlsplit

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Falls back on the plain name of a file that `collectstatic` has not seen: in the tests, and where
    the map's packages could not be fetched. A missing style sheet may never cost a reader the page."""

    # A script names the modules that it imports by their fingerprint too.
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        key = self.hash_key(self.clean_name(urlsplit(name).path))
        return self.hashed_files.get(key, name)
