import Artefacts
import Periods
import Statistics
import Tables

/// `waiting-lists.csv`: one row for each list, period and figure; no file where the pipeline has no list.
func waitingListFiles(_ results: Disclosed) -> [EvidencePack.File] {
  guard !results.waitingLists.isEmpty else { return [] }
  var csv = CSVWriter(
    header: [
      "waiting_list", "title", "period_kind", "period", "period_start", "period_end", "figure", "wait",
      "measure", "value", "status", "unit", "policy",
    ], neutralisesFormulas: true)
  for list in results.waitingLists {
    func row(_ name: String, _ figure: Figure, _ unit: String, _ key: Reading.Key? = nil, wait: String? = nil)
    {
      csv.row([
        list.list, list.title, list.period.kind.rawValue, list.period.label, list.period.start.description,
        list.period.end.description, name, wait ?? key?.category?.label ?? "", key?.measure ?? "",
        figure.tidy,
        figure.status, unit, results.policy,
      ])
    }
    func row(_ name: String, _ entry: WaitingList.Entry, _ unit: String = "count") {
      row(name, entry.figure, unit, entry.key)
    }
    row("opening", list.opening)
    row("joined", list.joined)
    row("completed", list.completed)
    if let left = list.leftOtherwise { row("left-otherwise", left) }
    row("closing", list.closing)
    row("unexplained", list.unexplained, "count")
    for band in list.bands { row("waiting", band) }
    row("completed-median", list.completedWait, "days")
    row("current-median", list.currentWait, "days")
    row("all-waits-median", list.median, "days")
    row("all-waits-median-lower-95", list.medianLower, "days")
    row("all-waits-median-upper-95", list.medianUpper, "days")
    for point in list.curve {
      row("still-waiting-share", point.share, "percent", wait: "over \(point.days) days")
    }
  }
  return [EvidencePack.File(open: "waiting-lists.csv", bytes: csv.bytes)]
}
