import Artefacts
import Declarations
import Periods
import Statistics

/// What needs attention, what improved, and what could not be judged.
struct FirstPageLists {
  /// How many entries of a list are in sight. The others are behind a summary.
  static let inSight = 10

  let attention: [Judged]
  let improved: [Judged]
  let steady: [Judged]
  let noDirection: [Judged]
  /// By reason, the most frequent first.
  let notJudged: [(why: String, measures: [Judged])]
  /// Which parts of the rule had no data in this run, and why.
  let notLookedAt: [String]
  private let pack: PackContents

  init(_ pack: PackContents) {
    self.pack = pack
    let all = pack.shown.compactMap { Judged($0, pack) }
    attention = Judged.ranked(all.filter { $0.group == .attention })
    improved = Judged.ranked(all.filter { $0.group == .improved })
    steady = all.filter { $0.group == .steady }
    noDirection = all.filter { $0.group == .noDirection }
    var reasons: [(why: String, measures: [Judged])] = []
    for judged in all {
      guard case .notJudged(let why) = judged.group else { continue }
      if let place = reasons.firstIndex(where: { $0.why == why }) {
        reasons[place].measures.append(judged)
      } else {
        reasons.append((why, [judged]))
      }
    }
    notJudged = reasons.enumerated()
      .sorted { ($1.element.measures.count, $0.offset) < ($0.element.measures.count, $1.offset) }
      .map(\.element)
    // A status without a rating cannot show that anything needs attention.
    let hasTargets = pack.results.statuses.contains { $0.reported.status?.isRating == true }
    let hasMonths = all.contains {
      pack.judgedMonths($0.measure.measure.value)?.points.last?.value.number != nil
    }
    notLookedAt =
      (hasTargets ? [] : ["Targets were not examined: no measure of this run has one."])
      + (hasMonths
        ? []
        : [
          pack.results.attention != nil
            ? "Months were not examined: no measure of this run has a figure of the last one."
            : "Months were not examined: a run for publication prints only the months of its tables."
        ])
  }

  private var count: Int {
    attention.count + improved.count + steady.count + noDirection.count + notJudgedCount
  }
  private var notJudgedCount: Int { notJudged.reduce(0) { $0 + $1.measures.count } }
  /// Whether any measure could have been found to need attention.
  private var isExamined: Bool { !(attention + improved + steady).isEmpty }

  /// `Of 107 measures, 15 need attention, 1 improved, 60 show no clear change and 20 could not be judged.`
  func summary(_ place: PagePlace) -> HTMLText {
    func link(_ words: String, _ anchor: String) -> HTMLText {
      place.link(HTMLText(words), to: place.slug, anchor: anchor)
    }
    let neither =
      noDirection.isEmpty
      ? "" : " For \(Self.measures(noDirection.count)), neither way is agreed to be better."
    return """
      <p class="lead">Of \(Self.measures(count)), \(link("\(attention.count) need\(attention.count == 1 ? "s" : "") attention", "attention")), \
      \(link("\(improved.count) improved", "improved")), \(steady.count) show\(steady.count == 1 ? "s" : "") no clear change and \
      \(link("\(notJudgedCount) could not be judged", "not-judged")).\(neither)</p>

      """
  }

  /// The same without links.
  var summaryWords: String {
    let neither =
      noDirection.isEmpty
      ? "" : " For \(Self.measures(noDirection.count)), neither way is agreed to be better."
    return """
      Of \(Self.measures(count)), \(attention.count) need\(attention.count == 1 ? "s" : "") attention, \(improved.count) improved, \
      \(steady.count) show\(steady.count == 1 ? "s" : "") no clear change and \(notJudgedCount) could not be judged.\(neither)
      """
  }

  static func measures(_ count: Int) -> String { count == 1 ? "1 measure" : "\(count) measures" }

  func sections(_ place: PagePlace) -> HTMLText {
    let rule = """
      A measure is here if it missed its target, is worse than a year ago, is worse than England or the region, or had \
      an unusual last month. Those with most of these reasons come first, then missed targets, then the largest \
      change over the year. Changes that chance could explain do not count.
      """
    let nothing =
      isExamined ? "Nothing needs attention." : "This was not examined: nothing here can be judged."
    // A thing that needs attention is not said again where another figure of it improved.
    return list(
      "Needs attention", "attention", attention, beside: [], rule, nothing, place)
      + list(
        "What improved", "improved", improved, beside: Set(attention.map(\.thing)),
        "Better than a year ago, by more than chance could explain. The largest change comes first.",
        isExamined ? "No measure clearly improved." : "This was not examined: nothing here can be judged.",
        place)
      + notJudgedSection(place)
  }

  private func list(
    _ title: String, _ id: String, _ all: [Judged], beside: Set<String>, _ rule: String, _ nothing: String,
    _ place: PagePlace
  ) -> HTMLText {
    var seen = beside
    let first = all.filter { seen.insert($0.thing).inserted }.prefix(Self.inSight)
    let shown = Set(first.map(\.measure.measure.value))
    let rest = all.filter { !shown.contains($0.measure.measure.value) }
    func items(_ list: some Collection<Judged>) -> HTMLText {
      list.map { item($0, place) }.joined(separator: "\n")
    }
    var body: HTMLText = first.isEmpty ? "" : "<ol class=\"figures\">\n\(items(first))\n</ol>\n"
    if all.isEmpty { body = "<p>\(nothing)</p>\n" }
    if !rest.isEmpty {
      body += """
        <details><summary>\(rest.count) more<span class="hide"> under \(title.lowercased())</span>, with other figures of \
        the same things</summary><ol class="figures" start="\(first.count + 1)">
        \(items(rest))
        </ol></details>

        """
    }
    return "\(place.heading(2, HTMLText(title), id: id))<p class=\"unit\">\(rule)</p>\n\(body)"
  }

  /// One sentence: the measure, its figure, and why it is here.
  private func item(_ judged: Judged, _ place: PagePlace) -> HTMLText {
    "<li>\(judged.measure.title): \(figure(judged, place))\(why(judged))\(origins(judged, place))</li>"
  }

  /// The same without links.
  func sentence(_ judged: Judged) -> String {
    let mark = judged.row.mark(judged.measure).map { " \($0)" } ?? ""
    return
      "\(judged.measure.title): \(Wording.value(judged.row.value, judged.measure))\(mark)\(why(judged))"
  }

  /// What follows the figure, with its full stop.
  private func why(_ judged: Judged) -> String {
    let clauses = judged.clauses.isEmpty ? "" : ", \(judged.clauses.joined(separator: "; "))"
    return "\(Wording.short(judged.row.key.period, asOf: pack.results.asOf))\(clauses)."
  }

  /// A link to its row on the card. A figure that no table of this run shows leads to the card alone.
  private func figure(_ judged: Judged, _ place: PagePlace) -> HTMLText {
    let text = figureText(judged.row, judged.measure)
    if pack.isShown(judged.row.key) { return figureLink(judged.row, judged.measure, place) }
    return place.link(
      "\(text)<span class=\"hide\">: \(judged.measure.title)</span>",
      to: cardPage(judged.measure.measure.value))
  }

  /// Which of two figures it is, and the other one.
  private func origins(_ judged: Judged, _ place: PagePlace) -> HTMLText {
    guard let words = pack.originWords(judged.row.key) else { return "" }
    let other = otherOrigin(judged.row, judged.measure, pack, place).map { "; \($0)" as HTMLText } ?? ""
    return " <span class=\"unit\">(\(words)\(other))</span>"
  }

  private func notJudgedSection(_ place: PagePlace) -> HTMLText {
    let reasons = notJudged.map { why, measures -> HTMLText in
      let links = measures.map {
        "<li>\(place.link(HTMLText($0.measure.title), to: cardPage($0.measure.measure.value)))</li>"
          as HTMLText
      }
      return """
        <details><summary>\(why): \(Self.measures(measures.count))</summary><ul>
        \(links.joined(separator: "\n"))
        </ul></details>

        """
    }
    let missing = notComputedItems(pack)
    let computed: HTMLText =
      missing.isEmpty
      ? ""
      : "<p>Not in this run:</p>\n<ul id=\"\(place.id("not-computed"))\">\n\(missing.joined(separator: "\n"))\n</ul>\n"
    let looked = notLookedAt.map { "<p>\($0)</p>\n" as HTMLText }.joined()
    let all: HTMLText = "\(looked)\(reasons.joined())\(computed)"
    return "\(place.heading(2, "What could not be judged", id: "not-judged"))"
      + (all.markup.isEmpty ? "<p>Every measure could be judged, and nothing is missing.</p>\n" : all)
  }
}

/// What was asked for and is not in this run, and why.
private func notComputedItems(_ pack: PackContents) -> [HTMLText] {
  let measures = pack.context.notComputed.map { item -> HTMLText in
    "<li>\(pack.measure(item.measure)?.title ?? item.measure): \(item.reason)</li>"
  }
  let tables = leftOutProducts(pack).map { product -> HTMLText in
    "<li>\(product.product.title) (a table): this run is not broken down by \(product.product.by?.value ?? "it")</li>"
  }
  let lacking = pack.context.leftOut.map { item -> HTMLText in
    "<li>\(item.title.prefix(1).uppercased() + item.title.dropFirst()): \(item.reason)</li>"
  }
  return measures + lacking + tables
}
