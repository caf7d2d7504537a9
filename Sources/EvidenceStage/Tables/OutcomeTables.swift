import Artefacts
import Declarations
import Periods

/// One row for each outcome or priority: its measures by state, the status that they give it, and the one that somebody
/// gives it.
///
/// The computed status is the worst of those of its measures.
func outcomesTable(_ table: DeclaredTable, _ rows: [DisclosedStatus], _ context: EvidenceContext) -> LaidTable
{
  let columns = stateColumns(of: rows.map(\.reported.status))
  let names = unique(rows.map { outcome($0, context) })
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + [
        "The computed status of an outcome is the worst of its measures. A status by judgement stands beside it and changes no count."
      ],
    headings: [.init(title: "Outcome")] + columns.map { .init(title: stateName(of: $0), isNumeric: true) }
      + [
        .init(title: "Measures", isNumeric: true), .init(title: "Computed status"),
        .init(title: "Judged status"), .init(title: "Judged before"), .init(title: "Period"),
        .init(title: "Outlook"), .init(title: "Judged by"), .init(title: "Reason"),
      ],
    rows: names.map { title in
      let statuses = rows.filter { outcome($0, context) == title }.map(\.reported.status)
      let (now, before) = judgements(of: title, rows, context)
      return LaidTable.Row(
        cells: [.words(title)] + columns.map { state in .count(statuses.count { $0 == state }) }
          + [
            .count(statuses.count), .status(worst(of: statuses)),
            now.map { .status(TargetStatus($0.status)) } ?? .words("Not given"),
            before.map { .status(TargetStatus($0.status)) } ?? .words("Not given"),
            .words(now?.period.value ?? ""), .words(now?.outlook.map(Wording.heading) ?? "Not given"),
            .words(now.map { "\($0.author.value), \($0.date.value)" } ?? ""), .words(now?.reason.value ?? ""),
          ])
    })
}

/// The worst rating; nil where one that is hidden can be worse. Without any rating, whether there was something to judge.
private func worst(of statuses: [TargetStatus?]) -> TargetStatus? {
  if statuses.contains(.red) { return .red }
  if statuses.contains(nil) { return nil }
  let order: [TargetStatus] = [.amber, .green, .notJudged, .monitoring, .nothingToMeasure]
  return order.first(where: statuses.contains) ?? .missing
}

/// What is said of an outcome for the latest month, quarter, half-year or year, the shortest first, and of the one before it.
private func judgements(
  of title: String, _ rows: [DisclosedStatus], _ context: EvidenceContext
) -> (now: Judgements.Outcome?, before: Judgements.Outcome?) {
  guard let asOf = rows.first?.status.asOf else { return (nil, nil) }
  let said = context.judgedOutcomes.filter { $0.outcome.value == title }
  for frequency in TargetSet.Frequency.allCases {
    let period = ReportingPeriod(latest: frequency.kind, asOf: asOf)
    guard let now = said.first(where: { $0.period.value == period.label }) else { continue }
    return (now, said.first { $0.period.value == period.previous.label })
  }
  return (nil, nil)
}
