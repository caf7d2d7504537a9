import Artefacts
import Declarations
import Findings
import Statistics

/// What each extract held, what was refused, and which rules could not be run.
func qualityPage(_ pack: PackContents) -> Page {
  Page(slug: "quality", title: "Quality of the extracts") { place in
    let context = pack.context
    let datasets = context.quality.map { dataset -> HTMLText in
      """
      <tr><th scope="row">\(dataset.title)</th><td class="n">\(dataset.records)</td>\
      <td class="n">\(dataset.accepted)</td><td class="n">\(dataset.refused)</td></tr>
      """
    }
    let checks = context.quality.flatMap { dataset in
      dataset.checks.map { check -> HTMLText in
        """
        <tr><th scope="row">\(check.code.rawValue)</th><td>\(dataset.title)</td><td>\(check.field)</td>\
        <td>\(check.message)</td><td>\(effect(check.effect))</td><td class="n">\(check.count)</td>\
        <td>\(check.hint)</td></tr>
        """
      }
    }
    let notRun = context.quality.flatMap { dataset in
      dataset.notRun.map { "<li>\($0.rule.rawValue): \($0.reason)</li>" as HTMLText }
    }
    let notRunList: HTMLText =
      notRun.isEmpty
      ? "" : "\(place.heading(2, "Rules that could not be run"))<ul>\(notRun.joined(separator: "\n"))</ul>\n"
    let records: HTMLText =
      datasets.isEmpty
      ? "<p>No extract was read.</p>"
      : htmlTable(
        "Records read, accepted and refused",
        heads: [
          head("Extract"), head("Records", isNumber: true), head("Accepted", isNumber: true),
          head("Refused", isNumber: true),
        ], rows: datasets)
    let found: HTMLText =
      checks.isEmpty
      ? "<p>No check found anything wrong.</p>"
      : htmlTable(
        "What was found, by check",
        heads: [
          head("Code"), head("Extract"), head("Field"), head("What is wrong"), head("Effect"),
          head("Records", isNumber: true), head("What to do"),
        ], rows: checks)
    return """
      \(place.heading(1, "Quality of the extracts"))<p>A refused record is in no figure of this pack. Where each fault is, \
      by file and line, is in findings.csv.</p>
      \(records)\(impactTable(pack, place, first: nil))\(found)\(notRunList)
      """
  }
}

/// How far figures could move if the records in doubt were resolved one way or the other; the widest first.
///
/// - Parameter count: how many to show; all where nil.
func impactTable(_ pack: PackContents, _ place: PagePlace, first count: Int?) -> HTMLText {
  let ranked = pack.context.impact.enumerated().compactMap {
    index, bounds -> (Double, Int, DisclosedBounds)? in
    guard bounds.code == nil, bounds.key.category == nil, let value = bounds.value.number?.approximate,
      let low = bounds.lowest.number?.approximate, let high = bounds.highest.number?.approximate, high > low,
      pack.headline(bounds.key.measure)?.key == bounds.key
    else { return nil }
    return ((high - low) / max(abs(value), abs(high)), index, bounds)
  }.sorted { ($1.0, $0.1) < ($0.0, $1.1) }
  guard !ranked.isEmpty else { return "" }
  let rows = ranked.prefix(count ?? ranked.count).compactMap { _, _, bounds -> HTMLText? in
    guard let measure = pack.measure(bounds.key.measure), let row = pack.headline(bounds.key.measure) else {
      return nil
    }
    return """
      <tr><th scope="row">\(pack.name(measure)) <span class="unit">(\(Wording.unit(measure.unit)))</span></th>\
      <td class="n">\(figureLink(row, measure, place, unit: false))</td><td class="n">\(bounds.lowest.text)</td>\
      <td class="n">\(bounds.highest.text)</td><td class="n">\(bounds.records.text)</td></tr>
      """
  }
  let caption =
    count.map { ranked.count > $0 ? "The \($0) figures that the findings could move most" : nil } ?? nil
  return htmlTable(
    caption ?? "How far figures could move if the records in doubt were put right one way or the other",
    heads: [
      head("Measure"), head("Value", isNumber: true), head("Could be as low as", isNumber: true),
      head("Could be as high as", isNumber: true), head("Records in doubt", isNumber: true),
    ], rows: rows)
}

private func effect(_ effect: Effect) -> String {
  switch effect {
  case .refusesRecord: "record not counted"
  case .refusesFile: "file not read"
  case .stops: "run stopped"
  case .reports: "still counted"
  }
}

/// How to read the pack, where its comparators are from, and what it was made from.
func notesPage(_ pack: PackContents) -> Page {
  Page(slug: "notes", title: "Notes and sources") { place in
    let shorthand = Wording.shorthandKey.map {
      "<li><code>\($0.symbol)</code> \($0.meaning)</li>" as HTMLText
    }
    let sources = pack.context.sources.map { source -> HTMLText in
      let published = source.published.map { ", published \($0.value)" } ?? ""
      return """
        <li id="\(place.id("source-\(source.comparators.value)"))">\(source.title), \(source.publisher)\(published); \
        \(source.status.rawValue). \(source.attribution)</li>
        """
    }
    let inputs = pack.context.inputs.map { input -> HTMLText in
      "<li>\(input.path): \(input.records) records, SHA-256 <code>\(input.sha256)</code></li>"
    }
    return """
      \(place.heading(1, "Notes and sources"))<p>Every comparator shows its own period. Differences are between the values as printed: percentages
      in points, rates per 100,000 and the like in per cent where the measure says so.
      Better and worse are said only where it is agreed which way is good.</p>
      \(place.heading(2, "Shorthand"))<ul>
      \(shorthand.joined(separator: "\n"))
      </ul>
      \(place.heading(2, "Comparators"))<ul>
      \(sources.isEmpty ? "<li>None.</li>" : sources.joined(separator: "\n"))
      </ul>
      \(place.heading(2, "Extracts"))<ul>
      \(inputs.isEmpty ? "<li>None.</li>" : inputs.joined(separator: "\n"))
      </ul>

      """
  }
}
