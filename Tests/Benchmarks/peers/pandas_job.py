"""Job J in pandas with numpy, read by pyarrow.  pandas_job.py EXTRACT.csv FOLDER"""
import os
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import codes

extract, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
pa.set_cpu_count(os.cpu_count())
CODED = {"team": codes.TEAMS, "primary_support_reason": codes.REASONS, "ethnicity": codes.ETHNICITIES,
         "risk_outcome": codes.OUTCOMES}
DATES = [name for name in codes.COLUMNS if "date" in name]
types = {name: pa.string() for name in codes.COLUMNS}
types |= {name: pa.dictionary(pa.int32(), pa.string()) for name in [*CODED, *DATES]}
table = pyarrow.csv.read_csv(
    extract, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
    convert_options=pyarrow.csv.ConvertOptions(
        column_types=types, include_columns=[name for name in codes.COLUMNS if name != "location"],
        strings_can_be_null=True, null_values=[""], quoted_strings_can_be_null=False),
    read_options=pyarrow.csv.ReadOptions(block_size=16 << 20))
frame = table.to_pandas(
    types_mapper=lambda t: pd.ArrowDtype(t) if pa.types.is_string(t) else None, self_destruct=True)
del table
MISSING = np.iinfo(np.int64).min


def numbers(values):
    return values.to_numpy().astype("datetime64[D]").astype(np.int64)


def dates(name):
    """Each different text is parsed once."""
    column = frame[name].cat
    found = numbers(pd.to_datetime(pd.Series(column.categories, dtype="object"), format="%Y-%m-%d", errors="coerce"))
    at = column.codes.to_numpy()
    return np.append(found, MISSING)[at], at >= 0


def places(name):
    column = frame[name].cat
    at = column.codes.to_numpy()
    return np.append(pd.Index(CODED[name]).get_indexer(column.categories), -1)[at], at >= 0


def known(values):
    return values != MISSING


(concern, _), (triage, has_triage), (allocated, has_allocated), (completed, has_completed), (born, _) = map(dates, DATES)
team, _ = places("team")
reason, _ = places("primary_support_reason")
ethnicity, _ = places("ethnicity")
outcome, has_outcome = places("risk_outcome")
person, key = frame["person_id"], frame["concern_id"]
no_person = person.isna().to_numpy()
mask = np.zeros(len(frame), np.int32)
for rule, broken in enumerate([
        no_person, ~no_person & ~person.str.fullmatch("[0-9]{10}").fillna(True).to_numpy(dtype=bool),
        key.isna().to_numpy(), np.zeros(len(frame), bool), ~known(concern), has_triage & ~known(triage),
        has_allocated & ~known(allocated), has_completed & ~known(completed), ~known(born), team < 0, reason < 0,
        ethnicity < 0, has_outcome & (outcome < 0), known(completed) & ~has_outcome,
        known(triage) & known(concern) & (triage < concern), known(allocated) & known(concern) & (allocated < concern),
        known(completed) & known(allocated) & (completed < allocated), known(born) & known(concern) & (born > concern)]):
    mask[broken] |= 1 << rule
good = np.flatnonzero(mask == 0)
mask[good[key.iloc[good].duplicated().to_numpy()]] = 1 << 3
bad = np.flatnonzero(mask)
pd.DataFrame({"record": bad + 1, "concern_id": key.iloc[bad].to_numpy(), "mask": mask[bad]}).to_csv(
    f"{folder}/refused.csv", index=False)
pd.DataFrame({"rule": codes.RULES, "records": [int((mask[bad] >> rule & 1).sum()) for rule in range(18)]}).to_csv(
    f"{folder}/rules.csv", index=False)
first, last = (int(np.datetime64(day, "D").astype(np.int64)) for day in codes.CALENDAR)
as_of = int(np.datetime64(codes.AS_OF, "D").astype(np.int64))
running = np.cumsum(np.is_busday(np.arange(first, last + 1).astype("datetime64[D]"),
                                 holidays=np.array(codes.BANK_HOLIDAYS, dtype="datetime64[D]"))).astype(np.int64)
good = mask == 0
concern, triage, allocated, completed, team, reason = (
    values[good] for values in (concern, triage, allocated, completed, team, reason))


def worked(values):
    return running[np.where(known(values), values, first) - first]


month = concern.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
groups = pd.DataFrame({
    "group": (team * 10000 + month) * 16 + reason, "triaged": known(triage),
    "triaged_in_2": known(triage) & (worked(triage) - worked(concern) <= 2), "completed": known(completed),
    "completed_in_20": known(completed)
    & (worked(completed) - worked(np.where(known(allocated), allocated, concern)) <= 20),
    "wait": np.where(known(completed), np.nan, as_of - concern)}).groupby("group", sort=False).agg(
        concerns=("triaged", "size"), triaged=("triaged", "sum"), triaged_in_2=("triaged_in_2", "sum"),
        completed=("completed", "sum"), completed_in_20=("completed_in_20", "sum"), open=("wait", "count"),
        open_median=("wait", "median"), open_longest=("wait", "max")).reset_index()
group = groups.pop("group").to_numpy()
groups.insert(0, "reason", np.array(codes.REASONS)[group % 16])
groups.insert(0, "month", (group // 16 % 10000).astype("datetime64[M]").astype(str))
groups.insert(0, "team", np.array(codes.TEAMS)[group // 160000])
groups.to_csv(f"{folder}/groups.csv", index=False)
