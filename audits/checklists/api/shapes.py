"""What goes in and out of the doors of this room."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from audits.checklists.models import Checklist


class UploadSerializer(serializers.Serializer[Any]):
    """A workbook; `brand` (slug) only where somebody writes for several; `language` of the sentences."""

    file = serializers.FileField(max_length=200)
    publish = serializers.BooleanField(default=False)
    brand = serializers.SlugField(required=False)
    language = serializers.ChoiceField(choices=["en", "fr", "ar"], required=False)


class ProblemSerializer(serializers.Serializer[Any]):
    """A defect or a notice at one cell of a workbook."""

    sheet = serializers.CharField()
    row = serializers.IntegerField()
    column = serializers.CharField()
    cell = serializers.CharField()
    code = serializers.CharField()
    found = serializers.CharField()
    also = serializers.ListField(child=serializers.CharField())
    sentence = serializers.CharField()
    remedy = serializers.CharField()


class SectionSerializer(serializers.Serializer[Any]):
    """A section in a preview."""

    name = serializers.CharField()
    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word
    questions = serializers.IntegerField()
    points = serializers.CharField()
    weight = serializers.IntegerField()


class FormSerializer(serializers.Serializer[Any]):
    """What a checklist is called."""

    id = serializers.CharField()
    title = serializers.CharField()
    version = serializers.CharField()


class LanguageSerializer(serializers.Serializer[Any]):
    """A language of a checklist."""

    code = serializers.CharField()
    name = serializers.CharField()


class PreviewSerializer(serializers.Serializer[Any]):
    """What a workbook asks. `same_as_edition` is the number of an edition with the same bytes."""

    form = FormSerializer()
    languages = LanguageSerializer(many=True)
    default_language = serializers.CharField()
    scoring = serializers.CharField()
    sections = SectionSerializer(many=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    points = serializers.CharField()
    notices = ProblemSerializer(many=True)
    sha256 = serializers.CharField()
    same_as_edition = serializers.IntegerField(allow_null=True)


class EditionSerializer(serializers.Serializer[Any]):
    """A printed edition, without its bytes."""

    number = serializers.IntegerField()
    sha256 = serializers.CharField()
    filename = serializers.CharField()
    printed_at = serializers.DateTimeField()
    by = serializers.CharField(source="by.name", default=None, allow_null=True)


class DraftSerializer(serializers.Serializer[Any]):
    """What HQ is still working on."""

    filename = serializers.CharField()
    kept_at = serializers.DateTimeField()
    by = serializers.CharField(source="by.name", default=None, allow_null=True)


class ChecklistSerializer(serializers.Serializer[Any]):
    """A checklist in a list: `newest` is the number of its newest edition."""

    id = serializers.UUIDField()
    form_id = serializers.CharField()
    title = serializers.CharField()
    brand = serializers.CharField(source="brand.slug")
    newest = serializers.IntegerField(allow_null=True)
    has_draft = serializers.BooleanField()


class WholeChecklistSerializer(ChecklistSerializer):
    """A checklist with its draft and its editions, the newest first."""

    draft = serializers.SerializerMethodField()
    editions = serializers.SerializerMethodField()

    @extend_schema_field(DraftSerializer(allow_null=True))
    def get_draft(self, checklist: Checklist) -> dict[str, Any] | None:
        draft = getattr(checklist, "draft", None)
        return DraftSerializer(draft).data if draft else None

    @extend_schema_field(EditionSerializer(many=True))
    def get_editions(self, checklist: Checklist) -> list[dict[str, Any]]:
        editions = checklist.editions.select_related("by").defer("printed", "workbook").order_by("-number")
        return list(EditionSerializer(editions, many=True).data)


class ImportedSerializer(PreviewSerializer):
    """What became of a workbook: its checklist, and the edition if it was published."""

    checklist = serializers.UUIDField()
    edition = EditionSerializer(allow_null=True)
    is_new = serializers.BooleanField()
