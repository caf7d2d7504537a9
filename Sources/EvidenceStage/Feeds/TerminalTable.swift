import Artefacts
import Declarations
import Periods
import Statistics

/// The comparison table for a terminal: fixed columns, one line for each measure and period.
func terminalTable(_ results: Disclosed, _ context: EvidenceContext, areas: [Comparison.Against]) -> String {
  var header = ["Measure", "Period", "Ours", "n/d", "Previous", "Change"]
  for area in areas { header += [area.name, "Compared"] }
  var out = "\(context.title): \(context.areaName), as of \(results.asOf)\n"
  var families: [String] = []
  let present = Set(results.readings.map(\.key.measure))
  for measure in context.measures where present.contains(measure.measure.value) {
    let family = context.families[measure.measure.value] ?? ""
    if !families.contains(family) { families.append(family) }
  }
  for family in families {
    var rows: [[String]] = []
    let titles = shortTitles(of: context)
    for row in results.readings where row.key.category == nil {
      guard context.families[row.key.measure] == family, let measure = context.measure(row.key.measure) else {
        continue
      }
      let words = PackContents.originWords(row.key, measure, among: results.readings.of(row.key.measure))
      rows.append(
        line(row, measure, titles[row.key.measure] ?? measure.title, areas: areas, origin: words))
    }
    out += "\n\(Wording.family(family))\n" + columns([header] + rows)
  }
  return out + dataNotes(results, context) + coverage(results, context, areas)
}

private func coverage(
  _ results: Disclosed, _ context: EvidenceContext, _ areas: [Comparison.Against]
) -> String {
  guard !areas.isEmpty else { return "" }
  let totals = Dictionary(grouping: results.readings.filter { $0.key.category == nil }, by: \.key.measure)
  let measures = context.measures.map(\.measure.value).filter { totals[$0] != nil }
  let words = Wording.coverage(of: measures, by: areas) { id, area in
    totals[id]?.contains { $0.comparison(with: area.id)?.value.number != nil } == true
  }
  return "\n\(words)\n"
}

/// What the data of figures lack: a line for each reason, with its measures.
private func dataNotes(_ results: Disclosed, _ context: EvidenceContext) -> String {
  var lines: [String] = []
  var measures: [String: [String]] = [:]
  for row in results.readings where row.key.category == nil {
    for note in row.notes {
      let line = row.value.number == nil ? "\(row.value.text) \(note)" : note
      if measures[line] == nil { lines.append(line) }
      let title = context.measure(row.key.measure)?.title ?? row.key.measure
      if measures[line]?.contains(title) != true { measures[line, default: []].append(title) }
    }
  }
  guard !lines.isEmpty else { return "" }
  return "\nNotes\n"
    + lines.map { line in
      let titles = measures[line] ?? []
      let more = titles.count > 3 ? " and \(titles.count - 3) more" : ""
      return "  \(line): \(titles.prefix(3).joined(separator: "; "))\(more)\n"
    }.joined()
}

/// Every measure's code and title, shortened as far as they stay different.
private func shortTitles(of context: EvidenceContext) -> [String: String] {
  let names = context.measures.map { title($0, context).text }
  return Dictionary(
    uniqueKeysWithValues: zip(context.measures.map(\.measure.value), shortened(names, to: 56)))
}

/// Texts cut to a width, with an ellipsis. Those that would become equal, such as two age bands of one title, stay whole.
func shortened(_ texts: [String], to width: Int) -> [String] {
  func cut(_ text: String) -> String { text.count > width ? "\(text.prefix(width - 1))…" : text }
  let groups = Dictionary(grouping: Set(texts), by: cut)
  return texts.map { (groups[cut($0)]?.count ?? 0) > 1 ? $0 : cut($0) }
}

private func line(
  _ row: DisclosedReading, _ measure: Measure, _ title: String, areas: [Comparison.Against],
  origin: String?
) -> [String] {
  let previous = row.comparison(with: "previous")
  var cells = [
    title, row.key.period.label + (origin.map { ", \($0)" } ?? ""),
    Wording.value(row.value, measure.unit)
      + (row.mark(measure).map { " \($0)" } ?? ""),
    "\(row.numerator.text)/\(row.denominator.text)", previous?.value.text ?? "",
    previous.map { change($0, measure) } ?? "",
  ]
  for area in areas {
    let comparison = row.comparison(with: area.id)
    cells.append(comparison.map { "\($0.value.text) (\($0.period))" } ?? "")
    cells.append(comparison.map { change($0, measure) } ?? "")
  }
  return cells
}

extension [DisclosedReading] {
  fileprivate func of(_ measure: String) -> [DisclosedReading] { filter { $0.key.measure == measure } }
}

private func change(_ comparison: DisclosedComparison, _ measure: Measure) -> String {
  let verdict = Wording.judgement(comparison, measure).map { " \($0)" } ?? ""
  return Wording.difference(comparison, unit: measure.unit) + verdict
}

/// Pads every column to its widest cell. Columns without a value are left out.
func columns(_ rows: [[String]]) -> String {
  guard let width = rows.map(\.count).max() else { return "" }
  let kept = (0..<width).filter { column in rows.dropFirst().contains { !$0[column].isEmpty } }
  let widths = kept.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    let cells = zip(kept, widths).map { column, width in
      row[column] + String(repeating: " ", count: width - row[column].count)
    }
    var text = cells.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return "  \(text)\n"
  }.joined()
}
