import Artefacts
import Declarations
import Periods
import Statistics

/// Every waiting list of the run: how it changed, how long people have waited, how long it takes.
func waitingListsPage(_ pack: PackContents) -> Page {
  Page(slug: waitingListsSlug, title: "Waiting lists") { place in
    """
    \(place.heading(1, "Waiting lists"))<p class="lead">\(pack.context.areaName), as of \(pack.results.asOf.words)</p>
    <p>A list whose longest waiters never finish does not look better here: waits that ended and waits that go on are two
    figures, and the third counts both.</p>
    \(waitingLists(pack, place))
    """
  }
}

let waitingListsSlug = "waiting-lists"

/// Who joined and left each list over each period, how long they wait, and whether its counts balance.
func waitingLists(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var lists: [String] = []
  for list in pack.results.waitingLists where !lists.contains(list.list) { lists.append(list.list) }
  return lists.map { id -> HTMLText in
    let periods = pack.results.waitingLists.filter { $0.list == id }
    guard let last = periods.last else { return "" }
    return """
      \(place.heading(2, HTMLText(last.title), id: "list-\(id)"))\(table(periods, pack, place))\(flow(last, place))\(ageing(last, place))\(waitCurveChart(last, place))
      """
  }.joined()
}

/// A column for each period: the counts that balance, and the waits as separate series.
private func table(_ periods: [WaitingList], _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  func row(_ name: String, _ value: (WaitingList) -> HTMLText) -> HTMLText {
    let cells = periods.map { "<td class=\"n\">\(value($0))</td>" as HTMLText }
    return "<tr><th scope=\"row\">\(name)</th>\(cells.joined())</tr>"
  }
  func linked(_ name: String, _ entry: @escaping (WaitingList) -> WaitingList.Entry?) -> HTMLText {
    row(name) { list in entry(list).map { cardLink($0, name, pack, place) } ?? "[z]" }
  }
  var rows = [
    linked("On the list the day before") { $0.opening }, linked("Joined") { $0.joined },
    linked("Completed") { $0.completed },
  ]
  if periods.contains(where: { $0.leftOtherwise != nil }) {
    rows.append(linked("Left otherwise") { $0.leftOtherwise })
  }
  rows += [
    linked("On the list on the last day") { $0.closing },
    row("Not explained by those") { HTMLText($0.unexplained.text) },
    linked("Median days of completed waits") { $0.completedWait },
    linked("Median days so far of those still waiting") { $0.currentWait },
    row("Median wait in days, people still waiting included") { HTMLText($0.median.text) },
    row("95% interval of that, days") { HTMLText(interval($0)) },
  ]
  return htmlTable(
    "\(periods.first?.title ?? ""): who joined, who left, who waits",
    heads: [head("Figure")] + periods.map { head($0.period.words, isNumber: true) }, rows: rows)
}

/// A figure of the list as a link to its measure's card, to its own row if it has one.
private func cardLink(
  _ entry: WaitingList.Entry, _ name: String, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  guard pack.hasCard(entry.key.measure) else { return HTMLText(entry.figure.text) }
  let anchor = pack.all(entry.key.measure).first { $0.key == entry.key }?.anchor
  return place.link(
    "\(entry.figure.text)<span class=\"hide\">: \(name), \(entry.key.period.words)</span>",
    to: cardPage(entry.key.measure), anchor: anchor)
}

/// An unknown end is stated: a median that half of the waits have not reached may be any length.
func interval(_ list: WaitingList) -> String {
  if list.medianLower.number == nil, list.medianUpper.number == nil { return list.medianLower.text }
  return "\(list.medianLower.text) to \(list.medianUpper.text)"
}

/// Who was on the list, joined, left and is on it now, as a waterfall.
private func flow(_ list: WaitingList, _ place: PagePlace) -> HTMLText {
  var steps = [
    WaterfallStep("At the start", list.opening.figure, kind: .level),
    WaterfallStep("Joined", list.joined.figure, kind: .added),
    WaterfallStep("Completed", list.completed.figure, kind: .removed),
  ]
  if let left = list.leftOtherwise {
    steps.append(WaterfallStep("Left otherwise", left.figure, kind: .removed))
  }
  steps.append(WaterfallStep("At the end", list.closing.figure, kind: .level))
  let unexplained =
    list.unexplained.number.map(\.units) == 0
    ? "" : " Not explained by those who joined and left: \(list.unexplained.text)."
  return waterfallChart(
    "\(list.title): from the start to the end of \(list.period.words).\(unexplained)", steps: steps,
    id: "flow-\(list.list)", columns: ("Step", "People waiting or moving"), place)
}

private func ageing(_ list: WaitingList, _ place: PagePlace) -> HTMLText {
  let bars = list.bands.compactMap { band in
    band.figure.number.map { Bar(band.key.category?.label ?? "", $0, isOurs: true) }
  }
  let hidden = list.bands.count - bars.count
  guard bars.count > 1, hidden == 0 else {
    let rows = list.bands.map {
      "<tr><th scope=\"row\">\($0.key.category?.label ?? "")</th><td class=\"n\">\($0.figure.text)</td></tr>"
        as HTMLText
    }
    return htmlTable(
      "\(list.title) by length of wait",
      heads: [head("Length of wait"), head("Waiting", isNumber: true)], rows: rows)
  }
  return barChart(
    "\(list.title) by length of wait", unit: .count, bars: bars, id: "ageing-\(list.list)",
    columns: ("Length of wait", "Waiting"), place)
}
