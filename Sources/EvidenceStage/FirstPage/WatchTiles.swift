import Artefacts
import Declarations
import Periods
import Statistics

/// A tile for each measure that the pipeline watches: the figure and its day, the last months as a line, the change over
/// the year in words, and what it is compared with.
func watchTiles(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let tiles = pack.layout.watch.compactMap { pack.measure($0) }.compactMap { Judged($0, pack) }
    .map { tile($0, pack, place) }
  return tiles.isEmpty ? "" : "<ul class=\"tiles\">\n\(tiles.joined(separator: "\n"))\n</ul>\n"
}

private func tile(_ judged: Judged, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let (measure, row) = (judged.measure, judged.row)
  let figure =
    pack.isShown(row.key)
    ? figureLink(row, measure, place)
    : place.link(
      "\(figureText(row, measure))<span class=\"hide\">: \(measure.title)</span>",
      to: cardPage(measure.measure.value))
  let line = pack.judgedMonths(measure.measure.value).map { trendLine($0, measure) } ?? ""
  let change = changeWords(judged).map { "<p>\($0)</p>" as HTMLText } ?? ""
  let missed: HTMLText = pack.results.statuses.filter { $0.status.measure == measure.measure.value }
    .compactMap { status -> HTMLText? in
      guard let rating = status.reported.status, rating.isRating, status.reported.target != nil else {
        return nil
      }
      return """
        <p class="unit">Target \(Wording.target(status.reported.target, measure)): <span class="\(rating.rawValue)">\(Wording.status(rating))</span>, \
        \(status.reported.period.words)</p>
        """
    }.joined()
  return """
    <li class="tile">\(place.heading(2, HTMLText(measure.title)))<p class="big">\(figure)</p>
    <p class="unit">\(row.key.period.words)\(cases(row, measure))\(origin(row, pack))</p>
    \(line)\(change)\(comparator(row, measure))\(missed)</li>
    """
}

/// The number of cases beside a share of few.
private func cases(_ row: DisclosedReading, _ measure: Measure) -> String {
  guard row.isUnreliable(measure) else { return "" }
  return "; \(row.numerator.text) of \(row.denominator.text) cases"
}

private func origin(_ row: DisclosedReading, _ pack: PackContents) -> String {
  pack.originWords(row.key).map { "; \($0)" } ?? ""
}

/// `Up from 18 a year ago ✗ worse`
private func changeWords(_ judged: Judged) -> HTMLText? {
  guard let words = Wording.change(judged.past, judged.row, judged.measure) else { return nil }
  return "\(words.prefix(1).uppercased() + words.dropFirst())\(judgementText(judged.past, judged.measure))"
}

/// The nearest comparator that has a figure: England, else the region, else a group.
private func comparator(_ row: DisclosedReading, _ measure: Measure) -> HTMLText {
  let known = row.comparisons.filter { $0.isWithArea && $0.value.number != nil }
  guard let nearest = known.first(where: { $0.against.isCountry }) ?? known.first else { return "" }
  return """
    <p>\(nearest.against.name), \(Wording.year(nearest.period)): \(Wording.value(nearest.value, measure))\
    \(judgementText(nearest, measure))</p>
    """
}
