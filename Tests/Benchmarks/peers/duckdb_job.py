"""Job J in DuckDB.  duckdb_job.py EXTRACT.csv FOLDER"""
import os
import sys

import duckdb

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import codes

extract, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
con = duckdb.connect(config={"threads": os.cpu_count()})


def listed(values):
    return ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)


# DuckDB 2.0.0 pushes TRY_CAST into its CSV reader as a strict cast and stops at the first bad date.
con.execute("SET disabled_optimizers = 'type_pushdown'")
for name, values in (("team", codes.TEAMS), ("reason", codes.REASONS), ("ethnicity", codes.ETHNICITIES),
                     ("outcome", codes.OUTCOMES)):
    con.execute(f"CREATE TYPE {name}_t AS ENUM ({listed(values)})")
con.execute(f"""CREATE TABLE calendar AS SELECT d::DATE AS d, sum(CASE WHEN isodow(d) < 6 AND d::DATE NOT IN
    (SELECT unnest([{listed(codes.BANK_HOLIDAYS)}])::DATE) THEN 1 ELSE 0 END) OVER (ORDER BY d)::INT AS running
  FROM generate_series(DATE '{codes.CALENDAR[0]}', DATE '{codes.CALENDAR[1]}', INTERVAL 1 DAY) AS t(d)""")
columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in codes.COLUMNS) + "}"
con.execute(f"""CREATE TEMP TABLE typed AS SELECT concern_id, concern, triage, allocated, completed, team_e, reason_e,
    (CASE WHEN person_id IS NULL THEN 1 WHEN NOT regexp_full_match(person_id, '[0-9]{{10}}') THEN 2 ELSE 0 END
    | CASE WHEN concern_id IS NULL THEN 4 ELSE 0 END
    | CASE WHEN concern IS NULL THEN 16 ELSE 0 END
    | CASE WHEN triage IS NULL AND triage_text IS NOT NULL THEN 32 ELSE 0 END
    | CASE WHEN allocated IS NULL AND allocated_text IS NOT NULL THEN 64 ELSE 0 END
    | CASE WHEN completed IS NULL AND completed_text IS NOT NULL THEN 128 ELSE 0 END
    | CASE WHEN born IS NULL THEN 256 ELSE 0 END
    | CASE WHEN team_e IS NULL THEN 512 ELSE 0 END
    | CASE WHEN reason_e IS NULL THEN 1024 ELSE 0 END
    | CASE WHEN TRY_CAST(ethnicity AS ethnicity_t) IS NULL THEN 2048 ELSE 0 END
    | CASE WHEN outcome IS NOT NULL AND TRY_CAST(outcome AS outcome_t) IS NULL THEN 4096 ELSE 0 END
    | CASE WHEN completed IS NOT NULL AND outcome IS NULL THEN 8192 ELSE 0 END
    | CASE WHEN triage < concern THEN 16384 ELSE 0 END
    | CASE WHEN allocated < concern THEN 32768 ELSE 0 END
    | CASE WHEN completed < allocated THEN 65536 ELSE 0 END
    | CASE WHEN born > concern THEN 131072 ELSE 0 END)::INTEGER AS mask
  FROM (SELECT person_id, concern_id, ethnicity, risk_outcome AS outcome, triage_completed_date AS triage_text,
      enquiry_allocated_date AS allocated_text, enquiry_completed_date AS completed_text,
      TRY_CAST(concern_date AS DATE) AS concern, TRY_CAST(triage_completed_date AS DATE) AS triage,
      TRY_CAST(enquiry_allocated_date AS DATE) AS allocated, TRY_CAST(enquiry_completed_date AS DATE) AS completed,
      TRY_CAST(date_of_birth AS DATE) AS born, TRY_CAST(team AS team_t) AS team_e,
      TRY_CAST(primary_support_reason AS reason_t) AS reason_e
    FROM read_csv('{extract}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
      nullstr = '', columns = {columns}, parallel = true))""")
con.execute("""CREATE TEMP TABLE repeated AS WITH firsts AS (
    SELECT concern_id, min(rowid) AS first FROM typed WHERE mask = 0 GROUP BY concern_id HAVING count(*) > 1)
  SELECT typed.rowid AS r FROM typed JOIN firsts USING (concern_id) WHERE mask = 0 AND typed.rowid <> firsts.first""")
con.execute(f"""COPY (SELECT typed.rowid + 1 AS record, concern_id,
    mask | (CASE WHEN repeated.r IS NOT NULL THEN 8 ELSE 0 END) AS mask
  FROM typed LEFT JOIN repeated ON typed.rowid = repeated.r WHERE mask <> 0 OR repeated.r IS NOT NULL ORDER BY 1)
  TO '{folder}/refused.csv' (HEADER)""")
con.execute(f"""COPY (SELECT rules.name AS rule, count(*) AS records
  FROM read_csv('{folder}/refused.csv', header = true, auto_detect = false,
      columns = {{'record': 'BIGINT', 'concern_id': 'VARCHAR', 'mask': 'INTEGER'}}) AS refused,
    (SELECT unnest([{listed(codes.RULES)}]) AS name, unnest(range({len(codes.RULES)}))::INT AS bit) AS rules
  WHERE (mask >> rules.bit) & 1 = 1 GROUP BY ALL) TO '{folder}/rules.csv' (HEADER)""")
as_of = f"DATE '{codes.AS_OF}'"
con.execute(f"""COPY (SELECT team_e::VARCHAR AS team, strftime(m, '%Y-%m') AS month, reason_e::VARCHAR AS reason,
    concerns, triaged, triaged_in_2, completed, completed_in_20, open, open_median, open_longest
  FROM (SELECT team_e, date_trunc('month', concern) AS m, reason_e, count(*) AS concerns, count(triage) AS triaged,
      count(*) FILTER (WHERE triage_wait <= 2) AS triaged_in_2, count(completed) AS completed,
      count(*) FILTER (WHERE completed_wait <= 20) AS completed_in_20, count(*) FILTER (WHERE completed IS NULL) AS open,
      median({as_of} - concern) FILTER (WHERE completed IS NULL) AS open_median,
      max({as_of} - concern) FILTER (WHERE completed IS NULL) AS open_longest
    FROM (SELECT good.*, k2.running - k1.running AS triage_wait, k4.running - k3.running AS completed_wait
      FROM (SELECT typed.* FROM typed WHERE mask = 0 AND rowid NOT IN (SELECT r FROM repeated)) AS good
      JOIN calendar AS k1 ON good.concern = k1.d LEFT JOIN calendar AS k2 ON good.triage = k2.d
      LEFT JOIN calendar AS k3 ON coalesce(good.allocated, good.concern) = k3.d
      LEFT JOIN calendar AS k4 ON good.completed = k4.d)
    GROUP BY ALL)) TO '{folder}/groups.csv' (HEADER)""")
