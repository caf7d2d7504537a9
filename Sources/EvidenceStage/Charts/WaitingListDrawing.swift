import Artefacts
import Declarations
import Periods
import Statistics

/// Every waiting list of the run as one thing: how it moved, how long people have waited, how long it takes.
func waitingListsPage(_ pack: PackContents) -> Page {
  Page(slug: waitingListsSlug, title: "Waiting lists") { place in
    """
    \(place.heading(1, "Waiting lists"))<p class="lead">\(pack.context.areaName), as of \(words(pack.results.asOf))</p>
    <p>A list whose longest waiters never finish does not look better here: waits that ended and waits that go on are two
    figures, and the third counts both.</p>
    \(waitingLists(pack, place))
    """
  }
}

let waitingListsSlug = "waiting-lists"

/// Who left each waiting list, who is on it, for how long, and whether its counts add up.
func waitingLists(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  pack.results.waitingLists.map { list -> HTMLText in
    """
    \(place.heading(2, "\(list.title), \(list.period.label)", id: "list-\(list.list)"))\
    \(flow(list, place))\(definition([
      ("Median days of waits that ended", HTMLText(list.completedMedian.text)),
      ("Median days of those still waiting", HTMLText(list.currentMedian.text)),
      ("Median days, with those still waiting counted as at least as long", HTMLText(list.median.text)),
    ]))\(ageing(list, place))
    """
  }.joined()
}

/// What was on the list, what joined, what left and what is on it now, as a waterfall.
private func flow(_ list: WaitingList, _ place: PagePlace) -> HTMLText {
  let steps = [
    WaterfallStep("At the start", list.opening, kind: .level),
    WaterfallStep("Joined", list.joined, kind: .added),
    WaterfallStep("Left", list.left, kind: .removed),
    WaterfallStep("At the end", list.closing, kind: .level),
  ]
  let unexplained =
    list.unexplained.number.map(\.units) == 0
    ? "" : " Not explained by those who joined and left: \(list.unexplained.text)."
  return waterfallChart(
    "\(list.title): from the start to the end of \(list.period.label).\(unexplained)", steps: steps,
    id: "flow-\(list.list)", columns: ("Step", "People waiting or moving"), place)
}

private func ageing(_ list: WaitingList, _ place: PagePlace) -> HTMLText {
  let bars = list.bands.compactMap { band in band.count.number.map { Bar(band.label, $0, isOurs: true) } }
  let hidden = list.bands.count - bars.count
  guard bars.count > 1, hidden == 0 else {
    let rows = list.bands.map {
      "<tr><th scope=\"row\">\($0.label)</th><td class=\"n\">\($0.count.text)</td></tr>" as HTMLText
    }
    return htmlTable(
      "\(list.title) by length of wait",
      heads: [head("Length of wait"), head("Waiting", isNumber: true)], rows: rows)
  }
  return barChart(
    "\(list.title) by length of wait", unit: .count, bars: bars, id: "ageing-\(list.list)",
    columns: ("Length of wait", "Waiting"), place)
}
