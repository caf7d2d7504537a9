package import Findings
import Periods

/// The contents of one column of any file, found by reading it, without a declaration.
package struct ColumnProfile: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case blank, date, flag, integer, decimal, code, text
  }

  package var header: String
  package var kind = Kind.blank
  /// Records with a value in this column.
  package var filled = 0
  /// Different texts; exact only below `mostTexts`.
  package var distinct = 0
  package var isDistinctAtLeast = false
  /// Texts and their counts, the most frequent first.
  package var texts: [CodeUse] = []
  /// For days or numbers, the least and the greatest, as text.
  package var range: (least: String, greatest: String)?
  /// For days, the way they are written.
  package var days: DayEvidence?

  init(header: String) { self.header = header }
}

/// The profiles of a file's columns, and its number of records.
package struct FileProfile: Sendable {
  package var records = 0
  /// Records with more or fewer fields than the header.
  package var ragged = 0
  package var columns: [ColumnProfile]

  /// Reads the whole file: once for the texts and, if it has days or numbers, once more for those.
  package init(of text: TextSource, after header: HeaderLine, delimiter: Delimiter) throws(Finding) {
    columns = header.columns.map { ColumnProfile(header: $0) }
    let open = header.columns.map { FieldPlan($0, .openCode) }
    let reading = try ExtractReader(fields: open, columns: Array(open.indices))
      .read(text, after: header, delimiter: delimiter, source: 0)
    records = reading.recordCount
    for batch in reading.batches {
      ragged += batch.faults.count { $0.kind == .ragged }
      for (index, column) in batch.columns.enumerated() {
        guard case .codes(let codes) = column else { continue }
        columns[index].filled += codes.count { $0 != Column.missingCode }
      }
    }
    for (index, uses) in reading.codeUses.enumerated() {
      columns[index].texts = uses.texts.filter { $0.match != .blank }
      columns[index].distinct = columns[index].texts.count
      columns[index].isDistinctAtLeast = !uses.others.isEmpty
      columns[index].kind = Self.kind(of: columns[index])
    }
    try readRanges(of: text, after: header, delimiter)
  }

  /// The narrowest kind that nearly all of a column's texts can be read as. One in a hundred may be a slip.
  private static func kind(of column: ColumnProfile) -> ColumnProfile.Kind {
    guard column.distinct > 0 else { return .blank }
    var csv = CSVWriter(header: ["a", "b"])
    for use in column.texts { csv.row([use.text, ""]) }
    let total = column.texts.reduce(0) { $0 + $1.count }
    let candidates: [(FieldPlan, ColumnProfile.Kind)] = [
      (FieldPlan("a", .flag), .flag), (FieldPlan("a", .day), .date),
      (FieldPlan("a", .day, dayForm: .monthFirst), .date),
      (FieldPlan("a", .integer), .integer), (FieldPlan("a", .decimal(places: 2)), .decimal),
    ]
    for (plan, kind) in candidates {
      let reading = ExtractReader(fields: [plan], columns: [0, nil])
        .read(.memory(csv.bytes), from: 4, line: 2, source: 0)
      var wrong = 0
      var row = 0
      for batch in reading.batches {
        for fault in batch.faults { wrong += column.texts[row + Int(fault.row)].count }
        row += batch.rowCount
      }
      // A column of only 0 and 1 is a flag. Longer numbers with a leading zero are references.
      if wrong * 100 <= total, !((kind == .integer || kind == .decimal) && isReference(column.texts)) {
        return kind
      }
    }
    return column.distinct <= 100 && column.distinct * 4 <= total ? .code : .text
  }

  private static func isReference(_ texts: [CodeUse]) -> Bool {
    texts.contains {
      ($0.text.hasPrefix("0") && $0.text.count > 1 && !$0.text.contains(".")) || $0.text.count > 9
    }
  }

  private mutating func readRanges(
    of text: TextSource, after header: HeaderLine, _ delimiter: Delimiter
  ) throws(Finding) {
    var places: [Int?] = columns.map { _ in nil }
    var plans: [FieldPlan] = []
    for (index, column) in columns.enumerated() {
      let plan: FieldPlan.Kind? =
        switch column.kind {
        case .date: .day
        case .integer: .integer
        case .decimal: .decimal(places: 2)
        default: nil
        }
      guard let plan else { continue }
      places[index] = plans.count
      plans.append(FieldPlan(column.header, plan))
    }
    guard !plans.isEmpty else { return }
    let reading = try ExtractReader(fields: plans, columns: places)
      .read(text, after: header, delimiter: delimiter, source: 0)
    for (index, place) in places.enumerated() {
      guard let place else { continue }
      var least: Int64?
      var greatest: Int64?
      for batch in reading.batches {
        for value in batch.columns[place].numbers {
          least = min(least ?? value, value)
          greatest = max(greatest ?? value, value)
        }
      }
      if columns[index].kind == .date, place < reading.dayEvidence.count {
        columns[index].days = reading.dayEvidence[place]
      }
      guard let least, let greatest else { continue }
      columns[index].range = (columns[index].shown(least), columns[index].shown(greatest))
    }
  }
}

extension ColumnProfile {
  fileprivate func shown(_ value: Int64) -> String {
    switch kind {
    case .date: return Day(number: Int32(truncatingIfNeeded: value)).description
    case .decimal:
      let (units, hundredths) = (abs(value) / 100, abs(value) % 100)
      return "\(value < 0 ? "-" : "")\(units).\(hundredths < 10 ? "0" : "")\(hundredths)"
    default: return String(value)
    }
  }
}

extension Column {
  /// The values that are there.
  fileprivate var numbers: [Int64] {
    switch self {
    case .days(let values), .integers(let values):
      values.filter { $0 != Column.missingNumber }.map(Int64.init)
    case .decimals(let values): values.filter { $0 != Column.missingDecimal }
    default: []
    }
  }
}
