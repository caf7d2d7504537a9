"""What each local measure counts, in SQL over the extracts as the council heads them.

Written from requirements and the national definitions, apart from `data/measures` and from the generator.
`:s` and `:e` are the first and last day of the period; stocks are counted on `:e`.
"""

WAITING = (
    "date_requested <= :e AND (date_completed IS NULL OR date_completed > :e)"
    " AND (date_closed IS NULL OR date_closed > :e)"
)
DONE = "date_completed BETWEEN :s AND :e"
CARER = "type_of_assessment = 'Carers Assessment' AND "
WAITED = "days(date_requested, :e)"
TOOK = "days(date_requested, date_completed)"

SIGNED = "date_signed_off BETWEEN :s AND :e"
RECEIVED = "date_received BETWEEN :s AND :e"
UNSIGNED = "date_received <= :e AND (date_signed_off IS NULL OR date_signed_off > :e)"
DOLS_TOOK = "days(date_received, date_signed_off)"
DOLS_YEAR = "date_signed_off > months(:e, -12) AND date_signed_off <= :e"

SUPPORTED = "lts_start_date <= :e AND (lts_end_date IS NULL OR lts_end_date > :e)"
LATE = "review_due_date < :e AND (review_end_date IS NULL OR review_end_date > :e)"
REVIEWED = "review_end_date BETWEEN :s AND :e"

CONCERNS = "date_of_concern BETWEEN :s AND :e"
UNTRIAGED = "date_of_concern <= :e AND (triage_date IS NULL OR triage_date > :e)"
OPENED = "date_opened BETWEEN :s AND :e"
OPEN = "date_opened <= :e AND (date_concluded IS NULL OR date_concluded > :e)"
CONCLUDED = "type_of_enquiry = 'S42' AND date_concluded BETWEEN :s AND :e"
ASKED = "making_safeguarding_personal"
EXPRESSED = f"{ASKED} = 'Yes they were asked and outcomes were expressed'"

RUNNING = "event_start_date <= :e AND (event_end_date IS NULL OR event_end_date > :e)"
LONG_TERM = "service_type LIKE 'Long term support:%'"
CARE_HOME = "service_type IN ('Long term support: Nursing care', 'Long term support: Residential care')"
COMMUNITY = "service_type = 'Long term support: Community'"

A, R, D = "assessments", "reviews", "dols_applications"
C, E, S = "safeguarding_concerns", "safeguarding_enquiries", "support_services"

# measure: table, calculation, cases, what is asked of them, decimals
MEASURES = {
    "assessments-waiting": (A, "count", WAITING, None, 0),
    "people-waiting-for-assessment": (A, "people", WAITING, None, 0),
    "assessments-waiting-longest-days": (A, "maximum", WAITING, WAITED, 0),
    "assessments-waiting-mean-days": (A, "mean", WAITING, WAITED, 1),
    "assessments-waiting-median-days": (A, "median", WAITING, WAITED, 1),
    "assessments-waiting-90th-percentile-days": (A, "ninetieth", WAITING, WAITED, 1),
    "assessments-waiting-over-28-days": (A, "count", f"{WAITING} AND {WAITED} > 28", None, 0),
    "assessments-waiting-over-28-days-percent": (A, "share", WAITING, f"{WAITED} > 28", 1),
    "assessments-waiting-over-6-months": (
        A, "count", f"{WAITING} AND months(date_requested, 6) < :e", None, 0),
    "assessments-waiting-per-100000": (A, "rate", WAITING, None, 1),
    "assessments-waiting-unallocated": (
        A, "count", f"{WAITING} AND (date_allocated IS NULL OR date_allocated > :e)", None, 0),
    "assessments-waiting-urgent": (A, "count", f"{WAITING} AND priority = 'P1'", None, 0),
    "assessments-waiting-with-support-plan": (
        A, "count", f"{WAITING} AND existing_support_plan = 'Yes'", None, 0),
    "assessments-requested": (A, "count", "date_requested BETWEEN :s AND :e", None, 0),
    "assessments-completed": (A, "count", DONE, None, 0),
    "assessments-completed-mean-days": (A, "mean", DONE, TOOK, 1),
    "assessments-completed-median-days": (A, "median", DONE, TOOK, 1),
    "assessments-completed-in-28-days": (A, "share", DONE, f"{TOOK} <= 28", 1),
    "assessments-closed-without-assessment": (A, "count", "date_closed BETWEEN :s AND :e", None, 0),
    "carers-assessments-waiting": (A, "count", CARER + WAITING, None, 0),
    "carers-assessments-waiting-longest-days": (A, "maximum", CARER + WAITING, WAITED, 0),
    "carers-assessments-waiting-mean-days": (A, "mean", CARER + WAITING, WAITED, 1),
    "carers-assessments-waiting-median-days": (A, "median", CARER + WAITING, WAITED, 1),
    "assessments-completed-per-100000": (A, "rate", DONE, None, 1),
    "carers-assessments-completed": (A, "count", CARER + DONE, None, 0),
    "carers-assessments-completed-median-days": (A, "median", CARER + DONE, TOOK, 1),
    "carers-awaiting-contact-over-5-working-days": (
        A, "count",
        f"{CARER}{WAITING} AND (first_contact_date IS NULL OR first_contact_date > :e)"
        " AND working_days(date_requested, :e) > 5", None, 0),
    "carers-contacted-in-5-working-days": (
        A, "share", CARER + "first_contact_date BETWEEN :s AND :e",
        "working_days(date_requested, first_contact_date) <= 5", 1),

    "dols-received": (D, "count", RECEIVED, None, 0),
    "dols-received-per-100000": (D, "rate", RECEIVED, None, 1),
    "dols-urgent-percent": (D, "share", RECEIVED, "urgent_flag = 'Y'", 1),
    "dols-completed": (D, "count", SIGNED, None, 0),
    "dols-completed-per-100000": (D, "rate", SIGNED, None, 1),
    "dols-completed-in-12-months": (D, "count", DOLS_YEAR, None, 0),
    "dols-completed-longest-days": (D, "maximum", SIGNED, DOLS_TOOK, 0),
    "dols-completed-mean-days": (D, "mean", SIGNED, DOLS_TOOK, 1),
    "dols-completed-median-days": (D, "median", SIGNED, DOLS_TOOK, 1),
    "dols-standard-in-21-days": (D, "share", f"urgent_flag = 'N' AND {SIGNED}", f"{DOLS_TOOK} <= 21", 1),
    "dols-urgent-in-7-days": (D, "share", f"urgent_flag = 'Y' AND {SIGNED}", f"{DOLS_TOOK} <= 7", 1),
    "dols-granted-percent": (
        D, "share",
        f"{SIGNED} AND decision IN ('Authorised', 'Not authorised')", "decision = 'Authorised'", 1),
    "dols-granted-of-completed-percent": (D, "share", SIGNED, "decision = 'Authorised'", 1),
    "dols-fully-assessed-percent": (
        D, "share", f"{SIGNED} AND assessment_status IS NOT NULL", "assessment_status = 'Full'", 1),
    "dols-closed-because-person-died": (D, "count", f"{SIGNED} AND not_granted_reason = 'Deceased'", None, 0),
    "dols-people-with-authorisation-in-force": (
        D, "people",
        ":e BETWEEN planned_start_date AND planned_end_date"
        " AND (actual_end_date IS NULL OR actual_end_date > :e)", None, 0),
    "dols-open": (D, "count", UNSIGNED, None, 0),
    "dols-open-per-100000": (D, "rate", UNSIGNED, None, 1),
    "dols-open-longest-days": (D, "maximum", UNSIGNED, "days(date_received, :e)", 0),
    "dols-open-median-days": (D, "median", UNSIGNED, "days(date_received, :e)", 1),
    "dols-open-over-21-days": (D, "count", f"{UNSIGNED} AND days(date_received, :e) > 21", None, 0),
    "dols-open-red": (D, "count", f"{UNSIGNED} AND rag = 'Red'", None, 0),
    "dols-open-unallocated": (
        D, "count", f"{UNSIGNED} AND (date_allocated IS NULL OR date_allocated > :e)", None, 0),

    "reviews-people-in-long-term-support": (R, "people", SUPPORTED, None, 0),
    "reviews-people-in-long-term-support-per-100000": (R, "people-rate", SUPPORTED, None, 1),
    "reviews-overdue": (R, "people", f"{SUPPORTED} AND {LATE}", None, 0),
    "reviews-overdue-percent": (R, "people-share", SUPPORTED, LATE, 1),
    "reviews-overdue-over-12-months": (
        R, "people", f"{SUPPORTED} AND {LATE} AND months(review_due_date, 12) < :e", None, 0),
    "reviews-overdue-longest-days": (R, "maximum", f"{SUPPORTED} AND {LATE}", "days(review_due_date, :e)", 0),
    "reviews-due-in-next-3-months": (
        R, "count",
        f"{SUPPORTED} AND review_due_date BETWEEN :e AND months(:e, 3)"
        " AND (review_end_date IS NULL OR review_end_date > :e)", None, 0),
    "long-term-support-reviewed-in-12-months": (
        R, "people-share",
        "lts_start_date <= months(:e, -12) AND (lts_end_date IS NULL OR lts_end_date > :e)",
        "review_end_date > months(:e, -12) AND review_end_date <= :e", 1),
    "reviews-completed": (R, "count", REVIEWED, None, 0),
    "reviews-completed-in-house": (
        R, "share", f"{REVIEWED} AND completed_by IS NOT NULL", "completed_by = 'Internal'", 1),
    "reviews-completed-unplanned": (
        R, "share", f"{REVIEWED} AND review_type IS NOT NULL", "review_type = 'Reassessment'", 1),
    "reviews-completed-on-time": (
        R, "share", f"{REVIEWED} AND review_type = 'Annual review'", "review_end_date <= review_due_date", 1),

    "safeguarding-concerns-received": (C, "count", CONCERNS, None, 0),
    "people-with-a-safeguarding-concern": (C, "people", CONCERNS, None, 0),
    "safeguarding-concerns-per-100000": (C, "rate", CONCERNS, None, 1),
    "safeguarding-concerns-repeated": (
        C, "share", CONCERNS, "previous_concern_date >= months(date_of_concern, -12)", 1),
    "safeguarding-concerns-leading-to-section-42": (
        C, "share",
        f"{CONCERNS} AND triage_outcome IS NOT NULL AND triage_date <= :e", "triage_outcome = 'S42'", 1),
    "safeguarding-concerns-triaged": (C, "count", "triage_date BETWEEN :s AND :e", None, 0),
    "safeguarding-triage-in-2-working-days": (
        C, "share", "triage_date BETWEEN :s AND :e", "working_days(date_of_concern, triage_date) <= 2", 1),
    "safeguarding-concerns-open": (C, "count", UNTRIAGED, None, 0),
    "safeguarding-concerns-open-over-2-working-days": (
        C, "count", f"{UNTRIAGED} AND working_days(date_of_concern, :e) > 2", None, 0),

    "safeguarding-enquiries-started": (E, "count", OPENED, None, 0),
    "safeguarding-enquiries-per-100000": (E, "rate", OPENED, None, 1),
    "section-42-enquiries-per-100000": (E, "rate", f"type_of_enquiry = 'S42' AND {OPENED}", None, 1),
    "people-with-a-section-42-enquiry-per-100000": (
        E, "people-rate", f"type_of_enquiry = 'S42' AND {OPENED}", None, 1),
    "section-42-enquiries-started": (E, "count", f"type_of_enquiry = 'S42' AND {OPENED}", None, 0),
    "people-with-a-section-42-enquiry": (E, "people", f"type_of_enquiry = 'S42' AND {OPENED}", None, 0),
    "section-42-share-of-enquiries": (
        E, "share", f"{OPENED} AND type_of_enquiry IS NOT NULL", "type_of_enquiry = 'S42'", 1),
    "safeguarding-allocation-in-10-working-days": (
        E, "share", "date_allocated BETWEEN :s AND :e", "working_days(triage_date, date_allocated) <= 10", 1),
    "safeguarding-enquiries-open": (E, "count", OPEN, None, 0),
    "safeguarding-enquiries-open-over-6-weeks": (
        E, "count", f"{OPEN} AND days(date_opened, :e) > 42", None, 0),
    "safeguarding-enquiries-open-over-12-weeks": (
        E, "count", f"{OPEN} AND days(date_opened, :e) > 84", None, 0),
    "safeguarding-enquiries-open-longest-days": (E, "maximum", OPEN, "days(date_opened, :e)", 0),
    "safeguarding-enquiries-unallocated": (
        E, "count", f"{OPEN} AND (date_allocated IS NULL OR date_allocated > :e)", None, 0),
    "section-42-enquiries-completed": (E, "count", CONCLUDED, None, 0),
    "section-42-completed-median-days": (E, "median", CONCLUDED, "days(date_opened, date_concluded)", 1),
    "section-42-completed-in-20-working-days": (
        E, "share", f"{CONCLUDED} AND date_allocated IS NOT NULL",
        "working_days(date_allocated, date_concluded) <= 20", 1),
    "section-42-lacked-capacity-supported": (
        E, "share", f"{CONCLUDED} AND mental_capacity = 'Yes, they lacked capacity'", "advocate = 'Y'", 1),
    "section-42-outcomes-asked": (E, "share", CONCLUDED, f"{ASKED} LIKE 'Yes they were asked%'", 1),
    "section-42-outcomes-expressed": (E, "share", CONCLUDED, EXPRESSED, 1),
    "section-42-outcomes-fully-achieved": (
        E, "share", f"{CONCLUDED} AND {EXPRESSED}", "msp_outcome = 'Fully achieved'", 1),
    "section-42-outcomes-fully-or-partially-achieved": (
        E, "share",
        f"{CONCLUDED} AND {EXPRESSED}", "msp_outcome IN ('Fully achieved', 'Partly achieved')", 1),
    "section-42-risk-reduced-or-removed": (
        E, "share", f"{CONCLUDED} AND outcome_of_risk IS NOT NULL",
        "outcome_of_risk IN ('Risk reduced', 'Risk removed')", 1),
    "section-42-neglect-share": (E, "share", CONCLUDED, "abuse_type = 'Neglect and Acts of Omission'", 0),
    "section-42-own-home-share": (E, "share", CONCLUDED, "location_of_abuse = 'Own Home'", 0),

    "people-in-long-term-support": (S, "people", f"{LONG_TERM} AND {RUNNING}", None, 0),
    "people-in-long-term-support-per-100000": (S, "people-rate", f"{LONG_TERM} AND {RUNNING}", None, 1),
    "people-in-long-term-care-homes": (S, "people", f"{CARE_HOME} AND {RUNNING}", None, 0),
    "long-term-care-home-services-started": (
        S, "count", f"{CARE_HOME} AND event_start_date BETWEEN :s AND :e", None, 0),
    "reablement-services-started": (
        S, "count",
        "service_type = 'Short term support: ST-Max' AND event_start_date BETWEEN :s AND :e", None, 0),
    "long-term-community-direct-payments": (
        S, "people-share", f"{COMMUNITY} AND {RUNNING}",
        "delivery_mechanism = 'Direct payment' OR service_component = 'Direct payment'", 1),
    "long-term-community-self-directed": (
        S, "people-share", f"{COMMUNITY} AND {RUNNING}",
        "delivery_mechanism IN ('Direct payment', 'CASSR managed personal budget')"
        " OR service_component = 'Direct payment'", 1),
}

# measure: the count above, the count below, times
RATIOS = {
    "safeguarding-enquiries-per-concern": (
        "safeguarding-enquiries-started", "safeguarding-concerns-received", 100),
    "section-42-enquiries-per-concern": (
        "section-42-enquiries-started", "safeguarding-concerns-received", 100),
    "dols-months-to-clear": ("dols-open", "dols-completed-in-12-months", 12),
}

TEAM = {A: "team_name", R: "responsible_team", D: "team", C: "team", E: "team", S: "team"}
PERSON = {
    A: "person_number", R: "client_id", D: "person_reference", C: "las_id", E: "las_id",
    S: "la_person_unique_identifier",
}
