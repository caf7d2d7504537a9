"""The measures that link records, in SQL over the extracts as the council heads them.

Written from the national definitions (the Department of Health and Social Care's methodologies for measures 2A, 2B,
2C, 2E and 3D and its waiting times 1.1; LTS001c and LTS002b of the short and long term return), apart from
`data/cohorts`, `data/measures` and the linkages of the pipeline. Days are numbers, and what runs on ends on day OPEN.
"""

import datetime
from fractions import Fraction

OPEN = 9_999_999
YOUNGER, OLDER = 61_200, 19_800

LONG = ("Long term support: Nursing care", "Long term support: Residential care",
        "Long term support: Community", "Long term support: Prison")
HIERARCHY = LONG + ("Short term support: ST-Max", "Short term support: Ongoing low level",
                    "Short term support: Other short term")
NFA = ("NFA: Information and advice or signposting", "NFA: Support ended as planned",
       "NFA: Responsibility moved to another local authority", "NFA: Other",
       "NFA: No services offered for other reason", "NFA: Support ended for other reason",
       "NFA: Referral to other service within the local authority")
INDEPENDENT = ("Short term support: Ongoing low level", "Short term support: Other short term") + NFA
COUNTED = LONG + ("Short term support: Residential or Nursing care",) + INDEPENDENT
SETTLED = (
    "Owner occupier or shared ownership scheme", "Tenant", "Tenant - private landlord",
    "Settled mainstream housing with family or friends", "Shared Lives scheme",
    "Supported accommodation, supported lodgings or supported group home",
    "Sheltered housing, extra care housing or other sheltered housing")
NEEDS = ("Care Act Assessment", "OT Assessment", "Sensory assessment", "Reablement Assessment")
ONWARD = ("Progress to Support Planning / Services", "Progress to reablement/ST-Max",
          "Continuation of Support / Services")
# What says that something goes on; the others conclude, in the order of the national list.
CONCLUDING = ("Admitted to hospital", "NFA: Referral to NHS services or NHS funded social care",
              "NFA: Self-funded client or under 12wk disregard", "NFA: Information and advice or signposting",
              "NFA: Support declined", "NFA: Deceased", "NFA: Support ended as planned",
              "NFA: Support ended for other reason")
TELLING = {"Shared Lives": "Shared Lives scheme", "Extra care housing": SETTLED[-1],
           "Community supported living": SETTLED[-2], "Home support or domiciliary care": None}


def number(text):
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def day(ordinal):
    return None if ordinal is None or ordinal >= OPEN else datetime.date.fromordinal(ordinal).isoformat()


def age(born, ordinal):
    """Whole years; born on 29 February means a year older on 1 March."""
    if born is None:
        return None
    born, then = datetime.date.fromordinal(born), datetime.date.fromordinal(min(ordinal, 3_652_059))
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def listed(words):
    return "(" + ", ".join("'" + word + "'" for word in words) + ")"


def prepare(connection, months):
    """Services with days as numbers: over at the earlier of their end and the death; none that end before they start."""
    connection.create_function("num", 1, number, deterministic=True)
    connection.create_function("age", 2, age, deterministic=True)
    connection.create_function(
        "shift", 2, lambda ordinal, count: number(months(day(ordinal), count)), deterministic=True)
    connection.executescript(f"""
        CREATE TABLE death AS
          SELECT la_person_unique_identifier AS person, MIN(num(date_of_death)) AS died
          FROM support_services GROUP BY 1;
        CREATE TABLE ev AS
          SELECT s.rowid AS rid, s.event_reference AS id, s.la_person_unique_identifier AS person, s.team, s.client_type AS client,
            s.service_type AS kind, s.service_component AS component, s.delivery_mechanism AS mechanism,
            s.accommodation_status AS home, s.event_outcome AS outcome,
            s.primary_support_reason AS reason, num(s.date_of_birth) AS born,
            num(s.event_start_date) AS started, d.died,
            MIN(COALESCE(num(s.event_end_date), {OPEN}), COALESCE(d.died, {OPEN})) AS ended
          FROM support_services s JOIN death d ON d.person = s.la_person_unique_identifier;
        DELETE FROM ev WHERE ended < started;
        CREATE TABLE given AS SELECT * FROM ev;
        DELETE FROM ev WHERE client <> 'Service user';
        CREATE INDEX ev_person ON ev (person, started);
        CREATE TABLE rank (kind, place);
        CREATE TABLE done AS SELECT client_id AS person, num(review_end_date) AS completed FROM reviews
          WHERE review_end_date IS NOT NULL;
        CREATE INDEX done_person ON done (person, completed);
    """)
    homes(connection)
    connection.executemany("INSERT INTO rank VALUES (?, ?)", [(k, i) for i, k in enumerate(HIERARCHY)])
    for gap in (7, 3):
        episodes(connection, gap)
    waits(connection)
    concerns(connection)


def ranked(column):
    places = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(CONCLUDING))
    return f"CASE {column} {places} ELSE {len(CONCLUDING)} END"


def homes(connection):
    """Where each person lives: the latest home that is known, else what the latest service lets one presume."""
    known, given = {}, {}
    for person, kind, component, home, started, ended in connection.execute(
            "SELECT person, kind, component, home, started, ended FROM given"):
        if home not in (None, "Unknown"):
            known.setdefault(person, []).append((ended, started, home))
        place = HIERARCHY.index(kind) if kind in HIERARCHY else 99
        given.setdefault(person, []).append((-ended, place, component not in TELLING, -started, component))
    connection.execute("CREATE TABLE living (person PRIMARY KEY, home, is_settled)")
    for person, services in given.items():
        last = max(known.get(person, [(None, None, None)]))[:2]
        found = {home for *when, home in known.get(person, []) if tuple(when) == last}
        home = found.pop() if len(found) == 1 else None
        if home is None:
            first = min(services)[:4]
            told = {service[4] for service in services if service[:4] == first and service[4] in TELLING}
            if first[1] == 0 or first[1] == 1:
                home = "Registered care home"
            elif len(told) == 1:
                home = TELLING[told.pop()] or (SETTLED[0] if first[1] == 2 else None)
        connection.execute("INSERT INTO living VALUES (?, ?, ?)", (person, home, home in SETTLED))


def episodes(connection, gap):
    """Measure 2A up to its last outcome; the period comes later."""
    connection.executescript(f"""
        CREATE TABLE steps{gap} AS
          SELECT *, SUM(is_first) OVER (PARTITION BY person ORDER BY started, ended, rid) AS episode FROM (
            SELECT *, COALESCE(started - MAX(ended) OVER (
                PARTITION BY person ORDER BY started, ended, rid
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > {gap}, 1) AS is_first
            FROM ev WHERE client = 'Service user' AND kind = 'Short term support: ST-Max');
        CREATE INDEX steps{gap}_person ON steps{gap} (person, episode);
        CREATE TABLE clusters{gap} AS
          SELECT person, MIN(started) AS cs, MAX(ended) AS ce, MAX(died) AS died, MAX(born) AS born,
            MAX(team) AS team, episode FROM steps{gap} GROUP BY person, episode;
        CREATE TABLE episodes{gap} AS
        SELECT c.*,
          EXISTS (SELECT 1 FROM ev l WHERE l.person = c.person AND l.kind LIKE 'Long term support:%'
            AND l.started < c.cs AND c.cs - l.ended < 91) AS is_known,
          (SELECT outcome FROM steps{gap} s WHERE s.person = c.person AND s.episode = c.episode
            AND s.ended = c.ce ORDER BY {ranked("outcome")} LIMIT 1) AS said,
          (SELECT MIN(r.place) FROM ev n JOIN rank r ON r.kind = n.kind
            WHERE n.person = c.person AND n.rid NOT IN (
              SELECT rid FROM steps{gap} s WHERE s.person = c.person AND s.episode = c.episode)
            AND n.started BETWEEN c.cs AND c.ce + {gap} AND n.ended > c.ce) AS next,
          EXISTS (SELECT 1 FROM ev n WHERE n.person = c.person AND n.kind LIKE '%Other short term'
            AND n.component IN ('Short term residential care', 'Short term nursing care')
            AND n.started BETWEEN c.cs AND c.ce + {gap} AND n.ended > c.ce) AS stay,
          EXISTS (SELECT 1 FROM ev n WHERE n.person = c.person AND n.component = 'Equipment'
            AND n.started >= c.cs AND n.ended > c.cs AND n.ended <= c.ce) AS equipped
        FROM clusters{gap} c WHERE c.ce < {OPEN};
        CREATE TABLE sequels{gap} AS
        SELECT person, team, ce, CASE
          WHEN died <= ce + {gap} THEN 'Deceased'
          WHEN said = 'Admitted to hospital' THEN said
          WHEN next = 6 AND stay THEN 'Short term support: Residential or Nursing care'
          WHEN next IS NOT NULL THEN (SELECT kind FROM rank WHERE place = next)
          WHEN said LIKE 'NFA:%' THEN said
          WHEN equipped THEN 'Short term support: Ongoing low level' END AS sequel
        FROM episodes{gap} WHERE NOT is_known AND (born IS NULL OR age(born, ce) >= 18);
    """)


def waits(connection):
    """Waiting times 1.1: requests that count, each with its first response and the service it led to."""
    connection.executescript(f"""
        CREATE TABLE asked AS
          SELECT rowid AS rid, person_number AS person, team_name AS team, num(dob) AS born,
            num(date_requested) AS requested, date_closed,
            CASE WHEN date_completed IS NOT NULL
              THEN COALESCE(num(date_started), num(date_completed)) END AS assessed,
            COALESCE(assessment_outcome, '') IN {listed(ONWARD)} AS leads
          FROM assessments WHERE type_of_assessment IN {listed(NEEDS)};
        CREATE INDEX asked_person ON asked (person);
        CREATE TABLE requests AS
        SELECT a.* FROM asked a WHERE a.requested >= num('2023-04-01') AND age(a.born, a.requested) >= 25
          AND a.date_closed IS NULL
          AND NOT EXISTS (SELECT 1 FROM given s WHERE s.person = a.person AND s.started < a.requested AND (
            (s.kind LIKE 'Long term support:%' AND s.ended >= shift(a.requested, -12)) OR
            (s.kind IN ('Short term support: ST-Max', 'Short term support: Other short term')
              AND s.ended >= shift(a.requested, -3))));
        CREATE TABLE waited (person, team, age, responded, response, age_served, served, service);
        CREATE TABLE happened AS
          SELECT person, requested AS day, 1 AS what, rid, 0 AS leads, team, born FROM requests
          UNION ALL SELECT person, assessed, 2, rid, leads, NULL, NULL FROM asked
            WHERE assessed IS NOT NULL AND person IN (SELECT person FROM requests)
          UNION ALL SELECT person, started, 3, rid, 0, NULL, NULL FROM given
            WHERE kind IN {listed(HIERARCHY)} AND person IN (SELECT person FROM requests);
    """)
    people = {}
    for row in connection.execute("SELECT * FROM happened ORDER BY person, day, what, rid"):
        people.setdefault(row[0], []).append(row)
    for person, events in people.items():
        before, most_response, most_service = None, -1, -1
        for place, (_, day, what, _, _, team, born) in enumerate(events):
            if what != 1:
                continue
            later = range(place + 1, len(events))
            assessment = next((k for k in later if events[k][2] == 2), None)
            service = next((k for k in later if events[k][2] == 3), None)
            response = service
            if assessment is not None and (service is None or assessment < service):
                response, k, leads = assessment, assessment, False
                while k < len(events) and events[k][2] == 2:
                    leads, k = leads or bool(events[k][4]), k + 1
                service = service if leads else None
            ends = [k for k in (response, service) if k is not None]
            passed = (before is not None and before > place) or (response is not None and response <= most_response) \
                or (service is not None and service <= most_service)
            before = max(ends, default=None)
            most_response = max(most_response, -1 if response is None else response)
            most_service = max(most_service, -1 if service is None else service)
            if passed or response is None:
                continue
            responded = events[response][1]
            served = None if service is None else events[service][1]
            connection.execute(
                "INSERT INTO waited VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (person, team, age(born, responded), responded, responded - day,
                 None if served is None else age(born, served), served, None if served is None else served - day))


def concerns(connection):
    connection.executescript("""
        CREATE INDEX enquiry_id ON safeguarding_enquiries (enquiry_reference);
        CREATE INDEX enquiry_concern ON safeguarding_enquiries (concern_reference);
        CREATE INDEX concern_person ON safeguarding_concerns (las_id, date_of_concern);
        CREATE TABLE followed AS
        SELECT c.team, num(c.date_of_concern) AS received,
          COALESCE((SELECT type_of_enquiry FROM (
            SELECT * FROM safeguarding_enquiries WHERE enquiry_reference = c.enquiry_reference UNION
            SELECT * FROM safeguarding_enquiries WHERE concern_reference = c.concern_reference)
            WHERE las_id = c.las_id ORDER BY date_opened LIMIT 1), '') = 'S42' AS led,
          EXISTS (SELECT 1 FROM safeguarding_concerns b WHERE b.las_id = c.las_id
            AND b.date_of_concern < c.date_of_concern
            AND b.date_of_concern >= months(c.date_of_concern, -12)) AS again
        FROM safeguarding_concerns c;
    """)


RUNNING = "kind LIKE 'Long term support:%' AND started <= :e AND ended >= :e"
ADMITTED = """
  SELECT person, team, started, born,
    ROW_NUMBER() OVER (PARTITION BY person ORDER BY started, ended, rid) AS turn FROM ev a
  WHERE kind IN ('Long term support: Nursing care', 'Long term support: Residential care')
    AND started BETWEEN :s AND :e AND (component IS NULL OR component IN ('Residential care', 'Nursing care'))
    AND COALESCE(outcome, '') <> 'NFA: Self-funded client or under 12wk disregard'
    AND born IS NOT NULL AND age(born, started) >= 18
    AND NOT EXISTS (SELECT 1 FROM ev b WHERE b.person = a.person AND b.started < a.started
      AND b.kind IN ('Long term support: Nursing care', 'Long term support: Residential care')
      AND (b.component IS NULL OR b.component IN ('Residential care', 'Nursing care'))
      AND a.started - b.ended < 365)"""
HOMES = f"""
  SELECT h.person, team, reason, age(born, MIN(ended, :e)) AS age, is_settled AS met FROM (
    SELECT *, ROW_NUMBER() OVER (
      PARTITION BY person ORDER BY MIN(ended, :e) DESC, started DESC, ended DESC, id DESC) AS turn
    FROM ev WHERE kind LIKE 'Long term support:%' AND started <= :e AND ended >= :s) h
  JOIN living l ON l.person = h.person WHERE turn = 1"""
CHOICE = f"""
  SELECT person, team, MIN(place) AS place FROM (
    SELECT person, team, born, CASE
      WHEN kind LIKE '%Nursing care' THEN 1 WHEN kind LIKE '%Residential care' THEN 2
      WHEN kind LIKE '%Prison' THEN 7
      WHEN mechanism = 'Direct payment' OR component = 'Direct payment' THEN 3
      WHEN mechanism = 'CASSR managed personal budget' THEN 4
      WHEN mechanism = 'CASSR commissioned support' THEN 5 ELSE 6 END AS place
    FROM ev WHERE {RUNNING}) WHERE born IS NULL OR age(born, :e) >= 18
  GROUP BY person HAVING MIN(place) BETWEEN 3 AND 6"""
REVIEWED = f"""
  SELECT p.person, p.team, EXISTS (SELECT 1 FROM done r WHERE r.person = p.person
      AND r.completed >= shift(:e + 1, -12) AND r.completed <= :e) AS met
  FROM (SELECT person, MAX(team) AS team, MAX(born) AS born FROM ev WHERE {RUNNING} GROUP BY person) p
  WHERE (born IS NULL OR age(born, :e) >= 18) AND (SELECT MAX(started) FROM (
      SELECT person, started, started > 1 + COALESCE(MAX(ended) OVER (
        PARTITION BY person ORDER BY started, ended, rid
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS is_first
      FROM ev WHERE kind LIKE 'Long term support:%' AND started <= :e AND ev.person = p.person)
    WHERE is_first) < shift(:e + 1, -12)"""

# measure: cases with a team, which of them, what is asked of them (or summed), decimals' kind
MEASURES = {
    "admissions-18-to-64": (ADMITTED, "turn = 1 AND age(born, started) < 65", YOUNGER),
    "admissions-65-and-over": (ADMITTED, "turn = 1 AND age(born, started) >= 65", OLDER),
    "settled-home-learning-disability": (
        HOMES, "reason = 'Learning disability support' AND age BETWEEN 18 AND 64", "met"),
    "settled-home-18-to-64": (HOMES, "age BETWEEN 18 AND 64", "met"),
    "settled-home-65-and-over": (HOMES, "age >= 65", "met"),
    "self-directed-support-on-day": (CHOICE, "1", "place IN (3, 4)"),
    "direct-payments-on-day": (CHOICE, "1", "place = 3"),
    "long-term-support-reviewed-in-year": (REVIEWED, "1", "met"),
    "safeguarding-concerns-converted": ("SELECT * FROM followed", "received BETWEEN :s AND :e", "led"),
    "safeguarding-concerns-repeated-linked": ("SELECT * FROM followed", "received BETWEEN :s AND :e", "again"),
}
for _suffix, _gap in (("", 7), ("-3-days", 3)):
    MEASURES["reablement-no-further-support" + _suffix] = (
        f"SELECT * FROM sequels{_gap}", f"ce BETWEEN :s AND :e AND sequel IN {listed(COUNTED)}",
        f"sequel IN {listed(INDEPENDENT)}")
for _what, _day, _age in (("response", "responded", "age"), ("service", "served", "age_served")):
    for _label, _ages in (("25-to-64", "BETWEEN 25 AND 64"), ("65-and-over", ">= 65")):
        MEASURES[f"first-{_what}-median-days-{_label}"] = (
            "SELECT * FROM waited", f"{_day} BETWEEN :s AND :e AND {_age} {_ages}", ("median", _what))

SOURCES = {"first": ("assessments", "team_name"), "safeguarding": ("safeguarding_concerns", "team")}


def expected(connection, periods, tools):
    """Every row of the answer key that is about these measures; `tools` prints and finds percentiles."""
    prepare(connection, tools.months)
    rows = {}
    for measure, (cases, which, asked) in MEASURES.items():
        table, column = SOURCES.get(measure.split("-")[0], ("support_services", "team"))
        teams = [row[0] for row in connection.execute(f"SELECT DISTINCT {column} FROM {table}")]
        for period in periods:
            given = {"s": number(period[1]), "e": number(period[2])}
            key = (measure, *period)
            if isinstance(asked, int):
                count = connection.execute(f"SELECT COUNT(*) FROM ({cases}) WHERE {which}", given).fetchone()[0]
                rows[(*key, "", "")] = (
                    str(count), str(asked), tools.printed(Fraction(count * 100_000, asked), 1))
                continue
            what = asked[1] if isinstance(asked, tuple) else asked
            found = connection.execute(f"SELECT team, {what} FROM ({cases}) WHERE {which}", given).fetchall()
            for team in [None] + teams:
                values = [value for place, value in found if team is None or place == team]
                if isinstance(asked, tuple):
                    value = tools.percentile(values, Fraction(1, 2)) if values else None
                    answer = ("", str(len(values)), tools.printed(None if value is None else Fraction(value), 1))
                else:
                    above = sum(1 for value in values if value)
                    value = Fraction(above * 100, len(values)) if values else None
                    answer = (str(above), str(len(values)), tools.printed(value, 1))
                rows[(*key, "team" if team else "", team or "")] = answer
    return rows
