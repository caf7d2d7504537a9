import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// The run's tables as sheets: cover, contents, notes, the annex if there is one, then each family and its breakdowns.
func workbookModel(_ pack: PackContents) -> WorkbookModel {
  var notes = Notes()
  var data: [WorkbookModel.Sheet] = []
  if let annex = Annex(pack) { data.append(annexSheet(annex, pack)) }
  data += laidTables(pack.results, pack.context).map { declaredSheet($0, pack) }
  for family in pack.families {
    let measures = pack.shown.filter { pack.family($0.measure.value) == family }
    data.append(comparisonSheet(family, measures, pack, &notes))
    if let sheet = breakdownSheet(family, measures, pack) { data.append(sheet) }
  }
  if let sheet = qualitySheet(pack) { data.append(sheet) }
  data = uniquelyNamed(data)
  let front = [coverSheet(pack), contentsSheet(data, pack), notesSheet(notes, pack)]
  return WorkbookModel(title: pack.title, author: pack.context.areaName, sheets: front + data)
}

/// Numbered notes, in the order in which they are first used.
private struct Notes {
  private(set) var texts: [String] = []

  /// `[note 2]`
  mutating func mark(_ text: String) -> String {
    let index = texts.firstIndex(of: text) ?? texts.count
    if index == texts.count { texts.append(text) }
    return "[note \(index + 1)]"
  }
}

let oneTable = "This worksheet contains one table."

private func coverSheet(_ pack: PackContents) -> WorkbookModel.Sheet {
  .init(
    name: "Cover", title: pack.title,
    lines: [
      "\(pack.context.areaName), as of \(pack.results.asOf.words).",
      "Management information, provisional, not official statistics.",
      ["Disclosure policy: \(pack.results.policyTitle).", pack.results.wholePeriods].compactMap(\.self)
        .joined(separator: " "),
      "Cells hold numbers. Where there is none, a shorthand in square brackets gives the reason; the Notes sheet explains each.",
      "Every comparator shows its own period. Differences are between the values as printed.",
      "Made by CareTally \(pack.context.toolVersion).",
    ], table: nil)
}

private func contentsSheet(_ sheets: [WorkbookModel.Sheet], _ pack: PackContents) -> WorkbookModel.Sheet {
  .init(
    name: "Contents", title: "Contents",
    lines: [oneTable, "The worksheets of this workbook after the notes."],
    table: .init(
      name: "contents", heads: ["Worksheet", "What it holds"],
      rows: sheets.map { [.text($0.name), .text($0.title)] }, widths: [32, 80]))
}

private func notesSheet(_ notes: Notes, _ pack: PackContents) -> WorkbookModel.Sheet {
  var rows: [[WorkbookModel.Cell]] = notes.texts.enumerated().map {
    [.text("note \($0.offset + 1)"), .text($0.element)]
  }
  rows += Wording.shorthandKey.map { [.text($0.symbol), .text($0.meaning)] }
  for source in pack.context.sources {
    rows.append([
      .text("source"),
      .text(
        "\(source.title), \(source.publisher), \(source.timePeriod.value), \(source.status.rawValue). \(source.attribution)"
      ),
    ])
  }
  for input in pack.context.inputs {
    let reading = input.reading.map { ", \($0.records.tidy) records, SHA-256 \($0.sha256)" }
    rows.append([.text("input"), .text(input.path + (reading ?? ""))])
  }
  return .init(
    name: "Notes", title: "Notes, shorthand and sources", lines: [oneTable],
    table: .init(name: "notes", heads: ["Note or shorthand", "Text"], rows: rows, widths: [20, 110]))
}

private func comparisonSheet(
  _ family: String, _ measures: [Measure], _ pack: PackContents, _ notes: inout Notes
) -> WorkbookModel.Sheet {
  let readings = measures.flatMap { pack.totals($0.measure.value) }
  let areas = pack.areas.filter { area in readings.contains { $0.comparison(with: area.id) != nil } }
  var heads = [
    "Code", "Measure", "Unit", "Period", "Origin", "Value", "Numerator", "Denominator", "Population",
  ]
  let against = [Comparison.Against.previous, .yearBefore] + areas
  for other in against {
    let name = other.name.prefix(1).uppercased() + other.name.dropFirst()
    heads += [
      "\(name): period", "\(name): value", "Difference from \(other.name)", "Direction against \(other.name)",
    ]
  }
  heads += ["Difference is", "Shorthand", "Notes"]
  var rows: [[WorkbookModel.Cell]] = []
  for reading in readings {
    guard let measure = pack.measure(reading.key.measure) else { continue }
    var row: [WorkbookModel.Cell] = [
      .text(pack.code(reading.key.measure) ?? "[z]"), .text(measure.title), .text(Wording.unit(measure.unit)),
      .text(reading.key.period.label), .text(Wording.origin(reading.key.origin)), .init(reading.value),
      .init(reading.numerator), .init(reading.denominator), .text(reading.population?.words ?? "[z]"),
    ]
    for other in against {
      guard let comparison = reading.past(other) else {
        row += ["[z]", "[z]", "[z]", "[z]"]
        continue
      }
      row += [
        .text(comparison.period), .init(comparison.value), .init(comparison.difference),
        .text(comparison.verdict?.rawValue ?? "[z]"),
      ]
    }
    let marks = ((measure.cautions ?? []) + reading.allNotes).map { notes.mark($0) }
    row.append(.text(measure.change == .relativePercent ? "per cent" : "in the unit"))
    let shorthand = reading.shorthand(measure, pack.context).map { "[\($0.rawValue)]" }
    row.append(.text(shorthand.isEmpty ? "none" : shorthand.joined(separator: " ")))
    row.append(.text(marks.isEmpty ? "none" : marks.joined(separator: " ")))
    rows.append(row)
  }
  let title = Wording.family(family)
  return .init(
    name: sheetName(family), title: "\(title): \(pack.context.areaName) compared", lines: [oneTable],
    table: .init(
      name: "table_\(family)", heads: heads, rows: rows,
      widths: [9, 60, 12, 24, 18, 12, 12, 12, 30] + [Int](repeating: 16, count: against.count * 4) + [
        14, 12, 20,
      ])
  )
}

private func breakdownSheet(_ family: String, _ measures: [Measure], _ pack: PackContents) -> WorkbookModel
  .Sheet?
{
  let rows = measures.flatMap { measure in
    pack.categories(measure.measure.value).map { reading -> [WorkbookModel.Cell] in
      [
        .text(measure.title), .text(Wording.unit(measure.unit)), .text(reading.key.period.label),
        .text(breakdownTitle(reading.key.category?.breakdown ?? "", measure, pack)),
        .text(reading.key.category?.label ?? ""), .init(reading.value), .init(reading.numerator),
        .init(reading.denominator),
      ]
    }
  }
  guard !rows.isEmpty else { return nil }
  let title = Wording.family(family)
  return .init(
    name: sheetName(family, end: "_by"), title: "\(title): by category", lines: [oneTable],
    table: .init(
      name: "table_\(family)_by",
      heads: ["Measure", "Unit", "Period", "By", "Category", "Value", "Numerator", "Denominator"],
      rows: rows, widths: [60, 12, 24, 20, 30, 12, 12, 12]))
}

/// A worksheet's name: no spaces or brackets, and at most Excel's 31 characters.
func sheetName(_ family: String, end: String = "") -> String {
  let title = family == "dols" ? "DoLS" : family.prefix(1).uppercased() + family.dropFirst()
  let plain = title.map { $0.isLetter || $0.isNumber ? $0 : "_" }
  return String(plain.prefix(31 - end.count)) + end
}

/// Adds a number to sheets whose names, cut to Excel's length, are equal.
private func uniquelyNamed(_ sheets: [WorkbookModel.Sheet]) -> [WorkbookModel.Sheet] {
  var used: Set<String> = ["cover", "contents", "notes"]
  return sheets.map { sheet in
    var named = sheet
    var number = 1
    // Excel ignores case in names.
    while !used.insert(named.name.lowercased()).inserted {
      number += 1
      let end = "_\(number)"
      named.name = String(sheet.name.prefix(31 - end.count)) + end
    }
    return named
  }
}
