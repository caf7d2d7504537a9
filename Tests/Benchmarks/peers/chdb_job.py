"""Job J in ClickHouse, embedded: counts by rule, as its record numbers are not to be trusted.  chdb_job.py FILE FOLDER"""
import os
import sys

from chdb import session

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import codes

extract, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
os.makedirs(folder, exist_ok=True)
chdb = session.Session()


def listed(values):
    return "[" + ", ".join("'" + value.replace("'", "\\'") + "'" for value in values) + "]"


def date(name):
    """toDate32OrNull turns 30 February into 1 March: a date counts only if it prints back as it was read."""
    return f"if(toString(toDate32OrNull({name}) AS x_{name}) = {name}, x_{name}, NULL)"


for statement in (
    f"SET max_threads = {os.cpu_count()}", "CREATE DATABASE IF NOT EXISTS j", "USE j",
    f"""CREATE TABLE typed ENGINE = Memory AS SELECT concern_id, concern, triage, allocated, completed, team_at, reason_at,
  toInt32((person_id = '') * 1 + (person_id <> '' AND NOT match(person_id, '^[0-9]{{10}}$')) * 2 + (concern_id = '') * 4
    + isNull(concern) * 16 + (isNull(triage) AND triage_completed_date <> '') * 32
    + (isNull(allocated) AND enquiry_allocated_date <> '') * 64 + (isNull(completed) AND enquiry_completed_date <> '') * 128
    + isNull(born) * 256 + (team_at = 0) * 512 + (reason_at = 0) * 1024
    + (indexOf({listed(codes.ETHNICITIES)}, ethnicity) = 0) * 2048
    + (risk_outcome <> '' AND indexOf({listed(codes.OUTCOMES)}, risk_outcome) = 0) * 4096
    + (isNotNull(completed) AND risk_outcome = '') * 8192 + ifNull(triage < concern, 0) * 16384
    + ifNull(allocated < concern, 0) * 32768 + ifNull(completed < allocated, 0) * 65536
    + ifNull(born > concern, 0) * 131072) AS mask
  FROM (SELECT *, {date('concern_date')} AS concern, {date('triage_completed_date')} AS triage,
      {date('enquiry_allocated_date')} AS allocated, {date('enquiry_completed_date')} AS completed,
      {date('date_of_birth')} AS born, toUInt8(indexOf({listed(codes.TEAMS)}, team)) AS team_at,
      toUInt8(indexOf({listed(codes.REASONS)}, primary_support_reason)) AS reason_at
    FROM file('{extract}', 'CSV', '{', '.join(f'{name} String' for name in codes.COLUMNS)}')
    SETTINGS input_format_csv_skip_first_lines = 1)""",
):
    chdb.query(statement)
chdb.query(f"""INSERT INTO FUNCTION file('{folder}/rules.csv', 'CSVWithNames')
  SELECT * FROM (SELECT {listed(codes.RULES)}[bit + 1] AS rule, count() AS records FROM typed
    ARRAY JOIN range({len(codes.RULES)}) AS bit WHERE bitTest(mask, bit) GROUP BY bit
  UNION ALL SELECT '{codes.RULES[3]}', count() - uniqExact(concern_id) FROM typed WHERE mask = 0)
  SETTINGS engine_file_truncate_on_insert = 1""")
running = ("SELECT groupArray(r) FROM (SELECT sum(w) OVER (ORDER BY d) AS r FROM (SELECT toDate32('"
           f"{codes.CALENDAR[0]}') + number AS d, toInt32(toDayOfWeek(d) < 6 AND toString(d) NOT IN "
           f"{tuple(str(day) for day in codes.BANK_HOLIDAYS)}) AS w FROM numbers({(codes.CALENDAR[1] - codes.CALENDAR[0]).days + 1})))")
at = lambda day: f"({running})[toInt32({day}) - toInt32(toDate32('{codes.CALENDAR[0]}')) + 1]"
chdb.query(f"""INSERT INTO FUNCTION file('{folder}/groups.csv', 'CSVWithNames')
  SELECT {listed(codes.TEAMS)}[team_at] AS team, formatDateTime(m, '%Y-%m') AS month, {listed(codes.REASONS)}[reason_at] AS reason,
    count() AS concerns, count(triage) AS triaged,
    countIf(isNotNull(triage) AND {at('assumeNotNull(triage)')} - {at('assumeNotNull(concern)')} <= 2) AS triaged_in_2,
    count(completed) AS completed_all, countIf(isNotNull(completed)
      AND {at('assumeNotNull(completed)')} - {at('assumeNotNull(coalesce(allocated, concern))')} <= 20) AS completed_in_20,
    countIf(isNull(completed)) AS open,
    quantileExactInclusiveIf(0.5)(toInt32(toDate32('{codes.AS_OF}')) - toInt32(assumeNotNull(concern)), isNull(completed)) AS med,
    maxIf(toInt32(toDate32('{codes.AS_OF}')) - toInt32(assumeNotNull(concern)), isNull(completed)) AS longest
  FROM (SELECT *, toStartOfMonth(assumeNotNull(concern)) AS m FROM typed WHERE mask = 0
    AND concern_id NOT IN (SELECT concern_id FROM typed WHERE mask = 0 GROUP BY concern_id HAVING count() > 1)
    UNION ALL SELECT *, toStartOfMonth(assumeNotNull(concern)) AS m FROM typed WHERE mask = 0
    AND concern_id IN (SELECT concern_id FROM typed WHERE mask = 0 GROUP BY concern_id HAVING count() > 1) LIMIT 1 BY concern_id)
  GROUP BY team_at, m, reason_at SETTINGS engine_file_truncate_on_insert = 1""")
with open(f"{folder}/refused.csv", "w", encoding="utf-8") as out:
    out.write("record,concern_id,mask\n")
