"""Pieces of answers that every room needs: texts in three languages, places in the law, refusals."""

from operator import attrgetter
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assembly.law.acts import ref_of
from assembly.law.refs import LANGUAGES, LegalRef
from assembly.law.thresholds import Comparison, Threshold


class WordsOut(serializers.Serializer):
    """A text in Kazakh, Russian and English; null where it does not exist. No language stands in for another."""

    kk = serializers.CharField(allow_null=True)
    ru = serializers.CharField(allow_null=True)
    en = serializers.CharField(allow_null=True)


@extend_schema_field(WordsOut)
class Words(serializers.Field):
    """The columns ``<prefix>_kk``, ``_ru``, ``_en`` as one object: of the record, or of its part ``of`` (``act.version``)."""

    def __init__(self, prefix: str, *, of: str = "", **kwargs: Any) -> None:
        super().__init__(read_only=True, source="*", **kwargs)
        self.prefix, self.of = prefix, of

    def to_representation(self, value: Any) -> dict[str, str | None]:
        """Return the text in its languages."""
        return words_of(attrgetter(self.of)(value) if self.of else value, self.prefix)


def words_of(record: Any, prefix: str) -> dict[str, str | None]:
    """Return a text of a record in its languages, null where there is none."""
    return {language: getattr(record, f"{prefix}_{language}", "") or None for language in LANGUAGES}


class LegalRefOut(serializers.Serializer):
    """A place in the law: its stable code, the act, the paragraph, the day since which this edition binds."""

    code = serializers.CharField()
    act = serializers.CharField(help_text="code of the act in the portal's register")
    paragraph = serializers.CharField()
    subparagraph = serializers.CharField(allow_blank=True)
    edition = serializers.DateField(help_text="first day on which this edition of the paragraph binds")
    cite = WordsOut(help_text="how a page names the place")


def ref_out(ref: LegalRef) -> dict[str, Any]:
    """Return a place in the law as the API tells it."""
    return {
        "code": ref.code,
        "act": ref.act.code,
        "paragraph": ref.paragraph,
        "subparagraph": ref.subparagraph,
        "edition": ref.in_force_from,
        "cite": {language: ref.cite(language) for language in LANGUAGES},
    }


class RuleOut(serializers.Serializer):
    """A share of a whole that the law asks for, with its paragraph and edition. Integers only."""

    numerator = serializers.IntegerField()
    denominator = serializers.IntegerField()
    comparison = serializers.ChoiceField(choices=[one.value for one in Comparison])
    legal_ref = LegalRefOut()


def rule_out(rule: Threshold) -> dict[str, Any]:
    """Return a threshold as the API tells it."""
    return {
        "numerator": rule.numerator,
        "denominator": rule.denominator,
        "comparison": rule.comparison.value,
        "legal_ref": ref_out(rule.legal_ref),
    }


def ref_of_code(code: str) -> dict[str, Any]:
    """Return the place whose code a record keeps."""
    return ref_out(ref_of(code))


class RefusalOut(serializers.Serializer):
    """Every refusal, whatever its reason: a stable code, a sentence in the reader's language, the place in the law."""

    code = serializers.CharField(help_text="stable; programs decide by it")
    message = serializers.CharField(help_text="for people; in the language of Accept-Language")
    legal_ref = serializers.CharField(allow_null=True, help_text="code of the paragraph, where one says so")
    fields = serializers.DictField(  # type: ignore[assignment]  # a field of the answer
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="with invalid_value: what is wrong with which parameter",
    )
