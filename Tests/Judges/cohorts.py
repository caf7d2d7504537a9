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
    "Settled mainstream housing with family or friends",
    "Supported accommodation, supported lodgings or supported group home",
    "Sheltered housing, extra care housing or other sheltered housing")
NEEDS = ("Care Act Assessment", "OT Assessment", "Sensory assessment", "Reablement Assessment")
ONWARD = ("Progress to Support Planning / Services", "Progress to reablement/ST-Max")


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
        CREATE INDEX ev_person ON ev (person, started);
        CREATE TABLE rank (kind, place);
        CREATE TABLE done AS SELECT client_id AS person, num(review_end_date) AS completed FROM reviews
          WHERE review_end_date IS NOT NULL;
        CREATE INDEX done_person ON done (person, completed);
    """)
    connection.executemany("INSERT INTO rank VALUES (?, ?)", [(k, i) for i, k in enumerate(HIERARCHY)])
    for gap in (7, 3):
        episodes(connection, gap)
    waits(connection)
    concerns(connection)


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
            AND s.ended = c.ce LIMIT 1) AS said,
          (SELECT MIN(r.place) FROM ev n JOIN rank r ON r.kind = n.kind
            WHERE n.person = c.person AND n.rid NOT IN (
              SELECT rid FROM steps{gap} s WHERE s.person = c.person AND s.episode = c.episode)
            AND ((n.started <= c.ce AND n.ended > c.ce) OR n.started BETWEEN c.ce AND c.ce + {gap})) AS next,
          EXISTS (SELECT 1 FROM ev n WHERE n.person = c.person AND n.kind LIKE '%Other short term'
            AND n.component IN ('Short term residential care', 'Short term nursing care')
            AND ((n.started <= c.ce AND n.ended > c.ce) OR n.started BETWEEN c.ce AND c.ce + {gap})) AS stay,
          EXISTS (SELECT 1 FROM ev n WHERE n.person = c.person AND n.component = 'Equipment'
            AND n.started BETWEEN c.cs AND c.ce) AS equipped
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
            num(date_requested) AS requested, num(date_completed) AS completed, date_closed,
            CASE WHEN date_completed IS NOT NULL
              THEN COALESCE(num(date_started), num(date_completed)) END AS assessed,
            assessment_outcome IN {listed(ONWARD)} AS leads
          FROM assessments WHERE type_of_assessment IN {listed(NEEDS)};
        CREATE INDEX asked_person ON asked (person);
        CREATE TABLE requests AS
        SELECT a.*,
          (SELECT b.rid FROM asked b WHERE b.person = a.person AND b.assessed >= a.requested
            ORDER BY b.assessed, b.rid LIMIT 1) AS first,
          (SELECT s.rid FROM ev s WHERE s.person = a.person AND s.kind IN {listed(HIERARCHY)}
            AND s.started >= a.requested ORDER BY s.started, s.ended, s.rid LIMIT 1) AS service
        FROM asked a WHERE a.requested >= num('2023-04-01') AND age(a.born, a.requested) >= 25
          AND a.date_closed IS NULL
          AND NOT EXISTS (SELECT 1 FROM ev s WHERE s.person = a.person AND s.started < a.requested AND (
            (s.kind LIKE 'Long term support:%' AND s.ended >= shift(a.requested, -12)) OR
            (s.kind IN ('Short term support: ST-Max', 'Short term support: Other short term')
              AND s.ended >= shift(a.requested, -3))));
        CREATE TABLE waited (person, team, age, responded, response, served, service);
    """)
    rows = connection.execute("""
        SELECT r.person, r.team, age(r.born, r.requested), r.requested, b.assessed, b.completed, r.first,
          s.started, r.service,
          (SELECT COUNT(*) FROM asked k WHERE k.person = r.person AND k.assessed >= r.requested
            AND k.assessed <= s.started),
          (SELECT COUNT(*) FROM asked k WHERE k.person = r.person AND k.assessed >= r.requested
            AND k.assessed <= s.started AND k.leads)
        FROM requests r LEFT JOIN asked b ON b.rid = r.first LEFT JOIN ev s ON s.rid = r.service
        ORDER BY r.person, r.requested, r.rid""").fetchall()
    before = None
    for person, team, years, requested, assessed, over, first, started, service, block, leading in rows:
        if before and before[0] != person:
            before = None
        answer = None
        if assessed is not None and (started is None or assessed <= started):
            answer = (person, "assessment", first, assessed, over)
        elif started is not None:
            answer = (person, "service", service, started, started)
        if before and (requested < before[4] or (answer and answer[1:3] == before[1:3])):
            continue
        if answer is None:
            continue
        before = answer
        served = started if started is not None and (block == 0 or leading > 0) else None
        connection.execute(
            "INSERT INTO waited VALUES (?, ?, ?, ?, ?, ?, ?)",
            (person, team, years, answer[3], answer[3] - requested, served,
             None if served is None else served - requested))


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
      AND a.started - b.ended < 365)"""
HOMES = f"""
  SELECT person, team, reason, age(born, MIN(ended, :e)) AS age, home IN {listed(SETTLED)} AS met FROM (
    SELECT *, ROW_NUMBER() OVER (
      PARTITION BY person ORDER BY MIN(ended, :e) DESC, started DESC, ended DESC, id DESC) AS turn
    FROM ev WHERE kind LIKE 'Long term support:%' AND started <= :e AND ended >= :s) WHERE turn = 1"""
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
      AND r.completed > shift(:e, -12) AND r.completed <= :e) AS met
  FROM (SELECT person, MAX(team) AS team FROM ev WHERE {RUNNING} GROUP BY person) p
  WHERE (SELECT MAX(started) FROM (
      SELECT person, started, started > 1 + COALESCE(MAX(ended) OVER (
        PARTITION BY person ORDER BY started, ended, rid
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS is_first
      FROM ev WHERE kind LIKE 'Long term support:%' AND started <= :e AND ev.person = p.person)
    WHERE is_first) <= shift(:e, -12)"""

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
for _what, _day, _days in (("response", "responded", "response"), ("service", "served", "service")):
    for _label, _ages in (("25-to-64", "age BETWEEN 25 AND 64"), ("65-and-over", "age >= 65")):
        MEASURES[f"first-{_what}-median-days-{_label}"] = (
            "SELECT * FROM waited", f"{_day} BETWEEN :s AND :e AND {_ages}", ("median", _days))

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
