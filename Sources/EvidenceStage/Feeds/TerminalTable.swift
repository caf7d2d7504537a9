import Artefacts
import Declarations
import Periods
import Statistics

/// The comparison table for a terminal: fixed columns, one line a measure and period.
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
    for row in results.readings where row.key.category == nil {
      guard context.families[row.key.measure] == family, let measure = context.measure(row.key.measure) else {
        continue
      }
      rows.append(line(row, measure, context, areas: areas))
    }
    out += "\n\(Wording.family(family))\n" + columns([header] + rows)
  }
  return out
}

private func line(
  _ row: DisclosedReading, _ measure: Measure, _ context: EvidenceContext, areas: [Comparison.Against]
) -> [String] {
  let code = context.codes[measure.measure.value].map { "\($0) " } ?? ""
  let previous = row.comparison(with: "previous")
  var cells = [
    String((code + measure.title).prefix(56)), row.key.period.label,
    row.value.text + (row.value.number == nil ? "" : Wording.suffix(measure.unit)),
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

private func change(_ comparison: DisclosedComparison, _ measure: Measure) -> String {
  let verdict = Wording.judgement(comparison, measure).map { " \($0)" } ?? ""
  return Wording.difference(comparison, unit: measure.unit) + verdict
}

/// Pads every column to its widest cell; columns that are empty in every row are left out.
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
