import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// A measure's evidence card: its figures, what they count, where they come from, and links to more.
func cardPage(of measure: Measure, _ pack: PackContents) -> Page {
  let id = measure.measure.value
  let family = pack.layout.products.first { $0.product.layout == .comparison && $0.measures.contains(id) }
  return Page(
    slug: cardPage(id), title: pack.name(measure),
    under: family.map { [(productPage($0), $0.product.title)] } ?? []
  ) { place in
    """
    \(place.heading(1, HTMLText(pack.name(measure))))\(sentences(measure, pack))\
    \(place.heading(2, "Figures", id: "figures"))\(figures(measure, pack, place))\
    <div class="charts">
    \(cardCharts(measure, pack, place))</div>
    \
    \(place.heading(2, "What it counts", id: "definition"))\(definition(of: measure, pack))\
    \(waterfall(measure, pack, place))\
    \(place.heading(2, "Caveats", id: "caveats"))\(caveats(measure, pack))\(judgements(measure, pack))\
    \(breakdowns(measure, pack, place))\
    \(place.heading(2, "Where it comes from", id: "sources"))\(sources(measure, pack, place))\
    \(place.heading(2, "The cases behind it", id: "cases"))\(cases(measure, pack))
    """
  }
}

private func sentences(_ measure: Measure, _ pack: PackContents) -> HTMLText {
  guard let phrases = pack.layout.phrases, let statement = pack.statement(measure, phrases) else { return "" }
  let flag: HTMLText = statement.needsPerson ? " <strong class=\"flag\">Needs a person</strong>" : ""
  return """
    <p class="lead">\(statement.lead)</p>
    <p>\(statement.rest)\(flag)</p>
    <p class="unit">In a self-assessment: \(statement.route.title.lowercased()).\(statement.toDecide.map { " \($0)" } ?? "")</p>

    """
}

private func figures(_ measure: Measure, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let rows = pack.totals(measure.measure.value)
  let areas = pack.areas.filter { area in rows.contains { $0.comparison(with: area.id) != nil } }
  let hasPrevious = rows.contains { $0.previousPeriod != nil }
  let hasYearBefore = rows.contains { $0.yearBefore != nil }
  // What people came for stands first: the change over the year, England, the others.
  let against =
    (hasYearBefore ? [Comparison.Against.yearBefore] : []) + areas.filter(\.isCountry)
    + areas.filter { !$0.isCountry } + (hasPrevious ? [.previous] : [])
  let hasIntervals = rows.contains { !$0.intervals.isEmpty }
  let impact = pack.context.impact
  let ranges = pack.ranges(measure.measure.value)
  let heads =
    [
      head("Period"), head("Value (\(Wording.unit(measure.unit)))", isNumber: true),
      head("Numerator", isNumber: true), head("Denominator", isNumber: true),
    ]
    + against.flatMap {
      [head($0.name.prefix(1).uppercased() + $0.name.dropFirst()), head("Compared to \($0.name)")]
    }
    + (hasIntervals ? [head("Interval\(method(rows))")] : [])
    + (ranges.isEmpty ? [] : [head("If findings were resolved")])
  let lines = rows.map { row -> HTMLText in
    """
    <tr id="\(place.id(row.anchor))"><th scope="row" class="p">\(periodText(row, pack))</th><td class="n"><strong>\(row.value.text)</strong>\(mark(row, measure))\(notesBeside(row))</td>\
    <td class="n">\(row.numerator.text)</td><td class="n">\(denominator(row))</td>\
    \(against.map { comparedCells(row.past($0), row, measure, notes: notesLink(measure, place)) }.joined())\
    \(hasIntervals ? intervals(row) : "")\(ranges.isEmpty ? "" : "<td class=\"p\">\(range(ranges[row.key]))</td>" as HTMLText)</tr>
    """
  }
  let note: HTMLText =
    impact.isWithheld && measure.dataset != nil ? "<p class=\"unit\">\(withheldRanges)</p>\n" : ""
  return htmlTable("\(measure.title), \(pack.context.areaName)", heads: heads, rows: lines) + note
}

private func mark(_ row: DisclosedReading, _ measure: Measure) -> String {
  row.mark(measure).map { " \($0)" } ?? ""
}

/// The lowest and the highest possible figure, and why an end is missing.
private func range(_ range: DisclosedBounds?) -> HTMLText {
  guard let range else { return "the same" }
  let note: HTMLText = range.note.isEmpty ? "" : " (\(range.note))"
  return "\(range.lowest.figure.text) to \(range.highest.figure.text)\(note)"
}

private func intervals(_ row: DisclosedReading) -> HTMLText {
  guard !row.intervals.isEmpty else { return "<td class=\"none\">[z]</td>" }
  let ends = row.intervals.map {
    "\($0.lower.grouped) to \($0.upper.grouped) (\($0.confidence.label))" as HTMLText
  }
  return "<td class=\"p\">\(ends.joined(separator: "<br>"))</td>"
}

/// The method of the intervals, if it is the same for all: ` (Wilson score)`.
private func method(_ rows: [DisclosedReading]) -> String {
  let methods = Set(rows.flatMap { $0.intervals.map(\.method.rawValue) })
  return methods.count == 1 ? " (\(methods.first ?? ""))" : ""
}

/// The basis of each comparison: definition, source, and the make-up of a group of councils.
private func judgements(_ measure: Measure, _ pack: PackContents) -> HTMLText {
  guard let row = pack.headline(measure.measure.value) else { return "" }
  let rows = row.comparisons.compactMap { comparison -> HTMLText? in
    guard let likeness = comparison.likeness else { return nil }
    let reasons = likeness.reasons.map(\.text).joined(separator: "; ")
    let group: HTMLText =
      comparison.group.map { group in
        """
        \(group.withValue) of \(group.councils) councils had a figure; together \(group.aggregate?.grouped ?? "[x]"), \
        median \(group.median?.grouped ?? "[x]"), quartiles \(group.lowerQuartile?.grouped ?? "[x]") and \
        \(group.upperQuartile?.grouped ?? "[x]"). \(group.source)
        """
      } ?? ""
    let z =
      comparison.z.map { z in
        "\((z.adjusted ?? z.unadjusted).grouped)\(z.phrase.map { ": \($0)" } ?? "")"
      } ?? "[z]"
    return """
      <tr><th scope="row">\(comparison.against.name), \(Wording.period(comparison, of: row.key.period))</th><td>\(likeness.decision.rawValue)</td>\
      <td>\(likeness.match.rawValue)</td><td>\(likeness.theirs.standing.rawValue)\(likeness.theirs.isProvisional ? ", provisional" : "")</td>\
      <td>\(z)</td><td>\(reasons.isEmpty ? "none" : reasons)</td><td>\(group)</td></tr>
      """
  }
  guard !rows.isEmpty else { return "" }
  return htmlTable(
    "How each comparison was judged, \(row.key.period.words)",
    heads: [
      head("Against"), head("Decision"), head("Definition"), head("Their figure is"),
      head("Standard errors away"), head("Reservations"), head("Group"),
    ], rows: rows)
}

private func breakdowns(_ measure: Measure, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let rows = pack.categories(measure.measure.value)
  var ids: [String] = []
  for row in rows {
    if let id = row.key.category?.breakdown, !ids.contains(id) { ids.append(id) }
  }
  return ids.map { breakdown -> HTMLText in
    let title = breakdownTitle(breakdown, measure, pack)
    let lines = rows.filter { $0.key.category?.breakdown == breakdown }.map { row -> HTMLText in
      """
      <tr id="\(place.id(row.anchor))"><th scope="row">\(row.key.category?.label ?? "")</th><td>\(row.key.period.words)</td>\
      <td class="n">\(row.value.text)\(mark(row, measure))</td><td class="n">\(row.numerator.text)</td><td class="n">\(row.denominator.text)</td></tr>
      """
    }
    return place.heading(2, HTMLText("By \(title.lowercased())"), id: "by-\(breakdown)")
      + htmlTable(
        "\(measure.title) by \(title.lowercased())",
        heads: [
          head(title), head("Period"), head("Value (\(Wording.unit(measure.unit)))", isNumber: true),
          head("Numerator", isNumber: true), head("Denominator", isNumber: true),
        ], rows: lines)
  }.joined()
}

private func caveats(_ measure: Measure, _ pack: PackContents) -> HTMLText {
  let id = measure.measure.value
  var items = measure.cautions ?? []
  if let entry = pack.layout.entries[id], entry.comparable == false, let reason = entry.reason {
    items.append("Not comparable with the vintage before: \(reason)")
  }
  for note in pack.totals(id).flatMap(\.allNotes) where !items.contains(note) {
    items.append(note)
  }
  if pack.headline(id)?.population != nil {
    items.append("A rate: it moves with the population as well as with the cases.")
  }
  guard !items.isEmpty else { return "<p>None is declared.</p>\n" }
  return "<ul>\(items.map { "<li>\($0)</li>" as HTMLText }.joined())</ul>\n"
}

private func sources(_ measure: Measure, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let inputs = pack.context.inputs.filter {
    measure.dataset == nil || $0.dataset == measure.dataset?.value || $0.dataset.isEmpty
  }
  let files = inputs.map { input -> HTMLText in
    "<li>\(inputText(input))</li>"
  }
  let publications = (pack.layout.publications[measure.measure.value] ?? []).compactMap { id -> HTMLText? in
    guard let note = pack.context.sources.first(where: { $0.comparators.value == id }) else { return nil }
    let link = place.link(HTMLText(note.title), to: "notes", anchor: "source-\(id)")
    return "<li>\(link), \(note.publisher): \(note.timePeriod.value), \(note.status.rawValue)</li>"
  }
  let compared: HTMLText =
    publications.isEmpty
    ? "<p>No published comparator is held for this measure.</p>\n"
    : "<p>Comparators:</p>\n<ul>\n\(publications.joined(separator: "\n"))\n</ul>\n"
  return
    "<p>Input files:</p>\n<ul>\n\(files.isEmpty ? "<li>None.</li>" : files.joined(separator: "\n"))\n</ul>\n\(compared)"
}

private func cases(_ measure: Measure, _ pack: PackContents) -> HTMLText {
  let id = measure.measure.value
  guard pack.layout.countable.contains(id) else {
    return
      "<p>This figure came in already worked out, or is made of other measures; there are no cases here to list.</p>\n"
  }
  let kind = pack.headline(id)?.key.period.kind.rawValue ?? "day"
  let policy = pack.results.hasWholePeriods ? " --policy \(pack.results.policy)" : ""
  return """
    <p>Those who may see cases can list them into a restricted file, where the extracts are, with:</p>
    <p><code>caretally explain \(id) --area \(pack.results.area) --period \(kind) --as-of \(pack.results.asOf.description) \
    --pipeline \(pack.layout.pipeline)\(policy) --input FOLDER --cases</code></p>

    """
}

func + (left: HTMLText, right: HTMLText) -> HTMLText {
  var out = left
  out += right
  return out
}
