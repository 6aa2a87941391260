"""Addresses of the room."""

from django.urls import path

from assembly.bodies.views import (
    associations,
    bodies,
    coordination,
    import_parts,
    imports,
    members,
    merging,
    offices,
    partners,
    persons,
    portraits,
    state_bodies,
)

app_name = "bodies"

urlpatterns = [
    path("own-officers/", coordination.own_officers, name="own_officers"),
    path("own-officers/<int:state_body_id>/new/", coordination.own_officer_new, name="own_officer_new"),
    path("own-officers/<int:officer_id>/end/", coordination.own_officer_end, name="own_officer_end"),
    path("own-portrait/", portraits.portrait, name="portrait"),
    path("own-portrait/remove/", portraits.own_portrait_remove, name="own_portrait_remove"),
    path("members/<int:person_id>/portrait/remove/", portraits.portrait_remove, name="portrait_remove"),
    path("bodies/", bodies.body_list, name="body_list"),
    path("bodies/export/", bodies.body_export, name="body_export"),
    path("bodies/<int:body_id>/", bodies.body_page, name="body_page"),
    path("bodies/<int:body_id>/export/", bodies.composition_export, name="composition_export"),
    path("members/", members.member_list, name="member_list"),
    path("members/export/", members.member_export, name="member_export"),
    path("members/<int:person_id>/", members.member_card, name="member_card"),
    path("members/<int:person_id>/iin/", members.member_iin, name="member_iin"),
    path("members/<int:person_id>/iin/change/", members.iin_change, name="iin_change"),
    path("seats/new/", members.seat_new, name="seat_new"),
    path("seats/<int:membership_id>/end/", members.seat_end, name="seat_end"),
    path("persons/duplicates/", merging.duplicate_list, name="duplicate_list"),
    path("persons/<int:kept_id>/merge/<int:other_id>/", merging.person_merge, name="person_merge"),
    path("persons/new/", persons.person_new, name="person_new"),
    path("associations/", associations.association_list, name="association_list"),
    path("associations/export/", associations.association_export, name="association_export"),
    path("associations/new/", associations.association_new, name="association_new"),
    path("associations/<int:association_id>/", associations.association_card, name="association_card"),
    path(
        "associations/<int:association_id>/apply/", associations.accreditation_new, name="accreditation_new"
    ),
    path(
        "accreditations/<int:accreditation_id>/grant/",
        associations.accreditation_grant,
        name="accreditation_grant",
    ),
    path(
        "accreditations/<int:accreditation_id>/refuse/",
        associations.accreditation_refuse,
        name="accreditation_refuse",
    ),
    path("state-bodies/", partners.state_body_list, name="state_body_list"),
    path("state-bodies/export/", partners.state_body_export, name="state_body_export"),
    path("state-bodies/new/", state_bodies.state_body_new, name="state_body_new"),
    path(
        "state-bodies/<int:state_body_id>/change/", state_bodies.state_body_change, name="state_body_change"
    ),
    path("state-bodies/<int:state_body_id>/end/", state_bodies.state_body_end, name="state_body_end"),
    path("state-bodies/<int:state_body_id>/", partners.state_body_card, name="state_body_card"),
    path("state-bodies/<int:state_body_id>/officers/new/", partners.officer_new, name="officer_new"),
    path("officers/<int:officer_id>/end/", partners.officer_end, name="officer_end"),
    path("offices/", offices.office_list, name="office_list"),
    path("offices/export/", offices.office_export, name="office_export"),
    path("offices/<int:office_id>/", offices.office_page, name="office_page"),
    path("offices/<int:office_id>/export/", offices.office_history_export, name="office_history_export"),
    path("offices/<int:office_id>/appoint/", offices.office_appoint, name="office_appoint"),
    path("offices/<int:office_id>/vacate/", offices.office_vacate, name="office_vacate"),
    path("regions/", offices.region_list, name="region_list"),
    path("regions/export/", offices.region_export, name="region_export"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/export/", imports.import_export, name="import_export"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/templates/<slug:register>/", imports.import_template, name="import_template"),
    path("imports/<int:import_id>/", imports.import_show, name="import_show"),
    path("imports/<int:import_id>/columns/", import_parts.import_columns, name="import_columns"),
    path("imports/<int:import_id>/rows/<int:number>/", import_parts.import_row, name="import_row"),
    path("imports/<int:import_id>/marked/", imports.import_marked, name="import_marked"),
    path("imports/<int:import_id>/check/", imports.import_check, name="import_check"),
    path("imports/<int:import_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:import_id>/drop/", imports.import_drop, name="import_drop"),
]
