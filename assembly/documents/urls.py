"""Addresses of the room."""

from django.urls import path, re_path

from assembly.documents.views import act_page, acts, files, series, signatures, texts, translations

app_name = "documents"

urlpatterns = [
    path("<int:document_id>/", texts.document, name="document"),
    path("translations/", translations.translation_list, name="translation_list"),
    path("<int:document_id>/translate/", translations.translate, name="translate"),
    path("<int:document_id>/compare/", texts.compare_versions, name="compare"),
    path("<int:document_id>/versions/new/", texts.version_new, name="version_new"),
    path("versions/<int:version_id>/freeze/", texts.version_freeze, name="version_freeze"),
    path("files/<int:file_id>/", files.download, name="download"),
    path("renditions/<int:rendition_id>/", files.rendition, name="rendition"),
    path("acts/", acts.act_list, name="act_list"),
    path("acts/export/", acts.act_export, name="act_export"),
    path("acts/new/", acts.act_new, name="act_new"),
    path("signatures/", signatures.signature_list, name="signature_list"),
    path("signatures/export/", signatures.signature_export, name="signature_export"),
    path("signatures/pdf/", signatures.signed_pdf, name="signed_pdf"),
    path("signatures/<int:signature_id>/", signatures.signature, name="signature"),
    path("signatures/<int:signature_id>/check/", signatures.signature_check, name="signature_check"),
    path("acts/<int:act_id>/", act_page.act_page, name="act"),
    path("acts/<int:act_id>/correct/", act_page.act_correct, name="act_correct"),
    path("acts/<int:act_id>/end/", act_page.act_end, name="act_end"),
    re_path(
        r"^acts/(?P<act_id>\d+)/access/(?P<access>public|restricted)/$",
        act_page.act_access,
        name="act_access",
    ),
    path("numbers/", series.series_list, name="series_list"),
    path("numbers/<str:code>/", series.series_change, name="series_change"),
    path("settings/", acts.setting_list, name="setting_list"),
    path("settings/<str:key>/", acts.setting_change, name="setting_change"),
]
