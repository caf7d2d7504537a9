import Declarations
import Findings
import Periods

/// Checks a complete run against its pipeline's limits, before it is published.
///
/// - Parameter before: the last published run of an earlier day, where there is one.
/// - Parameter today: the day by the caller's clock; nil for no check.
/// - Returns: why it is held back; empty where it may be published.
func limitsBroken(
  by run: RunRecord, after before: RunRecord?, of plan: PipelinePlan, today: Day?
) -> [Finding] {
  let limits = plan.holdBack
  var broken: [Finding] = []
  if limits?.missingExtract ?? true {
    for dataset in run.missing {
      broken.append(
        .limit("RUN-021", "there is no extract of \(dataset)", "have it delivered, and run again"))
    }
    for file in run.unread {
      broken.append(
        .limit(
          "RUN-021", "the extract '\(file)' could not be read", "see the run's findings.csv for the reason"))
    }
  }
  for table in run.tables {
    if let share = limits?.refusedPercent, isMore(table.refused, than: share, of: table.records) {
      broken.append(
        .limit(
          "RUN-022",
          run.hasOneTree
            ? "\(table.refused) of \(table.records) records of \(table.dataset) were refused; the limit is \(share)%"
            : "more than \(share)% of the records of \(table.dataset) were refused",
          "the run's findings.csv says which rules refused them"))
    }
    if let share = limits?.unmappedPercent, table.unmapped * 100 > share * table.records {
      broken.append(
        .limit(
          "RUN-026",
          run.hasOneTree
            ? """
            \(table.unmapped) of \(table.records) records of \(table.dataset) have a value that no code list knows; the \
            limit is \(share)%
            """
            : "more than \(share)% of the records of \(table.dataset) have a value that no code list knows",
          "restricted/unmapped.csv lists the values: add them to the code list as synonyms"))
    }
    if let days = limits?.daysAfterNewest, run.extractDay == nil, let newest = table.newest,
      run.asOf - newest > days
    {
      broken.append(
        .limit(
          "RUN-027", "the as-of day is more than \(days) days after the newest record of \(table.dataset)",
          "have a newer extract delivered, or check --as-of"))
    }
    guard let share = limits?.volumeDropPercent, let before,
      let earlier = before.tables.first(where: { $0.dataset == table.dataset })
    else { continue }
    if isMore(earlier.records - table.records, than: share, of: earlier.records) {
      broken.append(
        .limit(
          "RUN-023",
          run.hasOneTree
            ? """
            \(table.dataset) has \(table.records) records where the run of \(before.asOf) had \
            \(earlier.records); the limit is \(share)% fewer
            """ : "\(table.dataset) has more than \(share)% fewer records than the run of \(before.asOf) had",
          "check that the extract ran for all dates and teams"))
    }
  }
  if let days = limits?.daysApart, let before, run.extractDay == nil, run.asOf - before.asOf > days {
    broken.append(
      .limit(
        "RUN-024",
        "the as-of day is \(run.asOf - before.asOf) days after the last run's, \(before.asOf); the limit is \(days)",
        "check the machine's clock, or --as-of"))
  }
  if let days = limits?.daysAhead, let today, run.asOf - today > days {
    broken.append(
      .limit(
        "RUN-028", "the as-of day is \(run.asOf - today) days after today, \(today); the limit is \(days)",
        "check --as-of, or the machine's clock"))
  }
  if limits?.missingComparator == true {
    for comparator in run.comparators where comparator.figures == 0 {
      broken.append(
        .limit(
          "RUN-025", "no figure could be compared with area \(comparator.area)",
          "restore data/comparators, or bring the pipeline's comparators up to date"))
    }
  }
  return broken
}

/// Whether a part is more than so many per cent of a whole. Anybody may have changed a manifest.
private func isMore(_ part: Int, than percent: Int, of whole: Int) -> Bool {
  Int128(part) * 100 > Int128(percent) * Int128(whole)
}

extension Finding {
  fileprivate static func limit(_ code: FindingCode, _ message: String, _ hint: String) -> Finding {
    Finding(code, severity: .error, effect: .stops, message, hint: hint)
  }
}
