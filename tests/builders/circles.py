"""Who is answered at which address: the cast, the circles that they form, and every address in the class of its circle.

The reasons stand with the classes; a line of the table says what an answer is: the status of GET, of POST, and, for
those who see a thing and may not act on it, of their refusal. `-` is a method that is not taken; `on` leads on, to a
page that asks again who comes.
"""

from dataclasses import dataclass

__all__ = [
    "CAST",
    "CLASSES",
    "DOORS",
    "LEADS_ON",
    "MACHINES",
    "NOT_TAKEN",
    "PROVIDERS",
    "READERS",
    "SIGN_IN",
    "Class",
    "Line",
    "lines",
]

CAST = {
    "owner": "border-officer",
    "colleague": "colleague",
    "compatriot": "compatriot",
    "liaison": "liaison-b",
    "released": "liaison-a",
    "excluded": "example-police-kz",
    "stranger": "stranger-c",
    "press": "press-one",
    "administrator": "centre-admin",
    "state administrator": "admin-uz",
    "auditor": "auditor",
    "data protection": "protector",
    "anonymous": "anonymous",
}
"""Who asks, by sign-in name. Things are the border guard's of Uzbekistan, released to Kazakhstan but not to its police.

owner, colleague: of that agency; compatriot: of another agency of the state; liaison: the state's liaison officer, who
provides for all its agencies; released: of Kazakhstan's customs; excluded: of its police.
"""

PROVIDERS = frozenset({"owner", "colleague", "liaison"})
READERS = PROVIDERS | {"released"}
OFFICERS = READERS | {"compatriot", "excluded", "stranger", "press"}
ADMINISTRATORS = frozenset({"administrator", "state administrator"})
OVERSEERS = ADMINISTRATORS | {"auditor", "data protection"}
SIGNED_IN = OFFICERS | OVERSEERS

NOT_TAKEN, LEADS_ON, SIGN_IN = 405, 302, 302
DOORS = ("/start/", "/accounts/login/")


@dataclass(frozen=True)
class Class:
    """Addresses of one circle: those who are answered; those who are refused because they may see but not act.

    Everybody else who is signed in is told that nothing is there. `anonymous` is what an unsigned request gets: by
    default it is led to the doors (None); 0 means the same answer as everybody.
    """

    circle: frozenset[str]
    addresses: str
    refused: frozenset[str] = frozenset()
    anonymous: int | None = None
    token_first: bool = False
    """Whether who asks is looked at before what is asked."""
    reads: bool = False
    """Whether those who are refused the act are shown the page."""


@dataclass(frozen=True)
class Line:
    """What one address answers."""

    of: Class
    get: str
    post: str
    refusal: int

    def status(self, who, method):
        """The status that one of the cast gets."""
        said = self.get if method == "get" else self.post
        if who == "anonymous" and (self.of.token_first or self.of.anonymous is None):
            return self.of.anonymous or SIGN_IN
        if said == "-":
            return NOT_TAKEN
        if said == "on":
            return LEADS_ON
        if who == "anonymous":
            return self.of.anonymous or int(said)
        if who in self.of.refused:
            return int(said) if self.of.reads and method == "get" else self.refusal
        return int(said) if who in self.of.circle else 404

    def told_nothing(self, who, method):
        """Whether to this one a thing that is there must be as one that is not."""
        taken = (self.get if method == "get" else self.post) != "-"
        return taken and who not in self.of.circle | self.of.refused and self.of.anonymous is None


CLASSES = {
    # The machine door: a cookie opens nothing there, whoever brings it; by token it is walked by itself. What describes
    # it is public.
    "machines": Class(
        SIGNED_IN,
        """api-records 401 401; api-record 401 401; api-photograph 401 401; api-export 401 401; api-recalls 401 401
        api-recall-receipt 401 401; api-look-up 401 401; api-nothing 401 401; api-description 200 405
        api-token 401 401; api-directory 401 401; api-vocabulary 401 401; api-hand-ins 401 401; api-hand-in 401 401
        api-hand-in-refused 401 401; api-hand-in-accept 401 401; api-hand-in-discard 401 401
        api-hand-in-withdraw 401 401; api-text 401 401; api-messages 401 401; api-message 401 401
        api-message-answer 401 401; api-message-send 401 401; api-message-release 401 401
        api-message-return 401 401; api-message-recall 401 401; api-message-discard 401 401
        api-message-acknowledge 401 401; api-message-extend 401 401; api-message-translate 401 401; api-message-translations 401 401
        api-attachments 401 401; api-attachment 401 401; api-attachment-remove 401 401
        api-hooks 401 401; api-hook-end 401 401; api-hook-calls 401 401; api-search 401 401
        api-alerts 401 401; api-alert 401 401; api-alert-acknowledge 401 401; api-alert-escalate 401 401
        api-alert-note 401 401; api-commitments 401 401; api-commitment 401 401""",
        anonymous=0,
    ),
    # Without a sign-in: the doors, and scripts and borders that hold no data. The example's own doors are shut here,
    # and no invitation has this secret.
    "public": Class(
        SIGNED_IN,
        """start 200 200; boundaries 200 200; land 200 200; standing 200 -; offline 200 -; service-worker 200 -
        account_inactive 200 -; leave - 302; account_logout - 302; set_language 302 302; mfa_authenticate 302 302
        enter - 404; replay - 404; invitation 404 404""",
        anonymous=0,
    ),
    # Signing in: for who is not; others are led home.
    "signing in": Class(SIGNED_IN, "account_login 302 302; account_signup 302 302", anonymous=200),
    # Everybody signed in: lists of what one sees oneself, which for an overseer is nothing, and one's own account.
    # 403: nobody here has a factor to confirm with; 404: nor one to change or take away.
    "signed in": Class(
        SIGNED_IN,
        """home-picture 200 200; home-feed 200 -; home-desk 200 -; records 200 -; records-download 200 -; search 200 -; look-up 200 422; same-event 200 -
        returns 200 -; templates-out 200 -; template-out 200 -; template-out-download 200 -; plan 200 -
        plan-calendar 200 -; recommendations 200 -; instruments 200 -; who-is-who 200 -; recalled 200 -
        permissions 200 -; reviews 200 -; exchange 200 -; exchange-templates 200 -; exchange-statistics 200 -; commitments 200 -
        watches 200 -; alerts 200 -
        alerts-digest 200 -; alerts-digest-download 200 -; seizure-lists 200 -; texts-passed 200 -
        texts-review - 302; text-paste - 302; reading-quality 200 -; reading-examples 200 -
        account 200 -; sign-out-everywhere - 302; token-new - 302; account_change_password 200 200
        account_reauthenticate 403 403; mfa_reauthenticate 403 403; mfa_reauthenticate_webauthn 403 403
        mfa_index 200 -; mfa_activate_totp 200 200; mfa_deactivate_totp 404 404; mfa_list_webauthn 200 -
        mfa_add_webauthn 200 200; mfa_edit_webauthn 404 404; mfa_remove_webauthn 404 404
        mfa_generate_recovery_codes 200 200; mfa_view_recovery_codes 404 -; mfa_download_recovery_codes 404 404""",
    ),
    # Home shows records; overseers, who see none, are led to the first page of their own.
    "home": Class(OFFICERS, "home 200 200 302", refused=OVERSEERS),
    # What data subjects ask names persons: for the data-protection officer, and for authorities what was sent to them.
    "data subjects": Class(OFFICERS | {"data protection"}, "subjects 200 -"),
    # Who serves an agency enters what that agency provides; who runs or oversees the system does not.
    "entering": Class(
        OFFICERS,
        """seizure-form 200 422; seizure-places 200 -; seizure-sheet 200 -; hand-in 200 -; hand-in-upload - 422
        texts 200 -; rules 200 -; rules-save - 302; release-rules 200 -; release-rule-new 200 -
        release-rule-make - 302; quality 200 -; quality-show - 422; quality-hide - 302; return-new 200 422
        return-nil 200 422; return-sheet 200 422; return-sheet-file - 302; event-new 200 422
        recommendation-new 200 422; instrument-new 200 422; exchange-new 200 422; exchange-eyes - 302
        duty 200 -; duty-log 200 422; duty-roster 200 422; duty-hand-over 200 422
        watch-new 200 422; commitment-new 200 422; alerts-mail - 302""",
    ),
    # The same from a device's queue, which must tell "sign in again" from an answer.
    "entering from a device": Class(OFFICERS, "seizure-send - 409", anonymous=401),
    # Of what is seen: its provider and whom it is released to.
    "seen": Class(
        READERS,
        """record 200 -; photograph 200 -; photograph-file 200 -; same-event-pair 200 -; return 200 -; event 200 -
        event-calendar 200 -; recommendation 200 -; instrument 200 -; permission-ask - 302; exchange-message 200 -; exchange-attachment 200 -
        duty-card 200 -""",
    ),
    # Of what is provided, where nothing shows to others that there is such a thing. The text here has no pictures.
    "provided": Class(
        PROVIDERS,
        """record-readers 200 -; record-correction 200 -; record-parts 200 -; record-seen-by 200 -
        record-seen-as 200 -; record-three-eyes 200 -; record-sanitise 200 422; record-conditions 200 422
        permission-answer - 302; return-correct 200 422; event-change 200 422
        recommendation-change 200 422; instrument-change 200 422; post-act - 302; text 200 -; text-page 404 -
        exchange-draft 200 422; exchange-template-end - 302; commitment 200 -
        watch 200 422; watch-act - 302; alert 200 -; alert-places 200 -; alert-act - 302; text-act - 302; text-findings 200 -; text-findings-accept - 422; text-findings-back - 302; hand-in-one 200 -
        hand-in-progress 200 -; hand-in-audience - 200; hand-in-repair 200 -; hand-in-columns - 302
        hand-in-accept - 422; hand-in-basis - 302; hand-in-discard - 302; hand-in-withdraw - 302; hand-in-restore - 302; rules-table - 302
        release-rule-approve - 302; release-rule-off - 302""",
    ),
    # Acts of the provider beside a page that others see, too: those are told that it is the provider's.
    "acts of the provider": Class(
        PROVIDERS,
        """record-correct on 422 422; record-quantity on 422 302; record-release - 302 302; record-recall - 302 302
        record-basis - 302 302; record-mark - 302 302; record-withdraw - 302 302; record-erase - 302 302
        record-erase-confirm 302 302 302; record-erase-drop - 302 302; record-restore - 302 302
        photograph-add - 302 302; photograph-blur - 302 302; photograph-taken-back - 302 302
        photograph-back - 302 302; same-event-decide - 302 302; return-withdraw - 302 422; return-restore - 422 422
        event-act - 302 302; review-extend - 302 302; recommendation-act - 302 302; instrument-act - 302 302
        exchange-message-act 302 302 302""",
        refused=frozenset({"released"}),
    ),
    # A hand-over is read where it was written, and signed by another officer of that very authority.
    "signed by the next officer": Class(
        frozenset({"colleague"}), "duty-handed 200 302 422", refused=frozenset({"owner", "liaison"}), reads=True
    ),
    # Who is on duty is known to members and the centre; the roster is kept by liaison and duty officers of the authority.
    "roster": Class(frozenset({"liaison"}), "duty-off - 302 302", refused=OFFICERS - {"liaison"}),
    # What an authority promised is kept and ended by its liaison and duty officers.
    "promising": Class(frozenset({"liaison"}), "commitment-act - 302 302", refused=frozenset({"owner", "colleague"})),
    # Of what was taken back: whom it was taken from.
    "recalled": Class(frozenset({"released"}), "recall-receipt - 302; recall-settled - 302"),
    "press": Class(
        frozenset({"press"}),
        """newsroom 200 200; newsroom-new 200 422; newsroom-item 200 200; newsroom-edit 200 422; newsroom-act - 302""",
    ),
    # What others did: for the auditor and the data-protection officer; words are erased by the second alone.
    "trail": Class(OVERSEERS - ADMINISTRATORS, "audit 200 -; audit-download 200 -; audit-entry 200 -"),
    "data protection": Class(frozenset({"data protection"}), "subject-act - 302; audit-erase - 302"),
    # The directory: its people for administrators, each for its own; the officer here is of Uzbekistan.
    "people": Class(ADMINISTRATORS, "people 200 -; person-new 200 422; hooks 200 422"),
    "signed calls": Class(frozenset({"state administrator"}), "hook-calls 200 -; hook-end - 302"),
    "directory": Class(
        frozenset({"administrator"}),
        """agencies 200 422; states 200 422; groups 200 422; state-status - 302; group-members - 302
        directory-end - 302; directory-stay - 302""",
    ),
    "officers of a state": Class(
        frozenset({"state administrator"}),
        """person 200 -; person-describe - 302; person-move - 302; person-leave - 302; person-back - 302
        person-invite - 200; person-office - 302; person-confirm - 404; office-close - 302""",
    ),
    # One's own; a key can be taken away by whoever rules its holder, too.
    "one's own": Class(frozenset({"owner"}), "session-end - 302"),
    "keys": Class(frozenset({"owner", "state administrator"}), "token-revoke - 302"),
}


MACHINES = {
    # By token, each in the class of the page that tells or does the same. Without one nobody is answered anything.
    "description": Class(SIGNED_IN, "api-description 200 405", anonymous=0),
    "lists": Class(
        SIGNED_IN,
        """api-records 200 -; api-export 200 -; api-recalls 200 -; api-look-up - 422; api-token 200 -
        api-directory 200 -; api-vocabulary 200 -; api-messages 200 422; api-message-answer - 422
        api-message-extend - 422; api-message-translate - 422; api-message-translations - 422; api-attachments - 422; api-hooks 200 422
        api-search 422 -; api-alerts 200 -; api-commitments 200 -""",
        anonymous=401,
        token_first=True,
    ),
    "entering": Class(OFFICERS, "api-hand-ins 200 422", anonymous=401, token_first=True),
    "seen": Class(
        READERS,
        "api-record 200 -; api-photograph 200 -; api-message 200 -; api-attachment 200 -",
        anonymous=401,
        token_first=True,
    ),
    "provided": Class(
        PROVIDERS,
        """api-hand-in 200 -; api-hand-in-refused 200 -; api-hand-in-accept - 200; api-hand-in-discard - 200
        api-hand-in-withdraw - 403; api-text 200 -; api-alert 200 -; api-alert-acknowledge - 204
        api-alert-escalate - 422; api-alert-note - 204; api-commitment 200 -""",
        anonymous=401,
        token_first=True,
    ),
    "acts of the sender": Class(
        PROVIDERS,
        """api-message-recall - 200 403; api-message-send - 422 403; api-message-release - 422 403
        api-message-return - 422 403; api-message-discard - 422 403; api-attachment-remove - 422 403""",
        refused=frozenset({"released"}),
        anonymous=401,
        token_first=True,
    ),
    "received": Class(
        frozenset({"released"}),
        "api-recall-receipt - 204; api-message-acknowledge - 204",
        anonymous=401,
        token_first=True,
    ),
    "hooks": Class(PROVIDERS | {"state administrator"}, "api-hook-calls 200 -", anonymous=401, token_first=True),
    "ending hooks": Class(frozenset({"state administrator"}), "api-hook-end - 204", anonymous=401, token_first=True),
    "nothing": Class(frozenset(), "api-nothing 404 404", anonymous=401, token_first=True),
}


def lines(classes=None):
    """Every line of the table, by the name of its address."""
    found = {}
    for of in (classes or CLASSES).values():
        for line in of.addresses.replace("\n", ";").split(";"):
            if not line.strip():
                continue
            name, get, post, *refusal = line.split()
            assert name not in found, f"{name} stands in two classes"
            found[name] = Line(of, get, post, int(refusal[0]) if refusal else 404)
    return found
