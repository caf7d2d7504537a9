import Artefacts
import Periods
import Statistics

/// The page of the waiting lists; nil where the pipeline has none.
func waitingListPage(_ pack: PackContents) -> Page? {
  guard !pack.results.waitingLists.isEmpty else { return nil }
  return Page(slug: waitingListSlug, title: "Waiting lists") { place in
    """
    \(place.heading(1, "Waiting lists"))<p class="lead">\(pack.context.areaName), as of \(words(pack.results.asOf))</p>
    <p>Waits of the completed and of those still waiting are two series. The median of all waits counts those still
    waiting, and those who left otherwise, as at least as long as they had waited (Kaplan and Meier 1958): a list whose
    longest waiters never finish does not look better for it.</p>
    \(waitingLists(pack, place))
    """
  }
}

let waitingListSlug = "waiting-lists"

/// Who joined and left each list, who is on it, how long they wait, and whether its counts add up.
private func waitingLists(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var lists: [String] = []
  for list in pack.results.waitingLists where !lists.contains(list.list) { lists.append(list.list) }
  return lists.map { id -> HTMLText in
    let periods = pack.results.waitingLists.filter { $0.list == id }
    let title = periods.first?.title ?? id
    return place.heading(2, HTMLText(title), id: "list-\(id)") + table(title, periods)
      + (periods.last.map { bands(title, $0) } ?? "")
  }.joined()
}

private func table(_ title: String, _ periods: [WaitingList]) -> HTMLText {
  func row(_ name: String, _ value: (WaitingList) -> String) -> HTMLText {
    let cells = periods.map { "<td class=\"n\">\(value($0))</td>" as HTMLText }
    return "<tr><th scope=\"row\">\(name)</th>\(cells.joined())</tr>"
  }
  let hasOther = periods.contains { $0.leftOtherwise != nil }
  var rows = [
    row("On the list the day before") { $0.opening.figure.text },
    row("Joined") { $0.joined.figure.text }, row("Completed") { $0.completed.figure.text },
  ]
  if hasOther { rows.append(row("Left otherwise") { $0.leftOtherwise?.figure.text ?? "[z]" }) }
  rows += [
    row("On the list on the last day") { $0.closing.figure.text },
    row("Not explained by those") { $0.unexplained.text },
    row("Median days of completed waits") { $0.completedWait.figure.text },
    row("Median days so far of those still waiting") { $0.currentWait.figure.text },
    row("Median days of all waits, those still waiting as at least as long") { $0.median.text },
    row("95% interval of that, days") { interval($0) },
  ]
  return htmlTable(
    "\(title): who joined, who left, who waits",
    heads: [head("")] + periods.map { head($0.period.label, isNumber: true) }, rows: rows)
}

/// An end that is not known is said: a median that half of waits have not reached may be any length.
private func interval(_ list: WaitingList) -> String {
  if list.medianLower.number == nil, list.medianUpper.number == nil { return list.medianLower.text }
  return "\(list.medianLower.text) to \(list.medianUpper.text)"
}

private func bands(_ title: String, _ list: WaitingList) -> HTMLText {
  let rows = list.bands.map {
    "<tr><th scope=\"row\">\($0.key.category?.label ?? "")</th><td class=\"n\">\($0.figure.text)</td></tr>"
      as HTMLText
  }
  guard !rows.isEmpty else { return "" }
  return htmlTable(
    "\(title): those on the list on \(words(list.period.end)), by how long they have waited",
    heads: [head("Length of wait"), head("Waiting", isNumber: true)], rows: rows)
}
