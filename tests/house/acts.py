"""Every address that is written to: whose the act is, where it happens, what is sent along."""

from dataclasses import dataclass, field

from tests.house.pages import ALL, MEMBERS, SIGNED_IN, STAFF
from tests.house.stage import TOKEN


@dataclass(frozen=True)
class Act:
    """One address that is written to: whose the act is, where it happens, what is sent along."""

    may: frozenset
    of: tuple = ()
    sent: dict = field(default_factory=dict)


DAY = "2026-11-20"
WORDS = {"text_kk": "Мәтін", "text_ru": "Текст", "title_kk": "Атауы", "title_ru": "Название"}
REASON = {"reason": "Себебі бар", "remark": "Себебі бар"}

ACTS = {
    "common:sight": Act(ALL, sent={"sight": "weak"}),
    "people:sign_in_end": Act(SIGNED_IN, (repr("1"),)),
    "people:sign_ins_end_others": Act(SIGNED_IN),
    "people:sign_ins_end_all": Act(SIGNED_IN),
    "people:address_change": Act(SIGNED_IN, sent={"address": "another@portal.example"}),
    "bodies:portrait": Act(SIGNED_IN),
    "bodies:own_portrait_remove": Act(SIGNED_IN),
    "bodies:portrait_remove": Act(STAFF, ("person",)),
    "people:address_withdraw": Act(SIGNED_IN),
    "people:address_confirm": Act(ALL, (repr(TOKEN),)),
    "people:letters_choose": Act(SIGNED_IN),
    "people:phone_change": Act(SIGNED_IN, sent={"phone": "+7 701 000 00 00"}),
    "people:language_change": Act(SIGNED_IN, sent={"language": "ru"}),
    # A view belongs to its owner alone; lists that others cannot open keep their views useless, not open.
    "people:view_save": Act(SIGNED_IN, sent={"page": "bodies:member_list", "name": "Көрініс", "query": ""}),
    "people:view_default": Act(frozenset({"secretary"}), ("view",)),
    "people:view_remove": Act(frozenset({"secretary"}), ("view",)),
    "people:notices_read": Act(SIGNED_IN),
    "people:notice_open": Act(frozenset({"member"}), ("notice",)),
    "people:person_invite": Act(STAFF, ("person",)),
    "people:persons_invite": Act(STAFF, sent={"count": "1"}),
    "people:factor_reset": Act(STAFF, ("person",), REASON),
    "people:letter_list": Act(STAFF, sent={"count": "0"}),
    "people:letter_order": Act(STAFF, ("person",)),
    "people:letter_take": Act(frozenset({"secretary"}), ("letters",)),
    "people:code_entry": Act(ALL, sent={"code": "1", "password1": "x", "password2": "x"}),
    "people:paired_show": Act(STAFF, ("paired",), REASON),
    "people:paired_confirm": Act(STAFF, ("paired",)),
    "people:paired_withdraw": Act(STAFF, ("paired",)),
    "people:person_close": Act(STAFF, ("person",), {"closed_on": DAY, **REASON}),
    "people:person_reopen": Act(STAFF, ("person",), REASON),
    "people:invitation_accept": Act(ALL, (repr(TOKEN),)),
    "outbox:message_send_again": Act(STAFF, ("message",)),
    "documents:version_new": Act(STAFF, ("document",), WORDS),
    "documents:translate": Act(STAFF, ("untranslated",), {"p0": "Перевод"}),
    "documents:version_freeze": Act(STAFF, ("version",)),
    "documents:act_correct": Act(frozenset({"head"}), ("decision_act",), WORDS),
    "documents:act_end": Act(frozenset({"head"}), ("decision_act",), {"kind": "void", "ended_on": DAY}),
    "documents:act_access": Act(frozenset({"head"}), ("decision_act", repr("public"))),
    "documents:act_new": Act(STAFF, sent={**WORDS, "kind": "order", "number": "1", "signed_on": DAY}),
    "documents:signature_check": Act(STAFF, ("signature",)),
    "documents:signed_pdf": Act(STAFF),
    "documents:series_change": Act(
        frozenset({"head"}),
        (repr("meetings.minutes"),),
        {"template": "{n}", "from_on": DAY, "restarts": "year"},
    ),
    "documents:setting_change": Act(
        frozenset({"head"}), (repr("documents.file_limit_mb"),), {"value": "30", "from_on": DAY}
    ),
    "bodies:iin_change": Act(STAFF, ("member",), {"iin": "970740001013"}),
    "bodies:seat_new": Act(STAFF),
    "bodies:seat_end": Act(STAFF, ("seat",), {"ended_on": DAY, "end_reason": "rotation"}),
    "bodies:seat_role": Act(STAFF, ("seat",), {"role": "chair", "from_on": DAY}),
    "bodies:person_new": Act(STAFF, sent={"family_name": "Сынақов", "given_name": "Сынақ"}),
    "bodies:persons_apart": Act(STAFF, ("kept_card", "other_card"), REASON),
    "bodies:person_merge": Act(STAFF, ("kept_card", "other_card"), {"email": "kept", "phone": "kept"}),
    "bodies:association_new": Act(STAFF, sent={"name_kk": "Бірлестік", "name_ru": "Объединение"}),
    "bodies:accreditation_new": Act(STAFF, ("association",), {"applied_on": DAY, "applicant": "Сынақов"}),
    "bodies:accreditation_grant": Act(STAFF, ("accreditation",), {"decided_on": DAY, "entry_number": "1"}),
    "bodies:accreditation_refuse": Act(STAFF, ("accreditation",), {"decided_on": DAY, "reason": "Себебі"}),
    "bodies:own_officer_new": Act(
        frozenset({"officer"}),
        ("state_body",),
        {"family_name": "Жаңа", "given_name": "Адам", "email": "new@portal.example", "language": "kk"},
    ),
    "bodies:own_officer_end": Act(frozenset({"officer"}), ("own_officer",), {"ends": "1"}),
    "bodies:officer_new": Act(STAFF, ("state_body",)),
    "bodies:officer_end": Act(STAFF, ("officer",), {"ended_on": DAY}),
    "bodies:office_appoint": Act(STAFF, ("office",)),
    "bodies:office_vacate": Act(STAFF, ("office",), {"ended_on": DAY}),
    "bodies:import_new": Act(STAFF, sent={"register": "members"}),
    "bodies:import_columns": Act(STAFF, ("table_import",), {"column_0": "name", "column_1": "since"}),
    "bodies:import_row": Act(STAFF, ("table_import", "table_row"), {"choice": "skip"}),
    **{f"bodies:import_{name}": Act(STAFF, ("table_import",)) for name in ("check", "confirm", "drop")},
    "deadlines:year_add": Act(STAFF, ("year",)),
    "deadlines:day_change": Act(STAFF, sent={"day": DAY, "is_working": "on"}),
    "chairman:matter_sign": Act(frozenset({"chairman"}), ("matter",)),
    "chairman:matter_refuse": Act(frozenset({"chairman"}), ("matter",), REASON),
    "chairman:deputy_new": Act(STAFF),
    "chairman:directions_new": Act(STAFF, sent=WORDS),
    "chairman:directions_put": Act(STAFF, ("edition_in_preparation",)),
    "chairman:matter_withdraw": Act(STAFF, ("matter",)),
    "chairman:matter_paper": Act(STAFF, ("matter",), {"number": "1", "signed_on": DAY}),
    "meetings:invitation": Act(frozenset({"member"}), ("invitation",), {"reply": "hall"}),
    # Every member on the roll confirms his own presence and tells that his device is there.
    "meetings:remote_confirm": Act(MEMBERS, ("now",)),
    "meetings:remote_leave": Act(MEMBERS, ("now",)),
    "meetings:signal": Act(MEMBERS, ("now",)),
    "meetings:registration_open": Act(STAFF, ("now",)),
    "meetings:member_in": Act(STAFF, ("now", "entry"), {"mode": "hall"}),
    "meetings:member_out": Act(STAFF, ("now", "entry")),
    "meetings:meeting_open": Act(STAFF, ("now",)),
    "meetings:meeting_break": Act(STAFF, ("now",)),
    "meetings:meeting_resume": Act(STAFF, ("now",)),
    "meetings:meeting_close": Act(STAFF, ("now",)),
    "meetings:agenda": Act(STAFF, ("now",), {**WORDS, "competence": "session_matter"}),
    "meetings:item_change": Act(STAFF, ("now", "item"), {**WORDS, "competence": "session_matter"}),
    "meetings:item_withdraw": Act(STAFF, ("now", "item")),
    "meetings:item_draft": Act(STAFF, ("now", "item"), WORDS),
    "meetings:minutes": Act(STAFF, ("held",), WORDS),
    "meetings:minutes_draft": Act(STAFF, ("held",)),
    "meetings:minutes_sign": Act(STAFF, ("held",)),
    "meetings:meeting_new": Act(STAFF, ("expert_council",), {**WORDS, "starts_at": "2030-01-01T10:00"}),
    "formations:formation_new": Act(STAFF, sent={**WORDS, "kind": "commission"}),
    "formations:member_name": Act(STAFF, ("planned_formation",)),
    "formations:member_drop": Act(STAFF, ("planned_formation", "planned_seat")),
    "formations:formation_create": Act(frozenset({"head"}), ("planned_formation",)),
    "formations:report_write": Act(STAFF, ("formation",), WORDS),
    "formations:formation_end": Act(frozenset({"head"}), ("formation",)),
    "programmes:programme_new": Act(STAFF, sent={**WORDS, "kind": "programme"}),
    "programmes:agenda_put": Act(STAFF, ("programme",), {"chosen": "1"}),
    "programmes:gate_pass": Act(STAFF, ("programme", repr("experts")), {"chosen": "1"}),
    "programmes:programme_put": Act(STAFF, ("programme",)),
    "expert_council:composition": Act(frozenset({"head"})),
    "expert_council:consent_ask": Act(STAFF),
    "expert_council:consent": Act(frozenset({"member"}), ("consent",), {"answer": "yes"}),
    "expert_council:consent_paper": Act(STAFF, ("consent",), {"agrees": "yes", "note": "№ 1"}),
    "expert_council:consent_withdraw": Act(STAFF, ("consent",)),
    "expert_council:statute_new": Act(STAFF, sent=WORDS),
    "expert_council:statute_approve": Act(frozenset({"head"}), ("statute",)),
    "expert_council:election_new": Act(STAFF, ("election_item",), {"role": "chair"}),
    "expert_council:round_conclude": Act(STAFF, ("election",)),
    "expert_council:polls_replace": Act(STAFF, ("election",)),
    "expert_council:opinion_new": Act(STAFF, ("version",)),
    "expert_council:opinion_write": Act(
        frozenset({"member"}), ("opinion",), {**WORDS, "verdict": "supported"}
    ),
    "expert_council:opinion_dissent": Act(frozenset({"member"}), ("opinion",), WORDS),
    # Whoever reads the opinion comes to the service, which lets the chair of that Council alone.
    "expert_council:opinion_issue": Act(STAFF | {"chairman", "member"}, ("opinion",)),
    "expert_council:opinion_withdraw": Act(STAFF, ("opinion",), REASON),
    "expert_council:expert_draw_in": Act(STAFF, ("opinion",)),
    # Who presided approves first; at the Session on the stage it was the Chairman.
    "meetings:minutes_approve": Act(frozenset({"chairman"}), ("held",)),
    "voting:take_part": Act(MEMBERS, ("now",)),
    "voting:cast": Act(MEMBERS, ("now", "open_poll"), {"choice": "for"}),
    "voting:poll_draft": Act(
        STAFF, ("now",), {"what": "procedural", "question_kk": "Ия?", "question_ru": "Да?"}
    ),
    "voting:tellers_propose": Act(STAFF, ("now",), {"duration_seconds": "120"}),
    "voting:poll_open": Act(STAFF, ("now", "open_poll")),
    "voting:poll_close": Act(STAFF, ("now", "open_poll")),
    "voting:poll_void": Act(STAFF, ("now", "open_poll"), REASON),
    "voting:item_begin": Act(STAFF, ("now", "item")),
    "voting:item_end": Act(STAFF, ("now", "item")),
    "council:meeting_new": Act(STAFF, sent={"starts_at": "2030-01-10T10:00", "rows": "0"}),
    "council:meeting_change": Act(STAFF, ("council_draft",), {"starts_at": "2030-01-10T10:00", "rows": "0"}),
    "council:meeting_put": Act(STAFF, ("council_draft",), WORDS),
    # Only the deputy whom the agreement names convenes, and nobody of those who walk is one but the head.
    "council:meeting_convene": Act(frozenset({"head"}), ("council_draft",)),
    "council:excerpt_order": Act(STAFF, ("council_draft", repr("1"))),
    "council:meeting_take_back": Act(STAFF, ("council_draft",)),
    "decisions:decision_address": Act(STAFF, ("decision",)),
    "decisions:decision_publication": Act(
        STAFF, ("decision",), {"medium_kk": "Газет", "medium_ru": "Газета", "published_on": DAY}
    ),
    "decisions:decision_send": Act(STAFF, ("decision",)),
    "decisions:decision_assign": Act(STAFF, ("decision",), {**WORDS, "point": "1", "due_on": "2027-03-01"}),
    "decisions:instruction_new": Act(STAFF | {"chairman"}, sent={**WORDS, "due_on": "2027-03-01"}),
    "decisions:instruction_publish": Act(frozenset({"chairman"}), ("instructed",)),
    "decisions:assignment_accept": Act(frozenset({"officer"}), ("assignment",)),
    "decisions:assignment_report": Act(
        frozenset({"officer"}), ("assignment",), {"text": "Орындалды", "language": "kk"}
    ),
    "decisions:assignment_take_off": Act(STAFF, ("assignment",)),
    "decisions:report_return": Act(STAFF, ("report",), REASON),
    "decisions:consideration_receive": Act(frozenset({"officer"}), ("consideration",)),
    "decisions:consideration_answer": Act(
        frozenset({"officer"}),
        ("consideration",),
        {"considered_on": DAY, "signatory": "Министр", "resolved_kk": "Шешілді", "resolved_ru": "Решено"},
    ),
    # An appeal must be taken from everybody (АППК, ст. 64).
    "secretariat:appeal_send": Act(ALL, sent={"text": "Мәтін"}),
    "secretariat:appeal_receipt": Act(ALL, sent={"number": "1/2026", "code": "1"}),
    "secretariat:appeal_follow": Act(ALL, sent={"number": "1/2026", "code": "1"}),
    "secretariat:appeal_leave": Act(ALL),
    "secretariat:appeal_register": Act(STAFF, sent={"channel": "paper", **WORDS}),
    "secretariat:appeal_renew_code": Act(STAFF, ("appeal",)),
    "secretariat:appeal_accept": Act(STAFF, ("appeal",), {"is_national": "on", "is_interethnic": "on"}),
    "secretariat:appeal_redirect": Act(STAFF, ("appeal",), REASON),
    "secretariat:appeal_executor": Act(STAFF, ("accepted_appeal",)),
    "secretariat:appeal_extend": Act(
        frozenset({"head"}), ("accepted_appeal",), {"due_on": "2027-01-15", **REASON}
    ),
    "secretariat:appeal_draft": Act(STAFF, ("accepted_appeal",), {"text": "Жауап", "language": "kk"}),
    "secretariat:appeal_sign": Act(
        frozenset({"head"}), ("accepted_appeal",), {"drafted_at": "2026-11-23T12:00:00+0500"}
    ),
    "secretariat:appeal_note": Act(STAFF, ("accepted_appeal",), {"text": "Жазба"}),
    "secretariat:appeal_told": Act(STAFF, ("untold_appeal", "untold"), {"way": "post", "told_on": DAY}),
    # A report is written by the secretary of its own assembly (п. 19), decided by the Secretariat (п. 18).
    # The member who walks has a granted right to the work of one region.
    "regions:draft": Act(frozenset({"member"}), ("regional_report",), {"revision": "0", "language": "kk"}),
    "regions:attach": Act(frozenset({"member"}), ("regional_report",)),
    "regions:file_take_off": Act(frozenset({"member"}), ("regional_report", "regional_file")),
    "regions:report_send": Act(frozenset({"member"}), ("regional_report",)),
    "regions:colleague_new": Act(STAFF, (repr("79"),)),
    "regions:colleague_end": Act(STAFF, ("regional_grant",)),
    "regions:sitting_new": Act(frozenset({"member"}), (repr("79"),), WORDS),
    "regions:council_seat_new": Act(frozenset({"member"}), (repr("79"),), {"from_on": DAY, "basis": "№ 1"}),
    "regions:council_seat_end": Act(frozenset({"member"}), ("regional_council_seat",), {"until": DAY}),
    "regions:report_return": Act(STAFF, ("sent_report",), REASON),
    "regions:report_accept": Act(STAFF, ("sent_report",)),
    "sessions:new": Act(STAFF),
    "sessions:change": Act(STAFF, ("draft",)),
    "sessions:put": Act(STAFF, ("draft",), {"answer_by": "2027-01-15"}),
}
# allauth's own acts about the one who does them: held by the tests of signing in.
OWN_SIGN_IN = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_from_key",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_generate_recovery_codes",
}
