"""The published methods in DuckDB's SQL, for `recount.py`: what each is after is named in its comments, with its steps.

Days after the as-of day are not known on it: a record that begins later is not there, a service that ends later still runs
and says no outcome, an assessment completed or closed later is neither, and nobody has died who dies later.
"""

OPEN = "DATE '9999-12-31'"
NURSING, RESIDENTIAL = "Long term support: Nursing care", "Long term support: Residential care"
COMMUNITY, PRISON = "Long term support: Community", "Long term support: Prison"
REABLEMENT = "Short term support: ST-Max"
LOW_LEVEL, OTHER_SHORT = "Short term support: Ongoing low level", "Short term support: Other short term"
STAY = "Short term support: Residential or nursing care"
# From 6-deduplication.md of the dashboard's documentation, the first standing before the others.
OUTCOMES = [
    "Progress to reablement/ST-Max", "Progress to assessment, review or reassessment",
    "Release 1 specification only: Not mapped", "Progress to support planning or services",
    "Continuation of support or services", "Admitted to hospital",
    "NFA: Responsibility moved to another local authority", "NFA: Referral to NHS services or NHS funded social care",
    "NFA: Self-funded client or under 12wk disregard", "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority", "NFA: Support declined", "NFA: Deceased",
    "NFA: Support ended as planned", "NFA: Support ended for other reason",
    "NFA: No services offered for other reason", "NFA: Other"]
NUMERATOR_2A = [LOW_LEVEL, OTHER_SHORT, *(OUTCOMES[place] for place in (6, 9, 10, 13, 14, 15, 16))]
DENOMINATOR_2A = [NURSING, RESIDENTIAL, COMMUNITY, PRISON, STAY, *NUMERATOR_2A]
SETTLED = [
    "Owner occupier or shared ownership scheme", "Tenant: Local authority or other social housing provider",
    "Tenant: Private landlord", "Settled mainstream housing with family or friends",
    "Supported accommodation, supported lodgings or supported group home", "Shared Lives scheme",
    "Approved premises for offenders released from prison or under probation supervision",
    "Sheltered housing, extra care housing or other sheltered housing",
    "Mobile accommodation for Gypsy, Roma and Traveller communities"]
NEEDS = ["Care Act needs assessment", "Occupational therapy assessment", "Sensory assessment", "Short term assessment"]
ONWARD = [OUTCOMES[0], OUTCOMES[3], OUTCOMES[4]]


def listed(words):
    return "(" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + ")"


def read(engine, folder):
    """The extracts as tables, days as dates."""
    engine.execute("""
        CREATE MACRO age_on(born, day) AS year(day) - year(born)
          - CASE WHEN month(day) * 100 + day(day) < month(born) * 100 + day(born) THEN 1 ELSE 0 END;
        CREATE MACRO months_from(start, count) AS CAST(start + to_months(count) AS DATE);
        -- The first of the twelve months that end on a day; where there is no such day, the first of the month after.
        CREATE MACRO year_to(finish) AS months_from(finish + 1, -12)
          + CASE WHEN day(months_from(finish + 1, -12)) < day(finish + 1) THEN 1 ELSE 0 END;
        CREATE TABLE ranks (outcome VARCHAR, place INTEGER);
        CREATE TABLE kinds (kind VARCHAR, place INTEGER)""")
    engine.executemany(
        "INSERT INTO ranks VALUES (?, ?)",
        # "Pull through cleaned event outcome": what goes on comes after everything that concludes.
        [(word, place + (100 if place < 5 else 0)) for place, word in enumerate(OUTCOMES)])
    engine.executemany(
        "INSERT INTO kinds VALUES (?, ?)", [(word, place) for place, word in enumerate(
            (NURSING, RESIDENTIAL, COMMUNITY, PRISON, REABLEMENT, LOW_LEVEL, OTHER_SHORT), 1)])
    for path in sorted(folder.glob("*.csv")):
        table = path.stem.replace("-", "_")
        engine.execute(f"CREATE TABLE raw AS SELECT * FROM read_csv('{path}', all_varchar = true, nullstr = '')")
        columns = [row[0] for row in engine.execute("DESCRIBE raw").fetchall()]
        typed = ", ".join(
            f"CAST({name} AS DATE) AS {name}" if name.endswith("_on") or name.startswith("date_") else name
            for name in columns)
        engine.execute(f"CREATE TABLE {table} AS SELECT {typed} FROM raw; DROP TABLE raw")


WHO = "c.team, c.sex, c.ethnicity, c.primary_support_reason AS reason"

# Everything of one as-of day that no period matters to.
KNOWN = f"""
CREATE TABLE death AS
  SELECT person_id, MIN(date_of_death) AS died FROM support_services
  WHERE started_on <= $day AND date_of_death <= $day GROUP BY person_id;
CREATE TABLE given AS
  SELECT *, ROW_NUMBER() OVER (ORDER BY person_id, started_on, fin, service_id) AS turn FROM (
    SELECT s.service_id, s.person_id, s.team, s.sex, s.ethnicity, s.primary_support_reason, s.date_of_birth AS born,
      s.client_type, s.service_type AS kind, s.service_component AS component, s.delivery_mechanism AS mechanism,
      s.accommodation_status AS home, s.started_on, CASE WHEN s.ended_on > $day THEN NULL ELSE s.outcome END AS said,
      d.died, LEAST(COALESCE(CASE WHEN s.ended_on <= $day THEN s.ended_on END, {OPEN}), COALESCE(d.died, {OPEN})) AS fin
    FROM support_services s LEFT JOIN death d USING (person_id) WHERE s.started_on <= $day)
  WHERE fin >= started_on;
CREATE TABLE used AS SELECT * FROM given WHERE client_type = 'Service user';
CREATE TABLE long_term AS SELECT * FROM used WHERE kind LIKE 'Long term support:%';
"""

# Create_ASCOF_2A_2425_Onwards.sql, for a window of so many days.
EPISODES = f"""
CREATE TABLE episodes_{{gap}} AS
WITH grouped AS (  -- "Cluster ST-Max events together", 1
  SELECT *, MAX(fin) OVER (PARTITION BY person_id ORDER BY turn
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous_end
  FROM used WHERE kind = '{REABLEMENT}'),
assigned AS (  -- 2
  SELECT *, SUM(CASE WHEN started_on - previous_end <= {{gap}} THEN 0 ELSE 1 END) OVER (ORDER BY turn) AS cluster
  FROM grouped),
final AS (  -- 3
  SELECT a.*, COALESCE(r.place, 999) AS place, ROW_NUMBER() OVER (
    PARTITION BY cluster ORDER BY fin DESC, COALESCE(r.place, 999), turn) AS rank
  FROM assigned a LEFT JOIN ranks r ON r.outcome = a.said),
clusters AS (  -- 4
  SELECT cluster, MIN(started_on) AS cs, MAX(fin) AS ce FROM assigned GROUP BY cluster),
joined AS (
  SELECT f.*, k.cs, k.ce FROM final f JOIN clusters k USING (cluster) WHERE f.rank = 1),
fresh AS (  -- "Identify new clients"
  SELECT * FROM joined j WHERE NOT EXISTS (
    SELECT 1 FROM long_term l WHERE l.person_id = j.person_id AND l.started_on < j.cs AND j.cs - l.fin < 91)),
others AS (
  SELECT e.cluster, e.cs, e.ce, u.kind, u.component, u.started_on, u.fin, COALESCE(k.place, 99) AS weight
  FROM fresh e JOIN used u USING (person_id) LEFT JOIN kinds k ON k.kind = u.kind
  WHERE NOT (u.kind IS NOT DISTINCT FROM '{REABLEMENT}' AND u.started_on BETWEEN e.cs AND e.ce)),
future AS (  -- "Prep steps 3 & 4"
  SELECT * FROM others WHERE started_on >= cs AND fin > ce AND started_on - ce <= {{gap}}),
top AS (  -- step 3
  SELECT cluster, CASE WHEN kind = '{OTHER_SHORT}' AND component IN ('Short term residential care', 'Short term nursing care')
      THEN '{STAY}' ELSE kind END AS outcome
  FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY cluster ORDER BY weight,
      CASE WHEN component IN ('Short term residential care', 'Short term nursing care') THEN 1 ELSE 2 END) AS rank
    FROM future WHERE weight < 99) WHERE rank = 1),
equipped AS (  -- step 5
  SELECT DISTINCT cluster FROM others
  WHERE started_on >= cs AND fin > cs AND fin <= ce AND component = 'Equipment')
SELECT c.*, CASE
    WHEN c.died - c.ce <= {{gap}} THEN 'Deceased'
    WHEN c.said = 'Admitted to hospital' THEN c.said
    WHEN t.outcome IS NOT NULL THEN t.outcome
    WHEN c.place < 100 AND c.cluster NOT IN (SELECT cluster FROM future)
      THEN CASE WHEN c.said = 'NFA: Deceased' THEN 'Deceased' ELSE c.said END
    WHEN q.cluster IS NOT NULL THEN '{LOW_LEVEL}' ELSE 'Not classified' END AS sequel
FROM fresh c LEFT JOIN top t USING (cluster) LEFT JOIN equipped q USING (cluster)
WHERE age_on(c.born, c.ce) >= 18 OR c.born IS NULL;
"""

# Create_ASCOF_2B2C_2425_Onwards.sql; a component that is not recorded stays in, as its first condition says.
ADMISSIONS = f"""
CREATE TABLE stays AS  -- 1. Select data
  SELECT * FROM used WHERE kind IN ('{NURSING}', '{RESIDENTIAL}') AND born IS NOT NULL
    AND (component IS NULL OR ((component LIKE '%Residential%' OR component LIKE '%Nursing%') AND component NOT LIKE '%Short%'));
CREATE TABLE admitted AS
  SELECT a.* FROM stays a
  WHERE COALESCE(a.said, '') <> 'NFA: Self-funded client or under 12wk disregard'  -- 2. Admissions
    AND NOT EXISTS (  -- 3. New admissions
      SELECT 1 FROM stays b WHERE b.person_id = a.person_id AND b.started_on < a.started_on AND a.started_on - b.fin < 365)
    AND age_on(a.born, a.started_on) >= 18;
"""

# Create_personal_details_table.sql: accommodation, sex and primary support reason.
DETAILS = f"""
CREATE TABLE happened AS
  SELECT person_id, home, sex, primary_support_reason AS reason, started_on AS start, fin AS finish FROM given
  UNION ALL SELECT person_id, 'none', sex, primary_support_reason, requested_on,
    GREATEST(requested_on, CASE WHEN completed_on <= $day THEN completed_on END, CASE WHEN closed_on <= $day THEN closed_on END)
    FROM assessments WHERE requested_on <= $day
  UNION ALL SELECT person_id, 'none', sex, primary_support_reason, COALESCE(started_on, completed_on), completed_on
    FROM reviews WHERE completed_on <= $day;
CREATE MACRO latest(subject) AS TABLE
  SELECT person_id, CASE WHEN COUNT(DISTINCT value) > 1 THEN 'Unknown' ELSE MAX(value) END AS value FROM (
    SELECT *, DENSE_RANK() OVER (PARTITION BY person_id ORDER BY known DESC, finish DESC, start DESC) AS rank FROM (
      SELECT person_id, start, finish, COALESCE(CASE subject WHEN 'home' THEN home WHEN 'sex' THEN sex ELSE reason END,
          'Unknown') AS value,
        CASE WHEN value IN ('Unknown', 'Social support: Support to unpaid carer') THEN 0 ELSE 1 END AS known
      FROM happened WHERE subject <> 'home' OR home IS DISTINCT FROM 'none'))
  WHERE rank = 1 GROUP BY person_id;
CREATE TABLE presumed AS  -- "Select people with an unknown/invalid accommodation status"
  WITH ranked AS (
    SELECT g.person_id, g.kind, CASE WHEN g.component IN (
        'Shared Lives', 'Community supported living', 'Extra care housing', 'Home support or domiciliary care')
        THEN g.component END AS component, COALESCE(k.place, 99) AS weight,
      DENSE_RANK() OVER (PARTITION BY g.person_id ORDER BY g.fin DESC, COALESCE(k.place, 99),
        CASE WHEN g.component IN ('Shared Lives', 'Community supported living', 'Extra care housing',
          'Home support or domiciliary care') THEN 0 ELSE 1 END, g.started_on DESC) AS rank
    FROM given g LEFT JOIN kinds k ON k.kind = g.kind),
  one AS (
    SELECT person_id, CASE WHEN COUNT(DISTINCT kind) FILTER (weight < 99) = 1 THEN MAX(kind) FILTER (weight < 99) END AS kind,
      CASE WHEN COUNT(DISTINCT component) = 1 THEN MAX(component) END AS component
    FROM ranked WHERE rank = 1 GROUP BY person_id)
  SELECT person_id, CASE
    WHEN kind = '{NURSING}' THEN 'Registered nursing home' WHEN kind = '{RESIDENTIAL}' THEN 'Registered care home'
    WHEN component = 'Shared Lives' THEN 'Shared Lives scheme'
    WHEN component = 'Extra care housing' THEN '{SETTLED[7]}'
    WHEN component = 'Community supported living' THEN '{SETTLED[4]}'
    WHEN kind = '{COMMUNITY}' AND component = 'Home support or domiciliary care' THEN 'Unknown: Presumed at home'
    WHEN kind = '{PRISON}' THEN 'Prison, young offenders institution or detention centre'
    ELSE 'Unknown' END AS home FROM one;
CREATE TABLE details AS
  SELECT h.person_id, CASE WHEN h.value = 'Unknown' THEN p.home ELSE h.value END AS home, s.value AS sex, r.value AS reason
  FROM latest('home') h JOIN latest('sex') s USING (person_id) JOIN latest('reason') r USING (person_id)
    JOIN presumed p USING (person_id);
DROP MACRO TABLE latest;
"""

# waiting_times_method.sql, version 1.1.
WAITS = f"""
CREATE TABLE valid AS  -- stages 1.3 and 1.4; a request closed without an assessment indicates no progress
  SELECT r.* FROM assessments r
  WHERE r.assessment_type IN {listed(NEEDS)} AND r.requested_on BETWEEN DATE '2023-04-01' AND $day
    AND age_on(r.date_of_birth, r.requested_on) >= 25 AND (r.closed_on IS NULL OR r.closed_on > $day)
    AND NOT EXISTS (
      SELECT 1 FROM given s WHERE s.person_id = r.person_id AND s.started_on < r.requested_on AND (
        (s.kind LIKE 'Long term support:%' AND s.fin >= months_from(r.requested_on, -12))
        OR (s.kind IN ('{REABLEMENT}', '{OTHER_SHORT}') AND s.fin >= months_from(r.requested_on, -3))));
CREATE TABLE events AS  -- 2.1 and 2.2
  SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY start, what, id) AS place FROM (
    SELECT person_id, 1 AS what, requested_on AS start, assessment_id AS id, NULL AS leads FROM valid
    UNION ALL SELECT person_id, 2, COALESCE(started_on, completed_on), assessment_id,
      CASE WHEN outcome IN {listed(ONWARD)} THEN 1 ELSE 0 END
      FROM assessments WHERE assessment_type IN {listed(NEEDS)} AND completed_on <= $day AND requested_on <= $day
    UNION ALL SELECT person_id, 3, started_on, service_id, NULL FROM given WHERE kind IN (SELECT kind FROM kinds))
  WHERE person_id IN (SELECT person_id FROM valid);
CREATE TABLE blocks AS  -- 2.3b
  SELECT *, CASE WHEN what = 2 THEN MAX(leads) OVER (PARTITION BY person_id, block) END AS block_leads FROM (
    SELECT *, SUM(CASE WHEN what <> 2 THEN 1 ELSE 0 END) OVER (PARTITION BY person_id ORDER BY place) AS block FROM events);
CREATE TABLE waited AS
WITH bound AS (  -- 2.4
  SELECT r.person_id, r.id, r.start, r.place,
    (SELECT MIN(x.place) FROM events x WHERE x.person_id = r.person_id AND x.place > r.place AND x.what = 2) AS assessment,
    (SELECT MIN(x.place) FROM events x WHERE x.person_id = r.person_id AND x.place > r.place AND x.what = 3) AS service
  FROM events r WHERE r.what = 1),
responded AS (  -- 3.2
  SELECT *, CASE WHEN assessment > service OR assessment IS NULL THEN service ELSE assessment END AS response FROM bound),
served AS (  -- 3.3
  SELECT r.*, CASE WHEN b.what = 2 AND b.block_leads = 0 THEN NULL ELSE r.service END AS own
  FROM responded r LEFT JOIN blocks b ON b.person_id = r.person_id AND b.place = r.response),
marked AS (  -- 3.4
  SELECT *, LAG(GREATEST(COALESCE(response, own), COALESCE(own, response))) OVER one AS before_ends,
    COALESCE(MAX(response) OVER earlier, 0) AS earlier_response, COALESCE(MAX(own) OVER earlier, 0) AS earlier_service
  FROM served WINDOW one AS (PARTITION BY person_id ORDER BY place),
    earlier AS (PARTITION BY person_id ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
SELECT c.*, m.start AS asked, x.start AS responded, y.start AS served
FROM marked m JOIN assessments c ON c.assessment_id = m.id
  LEFT JOIN events x ON x.person_id = m.person_id AND x.place = m.response
  LEFT JOIN events y ON y.person_id = m.person_id AND y.place = m.own
WHERE NOT (COALESCE(m.before_ends > m.place, false) OR COALESCE(m.response <= m.earlier_response, false)
  OR COALESCE(m.own <= m.earlier_service, false));
"""

# A concern and an enquiry belong together where either names the other and both are about one person.
CONCERNS = """
CREATE TABLE followed AS
  SELECT c.*, CASE WHEN e.enquiry_type IS NULL THEN 'No enquiry' ELSE
      CASE e.enquiry_type WHEN 'Section 42' THEN 'Section 42 enquiry' ELSE 'Other enquiry' END END AS led,
    (SELECT MAX(b.received_on) FROM safeguarding_concerns b
      WHERE b.person_id = c.person_id AND b.received_on < c.received_on) AS earlier
  FROM safeguarding_concerns c LEFT JOIN LATERAL (
    SELECT e.enquiry_type FROM safeguarding_enquiries e
    WHERE e.person_id = c.person_id AND e.started_on <= $day
      AND (e.concern_id = c.concern_id OR e.enquiry_id = c.enquiry_id)
    ORDER BY e.started_on, e.enquiry_id LIMIT 1) e ON true
  WHERE c.received_on <= $day;
"""

PLACES = ["", "Nursing care", "Residential care", "Community: direct payment", "Community: managed personal budget",
          "Community: commissioned support", "Community: not known how", "Prison"]


def on_day(direct_payment):
    """Create_ASCOF_3D_2425_Onwards.sql, clients: the highest setting on the last day, and of those the community's."""
    return f"""
      SELECT {WHO}, age_on(c.born, $e) AS age, c.place AS sort_place, c.place IN (3, 4) AS self_directed,
        c.place = 3 AS direct, c.born
      FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY place, turn DESC) AS rank FROM (
          SELECT *, CASE WHEN kind = '{NURSING}' THEN 1 WHEN kind = '{RESIDENTIAL}' THEN 2 WHEN kind = '{PRISON}' THEN 7
              WHEN {direct_payment} THEN 3 WHEN mechanism = 'CASSR managed personal budget' THEN 4
              WHEN mechanism = 'CASSR commissioned support' THEN 5 ELSE 6 END AS place
          FROM long_term WHERE started_on <= $e AND fin >= $e)) c
      WHERE c.rank = 1 AND c.place BETWEEN 3 AND 6 AND (c.born IS NULL OR age_on(c.born, $e) >= 18)"""


IN_PERIOD = """
  SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY LEAST(fin, $e) DESC, started_on DESC, turn DESC) AS rank
  FROM long_term WHERE started_on <= $e AND fin >= $s"""
HOMES = f"""
  SELECT c.team, d.sex, c.ethnicity, d.reason, age_on(c.born, LEAST(c.fin, $e)) AS age,
    CASE WHEN d.home LIKE 'Unknown%' THEN 'Unknown' ELSE d.home END AS sort,
    d.home IN {listed([*SETTLED, "Unknown: Presumed at home"])} AS met
  FROM ({IN_PERIOD}) c JOIN details d USING (person_id) WHERE c.rank = 1"""
# LTS001c and LTS002b: on the last day and since before the year to it, without a day between; a review in that year.
REVIEWED = f"""
  SELECT {WHO}, age_on(c.born, $e) AS age, COALESCE(r.completed >= year_to($e), false) AS met
  FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY turn DESC) AS rank
      FROM long_term WHERE started_on <= $e AND fin >= $e) c
    JOIN (SELECT person_id, MAX(started_on) AS since FROM (
        SELECT person_id, started_on, COALESCE(MAX(fin) OVER (PARTITION BY person_id ORDER BY turn
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + CASE WHEN MAX(fin) OVER (PARTITION BY person_id ORDER BY turn
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) = {OPEN} THEN 0 ELSE 1 END < started_on, true) AS is_first
        FROM long_term WHERE started_on <= $e) WHERE is_first GROUP BY person_id) b USING (person_id)
    LEFT JOIN (SELECT person_id, MAX(completed_on) AS completed FROM reviews WHERE completed_on <= $e GROUP BY person_id) r
      USING (person_id)
  WHERE c.rank = 1 AND b.since < year_to($e) AND (c.born IS NULL OR age_on(c.born, $e) >= 18)"""
ADMITTED = f"""
  SELECT {WHO}, age_on(c.born, c.started_on) AS age, true AS met FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY turn) AS rank
    FROM admitted WHERE started_on BETWEEN $s AND $e) c WHERE c.rank = 1"""
# The return's 2B and 2C: begun in the period, running on the day after it, and no other since before it.
BEGUN = f"""
  SELECT {WHO}, age_on(c.born, $e + 1) AS age, true AS met FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY turn) AS rank FROM used a
    WHERE kind IN ('{NURSING}', '{RESIDENTIAL}') AND started_on BETWEEN $s AND $e AND fin > $e AND born IS NOT NULL
      AND age_on(born, $e + 1) >= 18 AND NOT EXISTS (
        SELECT 1 FROM used b WHERE b.person_id = a.person_id AND b.kind IN ('{NURSING}', '{RESIDENTIAL}')
          AND b.started_on < $s AND b.fin > $e)) c WHERE c.rank = 1"""
# LTS004: by the service for a learning disability begun last; of those of one day, one that knows the home.
DISABLED = f"""
  SELECT {WHO}, age_on(c.born, $e) AS age, c.home AS sort, COALESCE(c.home IN {listed(SETTLED)}, false) AS met FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY started_on DESC,
      CASE WHEN COALESCE(home, 'Unknown') = 'Unknown' THEN 1 ELSE 0 END, turn DESC) AS rank
    FROM long_term WHERE primary_support_reason = 'Learning disability support' AND started_on <= $e AND fin >= $s) c
  WHERE c.rank = 1"""
DIRECT = "COALESCE(mechanism = 'Direct payment', false)"
ANY_DIRECT = f"({DIRECT} OR COALESCE(component = 'Direct payment', false))"


def chosen(direct_payment, asked, condition="true"):
    names = " ".join(f"WHEN {place} THEN '{name}'" for place, name in enumerate(PLACES) if name)
    return f"""SELECT team, sex, ethnicity, reason, age, CASE sort_place {names} END AS sort, {asked} AS met
      FROM ({on_day(direct_payment)}) WHERE {condition}"""


def episodes(gap):
    return f"""SELECT {WHO}, age_on(c.born, c.ce) AS age, c.sequel AS sort, c.sequel IN {listed(NUMERATOR_2A)} AS met
      FROM episodes_{gap} c WHERE c.ce BETWEEN $s AND $e AND c.sequel IN {listed(DENOMINATOR_2A)}"""


def waits(day, ages):
    return f"""SELECT {WHO}, age_on(c.date_of_birth, c.{day}) AS age, c.{day} - c.asked AS days FROM waited c
      WHERE c.{day} BETWEEN $s AND $e AND age_on(c.date_of_birth, c.{day}) {ages}"""


def concerns(asked):
    return f"""SELECT {WHO}, age_on(c.date_of_birth, c.received_on) AS age, c.led AS sort, {asked} AS met
      FROM followed c WHERE c.received_on BETWEEN $s AND $e"""


YOUNGER, OLDER = "BETWEEN 18 AND 64", ">= 65"
MEASURES = {
    "reablement-no-further-support": episodes(7),
    "reablement-no-further-support-3-days": episodes(3),
    "admissions-18-to-64": f"SELECT * FROM ({ADMITTED}) WHERE age {YOUNGER}",
    "admissions-65-and-over": f"SELECT * FROM ({ADMITTED}) WHERE age {OLDER}",
    "admissions-18-to-64-return": f"SELECT * FROM ({BEGUN}) WHERE age {YOUNGER}",
    "admissions-65-and-over-return": f"SELECT * FROM ({BEGUN}) WHERE age {OLDER}",
    "settled-home-18-to-64": f"SELECT * FROM ({HOMES}) WHERE age {YOUNGER}",
    "settled-home-65-and-over": f"SELECT * FROM ({HOMES}) WHERE age {OLDER}",
    "settled-home-learning-disability":
        f"SELECT * FROM ({HOMES}) WHERE age {YOUNGER} AND reason = 'Learning disability support'",
    "settled-home-learning-disability-return": f"SELECT * FROM ({DISABLED}) WHERE age {YOUNGER}",
    "self-directed-support-on-day": chosen(ANY_DIRECT, "self_directed"),
    "direct-payments-on-day": chosen(ANY_DIRECT, "direct"),
    "self-directed-support-on-day-return": chosen(DIRECT, "self_directed", "born IS NOT NULL"),
    "direct-payments-on-day-return": chosen(DIRECT, "direct", "born IS NOT NULL"),
    "long-term-support-reviewed-in-year": REVIEWED,
    "first-response-median-days-25-to-64": waits("responded", "BETWEEN 25 AND 64"),
    "first-response-median-days-65-and-over": waits("responded", OLDER),
    "first-service-median-days-25-to-64": waits("served", "BETWEEN 25 AND 64"),
    "first-service-median-days-65-and-over": waits("served", OLDER),
    "safeguarding-concerns-converted": concerns("c.led = 'Section 42 enquiry'"),
    "safeguarding-concerns-repeated-linked":
        concerns("COALESCE(c.earlier >= months_from(c.received_on, -12), false)"),
}
TABLES = ["death", "given", "used", "long_term", "episodes_7", "episodes_3", "stays", "admitted", "happened", "presumed",
          "details", "valid", "events", "blocks", "waited", "followed"]


class Known:
    """What is known on one as-of day."""

    def __init__(self, engine, day):
        self.engine = engine
        for steps in (KNOWN, EPISODES.format(gap=7), EPISODES.format(gap=3), ADMISSIONS, DETAILS, WAITS, CONCERNS):
            engine.execute(steps.replace("$day", f"DATE '{day}'"))

    def cases(self, measure, start, end):
        """Each case of a measure over a period, as a dictionary."""
        text = MEASURES[measure].replace("$s", f"DATE '{start}'").replace("$e", f"DATE '{end}'")
        found = self.engine.execute(text)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]

    def close(self):
        for table in TABLES:
            self.engine.execute(f"DROP TABLE {table}")
