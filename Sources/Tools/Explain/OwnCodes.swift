import Artefacts
import Findings
import Runs
import Tables

/// The codes that no file declares, and their meanings.
let ownCodes: [(code: String, meaning: String)] =
  CellFault.Kind.allCases.map { kind in
    let check = CellCheck(kind)
    return (check.code.rawValue, "\(check.message(field: "the field")); \(check.hint)")
  } + [
    (
      CellCheck.duplicateKey.code.rawValue,
      "\(CellCheck.duplicateKey.message(field: "the key")); \(CellCheck.duplicateKey.hint)"
    ),
    ("FILE-001", "the file or folder is not there"),
    ("FILE-002", "the file is empty"),
    ("FILE-003", "the file has a header and no records; the file is refused"),
    ("FILE-004", "a column is not a field of the dataset and is ignored"),
    ("FILE-005", "a required field has no column; the file is refused"),
    ("FILE-006", "a quote is never closed; the record that opens it is refused"),
    ("FILE-007", "the file, or a value in it, is not UTF-8"),
    ("FILE-008", "the file cannot be read"),
    ("FILE-009", "two columns are the same field; the file is refused"),
    ("FILE-010", "a table that is not an extract holds a record that cannot be read"),
    (
      "FILE-011",
      "the file is not UTF-8, or its delimiter is not a comma; it is read in its own form"
    ),
    ("FILE-012", "lines above the header, or a line of dashes under it, are not read"),
    ("FILE-013", "the dates of a column could be day first or month first; the column is not read"),
    ("FILE-014", "compressed data are damaged, cut short, or too much for a table; the file is refused"),
    (
      "FILE-015",
      "a workbook cannot be read, it is not clear which sheet to read, or the file is no table; the file is refused"
    ),
    ("FILE-016", "records of a case that another file of the dataset has too are left out"),
    (
      "FILE-018",
      "some dates of a column are in an unusual form, not as the pipeline declares, or mean no date"
    ),
    ("FILE-019", "too large a share of a file's records is refused; the file is refused"),
    ("FILE-020", "an extract changed while it was being read; nothing is written"),
    ("FILE-031", "one sheet of several is read"),
    ("FILE-032", "records with fewer fields than the header are read; those missing at the end are blank"),
    ("FILE-033", "records with more fields than the header are read; there is nothing in them"),
    ("FILE-034", "text after a closing quote is read as part of the value"),
    ("FILE-035", "quotes inside quotes are written with a backslash, and are read so"),
    ("FILE-036", "spellings of a value that differ only in case, spaces or marks are read as one"),
    ("FILE-037", "every value of a column of references is wrapped in the same way, and read without that"),
    ("FILE-038", "a file lacks the column that tells an input's records apart; the file is refused"),
    ("FILE-039", "records of a file are of no kind that one of its inputs reads"),
    ("FILE-040", "the lock file of a spreadsheet program is not read"),
    ("FILE-041", "lines at the foot of a file, such as totals, are not records and are not read"),
    ("FILE-042", "records without a reference are named by their lines"),
    ("FILE-043", "a column's header is that of several fields, so it is read as none of them"),
    ("FILE-301", "a publisher's workbook lacks a sheet that its layout names"),
    ("FILE-302", "a publisher's file lacks a column that its layout names"),
    ("FILE-303", "a cell of a publisher's file is not a number, or not a year"),
    ("FILE-304", "a cell of a publisher's file is the code of no area"),
    ("FILE-305", "a cell of a publisher's file is a code that its layout does not know"),
    ("FILE-306", "a publisher's file gives one figure twice, with different values"),
    ("FILE-307", "a cell of a publisher's file is blank, and no marker says why"),
    ("FILE-308", "a publisher's file is of a later edition than its layout"),
    ("FILE-309", "a published outcome is not what its own counts give"),
    ("FILE-311", "there is no such peer model, or too few areas to find neighbours among"),
    ("FILE-310", "no layout, or more than one, reads a publisher's file"),
    ("PUB-001", "a published record names a framework that is not known; it is not read"),
    ("PUB-002", "a published record's code is not a measure of its framework; it is not read"),
    ("PUB-003", "a published record's year is not a financial year; it is not read"),
    ("PUB-004", "a published record names an area that is not known; it is not read"),
    ("PUB-005", "a published record gives a figure that an earlier one has given; it is not read"),
    ("PUB-006", "a reading's period is none, such as a month that does not exist; it is not read"),
    ("PUB-007", "a reading's unit is not the measure's; it is not read"),
    ("PUB-008", "a reading's numerator is greater than its denominator, or that is negative; it is not read"),
    ("PUB-009", "a reading is of a breakdown that its measure does not have; it is not read"),
    ("PUB-010", "a reading's value is not what its own counts give; the counts are used"),
    ("PUB-011", "a reading was given before, and a later one stands"),
    (
      "PUB-012",
      "a reading of a whole period is not what those of its parts come to; each is used for its own"
    ),
    ("PUB-013", "a reading has neither a figure nor a reason, or both; it is not read"),
    ("AGG-001", "a measure's dataset has no extract, so it is not computed"),
    ("AGG-002", "a measure's field is not in the extract, so it is not computed"),
    ("AGG-003", "a rate has no population for the area"),
    ("AGG-004", "a crossed table's breakdown is not in the extract, so it is not made"),
    ("AGG-005", "a crossed table would have more combinations than can be counted, so it is not made"),
    ("AGG-010", "the categories of a breakdown do not add up to the whole, though each case is in one"),
    (
      "AGG-011",
      "a measure was computed twice for one period or category; neither figure is shown, and this is a bug in CareTally"
    ),
    ("AGG-020", "a waiting list's counts do not balance: opening + joined - left is not closing"),
    ("AGG-021", "the days of a waiting list give other counts than its measures"),
    ("AGG-030", "an extract begins after the start of some periods, whose figures are [x]"),
    ("AGG-031", "an extract ends before the last day of some figures"),
    ("AGG-032", "a column that figures read is blank in every record; they are [x]"),
    ("AGG-035", "the first month with cases of each extract"),
    ("AGG-036", "an extract lacks a month between others; figures over it are [x]"),
    (
      "AGG-037",
      "a waiting list, or a measure of a crossed table, is left out because data are missing"
    ),
    ("AGG-034", "an extract's newest record is long before the as-of day"),
    ("AGG-033", "values that no code list knows could change figures too much; they are [x]"),
    (
      "BMK-010",
      "two points of a series have different definitions or populations, so their difference is not shown"
    ),
    (
      "DISC-002",
      "small counts are left out, not even shown as hidden, because earlier publications would give them away"
    ),
    (
      "DISC-001",
      "a hidden or rounded count cannot be shown to keep enough possible values; the evidence is not written"
    ),
    ("RUN-001", "there is no data/ folder here: this is not the project's folder"),
    ("RUN-002", "a file or folder cannot be read"),
    ("RUN-003", "a file or folder cannot be written"),
    ("RUN-004", "the file of bank holidays has no calendar"),
    ("RUN-005", "no pipeline has that id"),
    ("RUN-006", "no area has that code"),
    ("RUN-007", "no disclosure policy has that id"),
    ("RUN-008", "nothing has that name"),
    ("RUN-009", "a run's kept figures are not what a run wrote"),
    ("RUN-010", "another run holds the store's lock"),
    ("RUN-011", "there is no complete run in that folder"),
    ("RUN-012", "a file of an earlier run is damaged or gone"),
    ("RUN-013", "a run did not keep the data for a comparison"),
    ("RUN-014", "two runs of different pipelines or areas cannot be compared"),
    ("RUN-021", "held back: an extract that the pipeline needs is missing or cannot be read"),
    ("RUN-022", "held back: too large a share of a dataset's records is refused"),
    ("RUN-023", "held back: a dataset has far fewer records than in the run before"),
    ("RUN-024", "held back: the as-of day is too many days after the last run's"),
    ("RUN-025", "held back: no figure could be compared with an area that the pipeline compares with"),
    ("RUN-026", "held back: too large a share of a dataset's records has a value that no code list knows"),
    ("RUN-027", "held back: the as-of day is too many days after the newest record of an extract"),
    ("RUN-028", "held back, or reported: the as-of day is after today"),
    ("RUN-030", "no framework has that id"),
    ("RUN-031", "a framework's vintage is not based on the other"),
    ("RUN-032", "the two measures or days cannot be bridged"),
    ("RUN-033", "a measure has no value to show for that period"),
    ("RUN-034", "the baseline is missing, or no run wrote it"),
    ("RUN-035", "no submission has that id"),
    ("RUN-036", "restricted/previous.json of the run before is not what a run wrote"),
    ("RUN-037", "an accepted exception is past its day, or found more often than it was accepted for"),
    ("RUN-038", "a report cannot be written"),
    ("RUN-050", "a folder or file is not replaced: something in it is not as CareTally wrote it"),
    ("RUN-051", "a folder is not replaced: it holds, or lies in, one that must stay"),
    ("RUN-052", "standard output could not be written: the disk is full, or its reader has gone"),
    ("RUN-053", "the account may not use as much memory as is needed"),
    ("RUN-054", "a signal ended the process; unfinished files were removed"),
    ("RUN-055", "the area's code has ended; the run uses its council's new code"),
    ("RUN-056", "the council has ended, or has not begun, so it has no rates"),
    ("RUN-057", "an earlier run is of another council, and is not compared with"),
    ("RUN-059", "the council has ended; the run is of the councils that replaced it, together"),
    ("RUN-058", "the neighbours that the pipeline names are those of another council, and are not used"),
    ("RUN-060", "a folder has no caretally.json, so it is no council's folder"),
    ("RUN-062", "init would replace a file that is there"),
    ("RUN-061", "a declaration of the council's folder is used in place of the shipped one"),
  ]
