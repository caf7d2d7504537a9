"""Job J in SQLite, as Python ships it: rows by its csv module, the rest in SQL.  sqlite_job.py EXTRACT.csv FOLDER"""
import csv
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import codes

extract, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
con = sqlite3.connect(":memory:", isolation_level=None)
con.execute("PRAGMA journal_mode = OFF")
con.execute("PRAGMA temp_store = MEMORY")
con.execute(f"CREATE TABLE extract (record INTEGER PRIMARY KEY, {', '.join(f'{name} TEXT' for name in codes.COLUMNS)})")
with open(extract, newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    next(rows)
    con.execute("BEGIN")
    con.executemany(f"INSERT INTO extract ({', '.join(codes.COLUMNS)}) VALUES ({', '.join('?' * 12)})", rows)
    con.execute("COMMIT")
for name, values in (("teams", codes.TEAMS), ("reasons", codes.REASONS), ("ethnicities", codes.ETHNICITIES),
                     ("outcomes", codes.OUTCOMES)):
    con.execute(f"CREATE TABLE {name} (name TEXT PRIMARY KEY) WITHOUT ROWID")
    con.executemany(f"INSERT INTO {name} VALUES (?)", [(value,) for value in values])
con.execute("CREATE TABLE holidays (d TEXT PRIMARY KEY) WITHOUT ROWID")
con.executemany("INSERT INTO holidays VALUES (?)", [(day.isoformat(),) for day in codes.BANK_HOLIDAYS])
# Every day that a record may hold, once: its text, its number and the working days up to it.
con.execute("CREATE TABLE calendar (t TEXT PRIMARY KEY, d INTEGER, w INTEGER) WITHOUT ROWID")
con.execute("""INSERT INTO calendar
  WITH RECURSIVE days (t) AS (SELECT '1900-01-01' UNION ALL SELECT date(t, '+1 day') FROM days WHERE t < '2100-12-31')
  SELECT t, CAST(julianday(t) - 2440587.5 AS INTEGER),
    sum(t BETWEEN ? AND ? AND strftime('%w', t) NOT IN ('0', '6') AND t NOT IN (SELECT d FROM holidays)) OVER (ORDER BY t)
  FROM days""", [day.isoformat() for day in codes.CALENDAR])
con.execute("""CREATE TABLE typed AS SELECT record, concern_id, e.team, primary_support_reason AS reason,
    substr(concern_date, 1, 7) AS month, c.d AS concern, t.d AS triage, a.d AS allocated, f.d AS completed,
    c.w AS concern_w, t.w AS triage_w, a.w AS allocated_w, f.w AS completed_w,
    (person_id = '') * 1 | (person_id <> '' AND (length(person_id) <> 10 OR person_id GLOB '*[^0-9]*')) * 2
    | (concern_id = '') * 4 | (c.d IS NULL) * 16 | (t.d IS NULL AND triage_completed_date <> '') * 32
    | (a.d IS NULL AND enquiry_allocated_date <> '') * 64 | (f.d IS NULL AND enquiry_completed_date <> '') * 128
    | (b.d IS NULL) * 256 | (teams.name IS NULL) * 512 | (reasons.name IS NULL) * 1024
    | (ethnicities.name IS NULL) * 2048 | (outcomes.name IS NULL AND risk_outcome <> '') * 4096
    | (f.d IS NOT NULL AND risk_outcome = '') * 8192 | ifnull(t.d < c.d, 0) * 16384 | ifnull(a.d < c.d, 0) * 32768
    | ifnull(f.d < a.d, 0) * 65536 | ifnull(b.d > c.d, 0) * 131072 AS mask
  FROM extract AS e LEFT JOIN calendar AS c ON c.t = concern_date LEFT JOIN calendar AS t ON t.t = triage_completed_date
    LEFT JOIN calendar AS a ON a.t = enquiry_allocated_date LEFT JOIN calendar AS f ON f.t = enquiry_completed_date
    LEFT JOIN calendar AS b ON b.t = date_of_birth LEFT JOIN teams ON teams.name = e.team
    LEFT JOIN reasons ON reasons.name = primary_support_reason
    LEFT JOIN ethnicities ON ethnicities.name = ethnicity LEFT JOIN outcomes ON outcomes.name = risk_outcome""")
con.execute("CREATE INDEX keys ON typed (concern_id, record) WHERE mask = 0")
con.execute("""UPDATE typed SET mask = 8 WHERE rowid IN (SELECT r FROM (
    SELECT rowid AS r, row_number() OVER (PARTITION BY concern_id ORDER BY record) AS n FROM typed WHERE mask = 0)
  WHERE n > 1)""")


def write(name, header, rows):
    with open(f"{folder}/{name}.csv", "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([header, *rows])


write("refused", ["record", "concern_id", "mask"],
      con.execute("SELECT record, concern_id, mask FROM typed WHERE mask <> 0 ORDER BY record"))
write("rules", ["rule", "records"], [
    (rule, con.execute("SELECT count(*) FROM typed WHERE mask >> ? & 1", [bit]).fetchone()[0])
    for bit, rule in enumerate(codes.RULES)])
con.execute("""CREATE TABLE good AS SELECT team, month, reason, triage, triage_w - concern_w AS triage_wait, completed,
    completed_w - ifnull(allocated_w, concern_w) AS completed_wait,
    CASE WHEN completed IS NULL THEN (SELECT d FROM calendar WHERE t = ?) - concern END AS wait
  FROM typed WHERE mask = 0""", [codes.AS_OF.isoformat()])
write("groups", ["team", "month", "reason", "concerns", "triaged", "triaged_in_2", "completed", "completed_in_20",
                 "open", "open_median", "open_longest"], con.execute("""
  WITH counted AS (SELECT team, month, reason, count(*) AS concerns, count(triage) AS triaged,
      total(triage_wait <= 2) AS triaged_in_2, count(completed) AS completed, total(completed_wait <= 20) AS in_20,
      count(wait) AS open, max(wait) AS longest FROM good GROUP BY team, month, reason),
    middle AS (SELECT team, month, reason, avg(wait) AS median FROM (
        SELECT *, row_number() OVER (PARTITION BY team, month, reason ORDER BY wait) AS n,
          count(*) OVER (PARTITION BY team, month, reason) AS m FROM good WHERE wait IS NOT NULL)
      WHERE n IN ((m + 1) / 2, (m + 2) / 2) GROUP BY team, month, reason)
  SELECT team, month, reason, concerns, triaged, triaged_in_2, completed, in_20, open, median, longest
  FROM counted LEFT JOIN middle USING (team, month, reason)"""))
