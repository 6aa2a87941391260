"""Every address of the portal: who is shown the page, what the others are told.

The expectations are those of the Regulation and of ``manage.py list_permissions``, not of the code: the
Secretariat prepares and controls (п. 17), the Chairman reads everything and signs (п. 5), members read the
sittings of their organs, an officer what was sent to his own state body (п. 11), the public decisions.
"""

from dataclasses import dataclass, field

from tests.house.stage import ROLES, TOKEN

ALL = frozenset(ROLES)
STRANGER = frozenset({"stranger"})
SIGNED_IN = ALL - STRANGER
STAFF = frozenset({"secretary", "head"})
DESK = STAFF | {"chairman"}
MEMBERS = frozenset({"member", "council"})
READERS = DESK | MEMBERS
CONCERNED = DESK | {"officer"}
OFFICERS = frozenset({"officer", "other_officer"})


@dataclass(frozen=True)
class Page:
    """One address that is read.

    Attributes:
        of: names of the stage's attributes that the address takes, or plain values.
        shown: roles that get ``status``.
        otherwise: what other signed-in roles get: 403 where the page is known to exist for the staff, 404
            where the very thing is none of theirs. A stranger is led to sign in, but for ``told``.
        told: roles with an answer of their own.
    """

    shown: frozenset = SIGNED_IN
    of: tuple = ()
    otherwise: int = 403
    status: int = 200
    told: dict = field(default_factory=dict)

    def expected(self, role):
        """Return the status that a role must get."""
        if role in self.told:
            return self.told[role]
        if role in self.shown:
            return self.status
        return 302 if role == "stranger" else self.otherwise


def public(*of, status=200, **told):
    """Return a page that everybody reads."""
    return Page(ALL, of, status=status, told=told)


def staff(*of, otherwise=403):
    """Return a page of the Secretariat."""
    return Page(STAFF, of, otherwise)


def seen(roles, *of, **told):
    """Return a page about something that does not exist for others."""
    return Page(roles, of, 404, told=told)


def each(roles, status):
    """Return the same answer for several roles."""
    return dict.fromkeys(roles, status)


PAGES = {
    # The public face: decisions are public from the moment they are adopted (п. 11).
    "root": public(status=302),
    "permanent_address": public("code", status=302),
    "portal:home": public(),
    "portal:decisions": public(),
    "portal:decision": public("decision"),
    "portal:decision_corrections": public("corrected"),
    "portal:addresses": public(),
    "portal:address": public("decision"),
    "portal:law": public(),
    "portal:open_data": public(),
    "portal:verify": public(),
    "portal:search": public(),
    "portal:session": public("session_number"),
    "regions:region_list": public(),
    "regions:region_page": public(repr("71")),
    "regions:published_report": public(repr("10"), "regional_quarter"),
    "health_live": public(),
    "health_ready": public(),
    "metrics": public(status=404),  # nobody reads numbers unless a network is listed
    "api:docs": public(),
    "api:schema": public(),
    "api:session_list": public(),
    "api:session": public("session_number"),
    "api:sitting_list": public(),
    "api:sitting": public("held"),
    "api:agenda": public("held"),
    "api:poll_list": public(),
    "api:poll": public("poll"),  # figures of a closed poll
    "api:decision_list": public(),
    "api:decision": public("code"),
    "api:address_list": public(),
    "api:address": public("code"),
    "api:composition": public(repr("assembly")),
    "api:members": public(repr("council")),
    "api:region_list": public(),
    "api:region": public(repr("71")),
    "api:region_reports": public(repr("10")),
    "api:opinion_list": public(),
    "api:opinion": public("opinion_code"),
    "api:table": public(repr("decisions")),
    "api:nothing": public(status=404),
    # The sheet of pieces stands only under DEMO or DEBUG.
    "common:pieces": public(status=404),
    # The door. Who is in already is led to his desk; a stranger has nothing to leave.
    "account_login": Page(STRANGER, otherwise=302),
    "account_logout": Page(),
    "account_change_password": Page(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(repr("1"), repr("not-a-key")),
    "account_reset_password_from_key_done": public(),
    "people:invitation_accept": public(repr(TOKEN)),
    # The second factor: who signs in is asked for it between the two steps; who is in confirms who he is first.
    "mfa_authenticate": Page(frozenset(), otherwise=302),
    "mfa_login_webauthn": Page(frozenset(), otherwise=302),
    "account_reauthenticate": Page(),
    "mfa_reauthenticate": Page(),
    "mfa_reauthenticate_webauthn": Page(frozenset(), otherwise=302),
    "mfa_index": Page(),
    # Everybody who walks has an application already.
    "mfa_activate_totp": Page(frozenset(), otherwise=302),
    "mfa_deactivate_totp": Page(),
    "mfa_add_webauthn": Page(),
    "mfa_edit_webauthn": Page(frozenset(), (repr("1"),), 404),
    "mfa_remove_webauthn": Page(frozenset(), (repr("1"),), 404),
    "mfa_view_recovery_codes": Page(frozenset(), otherwise=404),
    "mfa_generate_recovery_codes": Page(),
    # One's own.
    "portal:desk": Page(),
    "people:me": Page(),
    "bodies:portrait": Page(),
    "people:address_change": Page(),
    "people:address_confirm": public(repr(TOKEN)),
    "people:sign_ins": Page(),
    "people:notice_list": Page(),
    # Registers and the work of the Secretariat (п. 17); settings are the Head's.
    "people:person_list": staff(),
    "people:persons_invite": staff(),
    "people:person_card": staff("person"),
    "people:factor_reset": staff("person"),
    "people:letter_list": staff(),
    "people:code_entry": public(),
    "people:paired_list": staff(),
    "people:paired_show": staff("paired"),
    "people:person_close": staff("person"),
    "people:person_reopen": staff("person"),
    "outbox:message_list": staff(),
    "outbox:message_show": staff("message"),
    "audit:events": staff(),
    "people:access_list": Page(frozenset({"head"})),
    "documents:document": staff("document", otherwise=404),
    "documents:version_new": staff("document"),
    "documents:translation_list": staff(),
    "documents:translate": staff("untranslated"),
    "documents:compare": staff("document", otherwise=404),
    "documents:act_list": staff(),
    "documents:act_export": staff(),
    "documents:act_new": staff(),
    "documents:signature_list": staff(),
    "documents:signature": staff("signature"),
    "documents:signature_export": staff(),
    "documents:signed_pdf": staff(),
    "documents:act": staff("decision_act"),
    "documents:act_correct": Page(frozenset({"head"}), ("decision_act",)),
    "documents:act_end": Page(frozenset({"head"}), ("decision_act",)),
    "documents:series_list": staff(),
    "documents:series_change": Page(frozenset({"head"}), (repr("meetings.minutes"),)),
    "documents:setting_list": staff(),
    "documents:setting_change": Page(frozenset({"head"}), (repr("documents.file_limit_mb"),)),
    "bodies:body_list": staff(),
    "bodies:body_export": staff(),
    "bodies:body_page": staff("body"),
    "bodies:composition_export": staff("body"),
    "bodies:member_list": staff(),
    "bodies:member_export": staff(),
    "bodies:member_card": staff("member"),
    "bodies:member_iin": staff("member"),
    "bodies:iin_change": staff("member"),
    "bodies:seat_new": staff(),
    "bodies:seat_end": staff("seat"),
    "bodies:seat_role": staff("seat"),
    "bodies:person_new": staff(),
    "bodies:duplicate_list": staff(),
    "bodies:person_merge": staff("kept_card", "other_card"),
    "bodies:persons_apart": staff("kept_card", "other_card"),
    "bodies:association_list": staff(),
    "bodies:association_export": staff(),
    "bodies:association_new": staff(),
    "bodies:association_card": staff("association"),
    "bodies:accreditation_new": staff("association"),
    "bodies:accreditation_grant": staff("accreditation"),
    "bodies:accreditation_refuse": staff("accreditation"),
    "bodies:own_officers": Page(OFFICERS),
    "bodies:own_officer_new": Page(frozenset({"officer"}), ("state_body",), told={"other_officer": 404}),
    "bodies:own_officer_end": Page(frozenset({"officer"}), ("own_officer",), told={"other_officer": 404}),
    "bodies:state_body_list": staff(),
    "bodies:state_body_export": staff(),
    "bodies:state_body_new": staff(),
    "bodies:state_body_change": staff("state_body"),
    "bodies:state_body_end": staff("state_body"),
    "bodies:state_body_card": staff("state_body"),
    "bodies:officer_new": staff("state_body"),
    "bodies:officer_end": staff("officer"),
    "bodies:office_list": staff(),
    "bodies:office_export": staff(),
    "bodies:office_page": staff("office"),
    "bodies:office_history_export": staff("office"),
    "bodies:office_appoint": staff("office"),
    "bodies:office_vacate": staff("office"),
    "bodies:region_list": staff(),
    "bodies:region_export": staff(),
    **{f"bodies:import_{name}": staff() for name in ("list", "export", "new")},
    "bodies:import_template": staff(repr("members")),
    **{f"bodies:import_{name}": staff("table_import") for name in ("show", "columns", "marked")},
    "bodies:import_row": staff("table_import", "table_row"),
    # The calendar explains terms, and an officer has terms to keep: everybody signed in reads it.
    "deadlines:this_year": Page(status=302),  # leads to the year
    "deadlines:year": Page(of=("year",)),
    "deadlines:year_export": Page(of=("year",)),
    "deadlines:day_change": staff(),
    # The Chairman's desk: his and of those who put matters on it (п. 5, 17(1)).
    "chairman:matters": seen(DESK),
    "chairman:matter": seen(DESK, "matter"),
    "chairman:acts": seen(DESK),
    # Deputies see their own rotation too; nobody of those who walk is one of the two from associations.
    "chairman:deputies": seen(DESK),
    "chairman:deputy_new": staff(),
    # Directions of work: prepared by the Secretariat, set by the Chairman, read by everybody (п. 5).
    "portal:directions": public(),
    "portal:directions_edition": public("edition"),
    "chairman:directions_list": seen(DESK),
    "chairman:directions_new": staff(),
    "chairman:directions_edition": seen(DESK, "edition_in_preparation"),
    "chairman:directions_put": Page(STAFF, ("edition_in_preparation",)),
    # Sittings: read by those who sit, by the Chairman and the Secretariat.
    "meetings:list": Page(),
    "meetings:meeting": seen(READERS, "now"),
    "meetings:invitation": seen(frozenset({"member"}), "invitation"),
    "meetings:registration": staff("now", otherwise=404),
    "meetings:agenda": staff("now", otherwise=404),
    "meetings:item_change": staff("now", "item", otherwise=404),
    "meetings:item_draft": staff("now", "item", otherwise=404),
    "meetings:minutes": seen(READERS, "held"),
    # Voting. The console is known to whoever reads the sitting, but run by the Secretariat alone.
    "voting:now": Page(told=each(READERS, 302)),
    "voting:poll": seen(READERS, "poll"),
    "voting:text": seen(READERS, "poll"),
    "voting:hall": seen(READERS, "now"),
    "voting:tellers": seen(READERS, "now"),
    "voting:ballot": seen(READERS, "now"),
    "voting:console": Page(STAFF, ("now",), 404, told=each(MEMBERS | {"chairman"}, 403)),
    # A page that asks whether something changed must not be led to the door: it says "connection lost".
    "voting:live": seen(READERS, "now"),
    # Control of execution (п. 11, п. 4(5)): an officer sees what was sent to his own body.
    "decisions:decisions": Page(DESK),
    "decisions:decision": Page(DESK, ("decision",)),
    "decisions:decision_assign": staff("decision"),
    "decisions:assignments": seen(DESK | OFFICERS),
    "decisions:assignment": seen(CONCERNED, "assignment"),
    "decisions:considerations": seen(DESK | OFFICERS),
    "decisions:consideration": seen(CONCERNED, "consideration"),
    # Instructions: the Chairman's; his and the Secretariat's to draft; public only when he says so (п. 5).
    "decisions:instruction_list": Page(DESK),
    "decisions:instruction_new": Page(DESK),
    "decisions:published_instructions": public(),
    "decisions:cabinet": seen(OFFICERS),
    "documents:download": seen(CONCERNED, "file"),
    # The minutes are read by those who read the sitting; a stranger is told that there is no such paper.
    "documents:rendition": seen(READERS, "minutes_paper", stranger=404),
    # What is due over all rooms (п. 28).
    "secretariat:due_list": staff(),
    "secretariat:due_export": staff(),
    # Citizens' appeals (п. 17, подп. 3): sent and followed by everybody; an officer reads what came to his body.
    "secretariat:appeal_send": public(),
    "secretariat:appeal_follow": public(),
    "secretariat:appeal_state": public(status=302),  # nobody has entered a code
    "secretariat:appeal_answer": public(status=404),
    "secretariat:appeal_list": seen(STAFF | OFFICERS),
    "secretariat:appeal_export": seen(STAFF | OFFICERS),
    "secretariat:appeal_card": seen(STAFF | {"officer"}, "redirected_appeal"),
    "secretariat:appeal_number": staff("appeal"),
    "secretariat:appeal_figures": staff(),
    "secretariat:appeal_figures_export": staff(),
    "secretariat:appeal_register": staff(),
    "secretariat:appeal_accept": staff("appeal"),
    "secretariat:appeal_redirect": staff("appeal"),
    "secretariat:appeal_executor": staff("accepted_appeal"),
    "secretariat:appeal_extend": Page(frozenset({"head"}), ("accepted_appeal",)),
    "secretariat:appeal_draft": staff("accepted_appeal"),
    # Sessions: a draft is the Secretariat's and the Chairman's until the act of convening (п. 5).
    "sessions:list": seen(READERS),
    "sessions:detail": seen(DESK, "draft"),
    "sessions:new": staff(),
    "sessions:change": staff("draft"),
    "sessions:put": staff("draft"),
    # Regions report to the Assembly (п. 18): read by the Chairman and the Secretariat, each by its own people, whom tests/regions hold.
    "regions:work": Page(DESK),
    "regions:figures": Page(DESK),
    "regions:own": seen(frozenset(), **each(DESK | {"member"}, 302)),
    "regions:region_inside": seen(DESK | {"member"}, repr("79")),
    "regions:colleague_new": staff(repr("79")),
    # A region convenes its assembly and keeps its council itself (ст. 14, п. 19): who controls it reads and does not act.
    "regions:sitting_new": seen(frozenset({"member"}), repr("79"), **each(DESK, 403)),
    "regions:council_seat_new": seen(frozenset({"member"}), repr("79"), **each(DESK, 403)),
    "regions:council_seat_end": seen(frozenset({"member"}), "regional_council_seat", **each(DESK, 403)),
    "regions:report": seen(DESK | {"member"}, "regional_report"),
    "regions:draft": seen(frozenset({"member"}), "regional_report"),
    "council:home": seen(DESK | {"council"}),
    # A plan is read by those who prepare and convene (п. 12), a convened sitting by the Council.
    "council:meeting": seen(DESK, "council_draft"),
    "council:meeting_new": staff(),
    "council:meeting_change": staff("council_draft"),
    "council:meeting_put": staff("council_draft"),
    # The Scientific-Expert Council (п. 21–24); the member who walks is an expert drawn in from outside.
    "expert_council:public": public(),
    "expert_council:public_opinion": public("published_opinion"),
    "expert_council:home": seen(DESK),
    "expert_council:composition": staff(),
    "expert_council:consent_ask": staff(),
    "expert_council:consent": seen(frozenset({"member"}), "consent"),
    "expert_council:consent_paper": staff("consent"),
    "expert_council:statute_new": staff(),
    "expert_council:statute_approve": Page(frozenset({"head"}), ("statute",)),
    "expert_council:election_choice": staff(),
    "expert_council:election_new": staff("election_item"),
    "expert_council:election": seen(DESK, "election"),
    "expert_council:opinions": seen(DESK | {"member"}),
    "expert_council:opinion_choice": staff(),
    "expert_council:opinion_new": staff("version"),
    "expert_council:opinion": seen(DESK | {"member"}, "opinion"),
    "expert_council:opinion_write": seen(frozenset({"member"}), "opinion"),
    "expert_council:opinion_dissent": seen(frozenset({"member"}), "opinion"),
    "expert_council:opinion_withdraw": staff("opinion"),
    "expert_council:expert_draw_in": staff("opinion"),
    "meetings:meeting_new": staff("expert_council"),
    # Commissions and working groups (п. 20, 25).
    "formations:public_list": public(),
    "formations:formations": Page(DESK),
    "formations:formation_new": staff(),
    "formations:formation": seen(DESK, "formation"),
    "formations:member_name": staff("planned_formation"),
    "formations:report_write": seen(STAFF, "formation", chairman=403),
    # Programme documents and the Concept (п. 31, 32): prepared by the Secretariat, read by the Chairman.
    "programmes:public_list": public(),
    "programmes:public_programme": public("approved_programme"),
    "programmes:programmes": Page(DESK),
    "programmes:programme_new": staff(),
    "programmes:programme": Page(DESK, ("programme",)),
    "programmes:programme_put": staff("programme"),
}


def values(stage, of):
    """Return what an address takes: attributes of the stage, or plain values written by ``repr``."""
    return [name[1:-1] if name.startswith("'") else getattr(stage, name) for name in of]
