import Artefacts
import Declarations
import Findings
import Periods

/// Readings with what their data lack, and what is left out with them: waiting lists and crossed tables.
///
/// A waiting list is left out whole where one of its figures is withheld; a crossed table loses single measures.
struct MarkedReadings {
  private(set) var readings: [Reading]
  private(set) var listReadings: [Reading]
  private(set) var leftOut: [LeftOut] = []
  /// Readings that their data do not allow, with the reason.
  private var withheld: [Reading.Key: String] = [:]
  private var completeness: Completeness?
  private let refused: [String: String]

  init(_ readings: [Reading], _ listReadings: [Reading], _ counting: Counting) {
    (self.readings, self.listReadings) = (readings, listReadings)
    refused = counting.plan.refused
    guard let limits = counting.plan.limits else { return }
    var completeness = Completeness(counting, limits)
    let marked = completeness.marking(readings + listReadings)
    self.completeness = completeness
    self.readings = Array(marked.prefix(readings.count))
    self.listReadings = Array(marked.dropFirst(readings.count))
    for reading in marked where reading.key.category == nil {
      withheld[reading.key] = reading.whyMissing
    }
  }

  /// The findings on extracts, and AGG-037 for each thing that is left out.
  var findings: [Finding] {
    (completeness?.findings ?? [])
      + leftOut.map {
        Finding(
          "AGG-037", severity: .warning, effect: .reports, "\($0.title) is left out: \($0.reason)",
          hint: "correct what its findings say, and run again")
      }
  }

  /// Why a measure has no figure over a period; nil where it has one, or never could.
  func why(_ measure: String, over period: ReportingPeriod) -> String? {
    withheld[Reading.Key(measure: measure, period: period)]
  }

  /// A crossed table without the values that its data do not allow.
  mutating func keeping(_ table: CrossTable?, of item: AggregationPlan.CrossTableItem) -> CrossTable? {
    let title = "the crossed table '\(item.declaration.title)'"
    guard let table else {
      leftOut.append(LeftOut(title, reason(of: item.declaration.dataset.value)))
      return nil
    }
    // Those of a table without a case were not counted.
    var none: Set<String> = []
    for declared in item.measures {
      let id = declared.value.measure.value
      guard let why = completeness?.whyNone(declared, over: item.period) else { continue }
      none.insert(id)
      leftOut.append(LeftOut("\(declared.value.title) of \(title)", why))
    }
    return table.withholding(none.contains)
  }

  /// The lists whose figures can all be shown. The others are reported.
  mutating func keeping(_ lists: [CountedWaitingList], of plan: AggregationPlan) -> [CountedWaitingList] {
    var kept: [CountedWaitingList] = []
    for item in plan.waitingLists {
      let declared = item.declared.value
      for period in item.periods {
        let list = lists.first { $0.list == declared.waitingList.value && $0.period == period }
        let keys = list.map { $0.flow + [$0.completedWait, $0.currentWait] } ?? []
        let why = keys.compactMap { withheld[$0] }.first
        if let list, why == nil {
          kept.append(list)
        } else {
          leftOut.append(
            LeftOut(
              "the waiting list '\(declared.title)' over \(period.label)",
              why ?? reason(of: declared.dataset.value)))
        }
      }
    }
    return kept
  }

  private func reason(of dataset: String) -> String {
    refused[dataset] ?? "its extract, or a column of it, is missing"
  }
}
