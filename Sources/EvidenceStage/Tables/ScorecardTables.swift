import Artefacts
import Declarations
import Periods
import Statistics

/// The corporate scorecard: period and year to date, each with target and status, and comments.
func scorecardTable(_ table: DeclaredTable, _ rows: [DisclosedStatus], _ context: EvidenceContext)
  -> LaidTable
{
  LaidTable(
    id: table.plan.table.value, title: table.plan.title, notes: statusNotes(table, rows),
    headings: [
      .init(title: "Measure"), .init(title: "Director"), .init(title: "Portfolio holder"),
      .init(title: "Reported"), .init(title: "Period"), .init(title: "Actual", isNumeric: true),
      .init(title: "Target"), .init(title: "Status"), .init(title: "Override"), .init(title: "Year to date"),
      .init(title: "Actual to date", isNumeric: true), .init(title: "Target to date"),
      .init(title: "Status to date"), .init(title: "Comment"), .init(title: "Improvement plan"),
      .init(title: "Timeframe"), .init(title: "Finance impact"), .init(title: "Risk impact"),
      .init(title: "Rule"),
    ],
    rows: rows.map { row in
      let unit = context.measure(row.status.measure)?.unit
      let comment = row.status.comment
      let saidBy = comment.map { " (\($0.author.value), \($0.date.value))" } ?? ""
      return LaidTable.Row(cells: [
        .words(row.title(context)), .words(row.status.director ?? ""),
        .words(row.status.portfolioHolder ?? ""), .words(Wording.frequency(row.status.frequency)),
        .words(row.periodWords), row.number(row.current, unit: unit), .words(row.current.target ?? ""),
        row.status(row.current, context), .words(row.overrideWords()),
        .words(row.yearToDate?.period.label ?? ""),
        row.yearToDate.map { row.number($0, unit: unit) } ?? .notApplicable,
        .words(row.yearToDate?.target ?? ""),
        row.yearToDate.map { row.status($0, context) } ?? .words(""),
        .words((comment?.comment ?? "") + saidBy), .words(comment?.improvementPlan ?? ""),
        .words(comment?.timeframe ?? ""), .words(comment?.financeImpact ?? ""),
        .words(comment?.riskImpact ?? ""), .words(row.ruleWords),
      ])
    })
}

/// The quarterly dashboard by outcome: the status before, the status now and the outlook.
func dashboardTable(_ table: DeclaredTable, _ rows: [DisclosedStatus], _ context: EvidenceContext)
  -> LaidTable
{
  let ordered =
    table.plan.order == .targets
    ? rows
    : rows.enumerated().sorted { a, b in
      (outcome(a.element, context), a.offset) < (outcome(b.element, context), b.offset)
    }.map(\.element)
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title, notes: statusNotes(table, rows),
    headings: [
      .init(title: "Outcome"), .init(title: "Measure"), .init(title: "Target"), .init(title: "Cumulative"),
      .init(title: "Period"), .init(title: "Actual", isNumeric: true), .init(title: "Previous status"),
      .init(title: "Current status"), .init(title: "Override"), .init(title: "Outlook"),
      .init(title: "Outlook by"), .init(title: "Reason"),
    ],
    rows: ordered.map { row in
      let measure = context.measure(row.status.measure)
      // A number of events grows through the year, so the year to date is judged.
      let isCumulative = row.status.isCumulative
      let shown = isCumulative ? row.yearToDate ?? row.current : row.current
      let before = isCumulative ? row.yearToDateBefore : row.previousReported
      let outlook = row.status.outlook
      return LaidTable.Row(cells: [
        .words(outcome(row, context)), .words(row.title(context)), .words(shown.target ?? ""),
        .words(isCumulative ? "Yes" : "No"),
        .words(shown.period.label + (row.isCarriedForward ? " (carried forward)" : "")),
        row.number(shown, unit: measure?.unit),
        statusBefore(before), row.status(shown, context), .words(row.overrideWords()),
        .words(outlook.map { Wording.heading($0.outlook) } ?? "Not given"),
        .words(outlook.map { "\($0.author.value), \($0.date.value)" } ?? ""),
        .words(outlook?.reason.value ?? ""),
      ])
    })
}

/// The rows that are red, or amber twice in a row.
func exceptionsTable(_ table: DeclaredTable, _ rows: [DisclosedStatus], _ context: EvidenceContext)
  -> LaidTable
{
  LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + ["An exception is red, or amber in two consecutive reported readings."],
    headings: [
      .init(title: "Measure"), .init(title: "Period"), .init(title: "Actual", isNumeric: true),
      .init(title: "Target"), .init(title: "Status"), .init(title: "Status before"), .init(title: "Why"),
      .init(title: "Override"), .init(title: "Director"), .init(title: "Improvement plan"),
    ],
    rows: rows.compactMap { row in
      guard let why = row.exception else { return nil }
      return LaidTable.Row(cells: [
        .words(row.title(context)), .words(row.periodWords),
        row.number(row.reported, unit: context.measure(row.status.measure)?.unit),
        .words(row.reported.target ?? ""), row.status(row.reported, context),
        statusBefore(row.previousReported),
        .words(why),
        .words(row.overrideWords()), .words(row.status.director ?? "None named"),
        .words(row.status.comment?.improvementPlan ?? "None given"),
      ])
    },
    emptyWords: notReported(rows, "exceptions", { $0.status?.isRating == true }) ?? "No exceptions.")
}

/// The rows whose status changed since it was last reported.
func statusChangesTable(
  _ table: DeclaredTable, _ rows: [DisclosedStatus], _ context: EvidenceContext
) -> LaidTable {
  LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + ["Each compared with its last reported reading, whenever that was."],
    headings: [
      .init(title: "Measure"), .init(title: "Previous"), .init(title: "Of"), .init(title: "Now"),
      .init(title: "Period"), .init(title: "Actual", isNumeric: true), .init(title: "Target"),
    ],
    rows: rows.compactMap { row in
      guard row.isChanged, let before = row.previousReported else { return nil }
      return LaidTable.Row(cells: [
        .words(row.title(context)), row.status(before, context), .words(before.period.label),
        row.status(row.reported, context), .words(row.periodWords),
        row.number(row.reported, unit: context.measure(row.status.measure)?.unit),
        .words(row.reported.target ?? ""),
      ])
    },
    emptyWords: rows.contains(where: { $0.previousReported != nil })
      ? notReported(rows, "changes", { $0.status?.isReported == true }) ?? "No status has changed."
      : "Changes were not examined: no measure of this table has an earlier reading.")
}

/// The reason why there was nothing to examine; nil where there was something.
private func notReported(
  _ rows: [DisclosedStatus], _ what: String, _ isLookedAt: (DisclosedJudgement) -> Bool
) -> String? {
  guard !rows.contains(where: { isLookedAt($0.reported) }) else { return nil }
  let why =
    rows.isEmpty
    ? "this table has no measure"
    : rows.allSatisfy { $0.current.status == .missing }
      ? "no measure of this table has a reading" : "no measure of this table has a target"
  return "\(what.prefix(1).uppercased() + what.dropFirst()) were not examined: \(why)."
}

func outcome(_ row: DisclosedStatus, _ context: EvidenceContext) -> String {
  context.measure(row.status.measure)?.outcome(section: row.status.section)
    ?? row.status.section ?? row.status.measure
}

/// The status that was reported before, and its period.
private func statusBefore(_ judged: DisclosedJudgement?) -> TableCell {
  judged.map { before in
    let mark = before.status.flatMap { $0.isRating ? $0.rawValue : nil }
    return .words("\(Wording.status(before.status)) (\(before.period.label))", mark: mark)
  } ?? .words("None reported")
}

func statusNotes(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> [String] {
  var notes = [table.plan.note].compactMap(\.self)
  notes.append(
    "Statuses are decided on unrounded values. Earlier readings are counted again from this extract.")
  let byDefault = rows.count { $0.current.usesDefaultRule }
  if byDefault > 0 {
    notes.append(
      "\(byDefault) of \(rows.count) rows declare no tolerance: the default, amber within 10% of the target, is used."
    )
  }
  if rows.contains(where: { $0.status.override != nil }) {
    notes.append(
      "An override is shown beside the computed status; counts and exceptions use the computed one.")
  }
  return notes
}

extension DisclosedStatus {
  /// The rule behind the status, and why the year to date has none where it could have one.
  fileprivate var ruleWords: String {
    guard let year = yearToDate, year.status == .notJudged, year.rule != current.rule else {
      return current.rule
    }
    return "\(current.rule); to date: \(year.rule)"
  }

  /// The judged value, with a link to its measure's card.
  func number(_ judged: DisclosedJudgement, unit: Measure.Unit?) -> TableCell {
    TableCell.number(judged.value, unit: unit).of(judged.key).with(
      judged.isUnreliable ? "[\(Shorthand.unreliable.rawValue)]" : nil)
  }

  /// A status, with its number of cases if that is small.
  func status(_ judged: DisclosedJudgement, _ context: EvidenceContext) -> TableCell {
    .status(judged.status, few: Wording.few(judged, context.measure(status.measure)))
  }
}
