"""The form of a finding."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.programmes.models import Finding
from toetssteen.web.records.forms import RecordForm
from toetssteen.web.ui.forms import related_field, text_areas


class FindingForm(RecordForm):
    class Meta:
        model = Finding
        fields = ("name", "about", "text", "owner", "visibility")
        labels = {"owner": gettext_lazy("wie houdt het bij")}
        help_texts = {
            "visibility": gettext_lazy(
                "Eerst leest de organisatie zelf het. De anderen zien het als die het gelezen heeft, en anders na 14 dagen."
            )
        }
        widgets = text_areas(text=6)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # It stays about whom it is about, also when that one left the table.
        table = Q(pk__in=self.alliance.members.values("organisation")) | Q(pk=self.instance.about_id)
        about = related_field(self, "about")
        about.queryset = organisations().filter(table)
