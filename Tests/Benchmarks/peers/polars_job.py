"""Job J in polars, lazy and streaming.  polars_job.py EXTRACT.csv FOLDER"""
import os
import sys

import polars as pl

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import codes

extract, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
C = pl.col
calendar = pl.DataFrame({"d": pl.date_range(*codes.CALENDAR, eager=True)})
running = calendar.select(
    ((C.d.dt.weekday() < 6) & ~C.d.is_in(codes.BANK_HOLIDAYS)).cast(pl.Int32).cum_sum())["d"]


def date(name):
    return C(name).str.to_date("%Y-%m-%d", strict=False)


def bit(condition, rule):
    return pl.when(condition).then(pl.lit(1 << rule, dtype=pl.Int32)).otherwise(pl.lit(0, dtype=pl.Int32))


def unreadable(value, text):
    return C(value).is_null() & C(text).is_not_null()


def worked(column):
    return pl.lit(running).gather((column - pl.lit(codes.CALENDAR[0])).dt.total_days())


lazy = (pl.scan_csv(extract, schema={name: pl.String for name in codes.COLUMNS}, has_header=True, quote_char='"',
                    row_index_name="record", row_index_offset=1, null_values="")
        .select("record", "person_id", "concern_id", triage_text="triage_completed_date",
                allocated_text="enquiry_allocated_date", completed_text="enquiry_completed_date",
                concern=date("concern_date"), triage=date("triage_completed_date"),
                allocated=date("enquiry_allocated_date"), completed=date("enquiry_completed_date"),
                born=date("date_of_birth"), team=C.team.cast(pl.Enum(codes.TEAMS), strict=False),
                reason=C.primary_support_reason.cast(pl.Enum(codes.REASONS), strict=False),
                ethnicity=C.ethnicity.cast(pl.Enum(codes.ETHNICITIES), strict=False), outcome_text="risk_outcome",
                outcome=C.risk_outcome.cast(pl.Enum(codes.OUTCOMES), strict=False)))
mask = (bit(C.person_id.is_null(), 0) | bit(~C.person_id.str.contains(r"^[0-9]{10}$"), 1)
        | bit(C.concern_id.is_null(), 2) | bit(C.concern.is_null(), 4) | bit(unreadable("triage", "triage_text"), 5)
        | bit(unreadable("allocated", "allocated_text"), 6) | bit(unreadable("completed", "completed_text"), 7)
        | bit(C.born.is_null(), 8) | bit(C.team.is_null(), 9) | bit(C.reason.is_null(), 10)
        | bit(C.ethnicity.is_null(), 11) | bit(unreadable("outcome", "outcome_text"), 12)
        | bit(C.completed.is_not_null() & C.outcome_text.is_null(), 13) | bit(C.triage < C.concern, 14)
        | bit(C.allocated < C.concern, 15) | bit(C.completed < C.allocated, 16) | bit(C.born > C.concern, 17))
frame = lazy.select("record", "concern_id", "concern", "triage", "allocated", "completed", "team", "reason",
                    mask=mask).collect(engine="streaming")
repeats = frame.lazy().filter(C.mask == 0).filter(~C.concern_id.is_first_distinct()).select("record").collect()
frame = frame.with_columns(mask=C.mask | bit(C.record.is_in(repeats["record"].implode()), 3))
refused = frame.lazy().filter(C.mask != 0).select("record", "concern_id", "mask").sort("record").collect()
refused.write_csv(f"{folder}/refused.csv")
pl.DataFrame({"rule": codes.RULES, "records": [
    int(((refused["mask"] // (1 << rule)) % 2).sum()) for rule in range(len(codes.RULES))]}).write_csv(
        f"{folder}/rules.csv")
(frame.lazy().filter(C.mask == 0)
 .with_columns(triage_wait=worked(C.triage) - worked(C.concern),
               completed_wait=worked(C.completed) - worked(pl.coalesce("allocated", "concern")),
               month=C.concern.dt.month_start(),
               wait=pl.when(C.completed.is_null()).then((pl.lit(codes.AS_OF) - C.concern).dt.total_days())
               .cast(pl.Int32))
 .group_by("team", "month", "reason")
 .agg(concerns=pl.len(), triaged=C.triage.count(), triaged_in_2=(C.triage_wait <= 2).sum(),
      completed=C.completed.count(), completed_in_20=(C.completed_wait <= 20).sum(), open=C.wait.count(),
      open_median=C.wait.median(), open_longest=C.wait.max())
 .select(C.team.cast(pl.String), C.month.dt.strftime("%Y-%m"), C.reason.cast(pl.String), "concerns", "triaged",
         "triaged_in_2", "completed", "completed_in_20", "open", "open_median", "open_longest")
 .collect(engine="streaming").write_csv(f"{folder}/groups.csv"))
