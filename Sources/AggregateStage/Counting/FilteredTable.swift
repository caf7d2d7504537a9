import Artefacts
import Declarations
import Tables

/// The accepted cases of a table that meet some bounds, laid out by themselves for every measure that shares them.
///
/// Most measures look at a month of a few years, or at those who wait on one day: a small part of the cases.
struct FilteredTable: Sendable {
  struct Key: Hashable {
    var dataset: String
    /// With the period's days put in.
    var spans: [DayBounds.Span]
    var rest: TypedExpression?
  }

  /// Whether so few are left that they are worth laying out.
  let isSmall: Bool
  private let whole: ValidatedTable
  /// For each batch, the rows that meet the bounds.
  private var rows: [[Int32]]
  private var count: Int
  /// What has been laid out so far, by field.
  private var columns: [Int: Column] = [:]
  private var people: (rows: [[Int32]], count: Int)?

  init(_ cases: ValidatedTable, _ key: Key, _ parameters: Parameters, _ index: inout DayIndex) {
    let found = index.rows(key.spans, of: cases, most: cases.table.rowCount / 2)
    whole = cases
    isSmall = found != nil
    rows = found ?? []
    count = rows.reduce(0) { $0 + $1.count }
    if let rest = key.rest, isSmall { keep(rest, parameters) }
  }

  /// Leaves out the cases that do not meet a condition besides.
  private mutating func keep(_ condition: TypedExpression, _ parameters: Parameters) {
    let table = cases(reading: condition.fieldsUsed).table
    var truths: [UInt8] = []
    Program(condition, table: table, parameters: parameters)
      .truth(in: table.batches[0], rows: 0..<count, into: &truths)
    var next = 0
    rows = rows.map { own in
      defer { next += own.count }
      return zip(own, truths[next..<next + own.count]).filter { $0.1 == Truth.yes }.map(\.0)
    }
    count = rows.reduce(0) { $0 + $1.count }
    columns = [:]
  }

  /// A table of the cases with those fields of them; the others must not be asked for.
  mutating func cases(reading fields: Set<Int>) -> ValidatedTable {
    for field in fields where columns[field] == nil { columns[field] = column(field) }
    let batch = RecordBatch(
      source: 0, firstLine: 1, rowCount: count,
      columns: whole.table.fields.indices.map { fields.contains($0) ? columns[$0] ?? .absent : .absent })
    var table = whole.table
    table.batches = [batch]
    return ValidatedTable(
      table: table, checks: [], breaches: [], notRun: [], accepted: [[UInt8](repeating: 1, count: count)])
  }

  /// Each case's person, numbered anew from 0, of those of all cases by batch; and how many persons there are.
  mutating func persons(_ all: [[Int32]]) -> (rows: [[Int32]], count: Int) {
    if let people { return people }
    var own: [Int32] = []
    own.reserveCapacity(count)
    for (index, rows) in rows.enumerated() { own.append(all[index], at: rows, rows.indices) }
    var numbers = Interner(expected: count)
    for row in own.indices where own[row] >= 0 { own[row] = numbers.number(UInt64(own[row]), 0) }
    let found = (rows: [own], count: numbers.count)
    people = found
    return found
  }

  /// A field of the cases, in the layout that the table has it in.
  private func column(_ field: Int) -> Column {
    let columns = whole.table.batches.map { $0.columns[field] }
    let kind = columns.first {
      if case .absent = $0 { false } else { true }
    }
    switch kind {
    case .days: return .days(narrow(columns))
    case .integers: return .integers(narrow(columns))
    case .codes: return .codes(codes(columns))
    case .decimals:
      return .decimals(
        gathered(columns, Column.missingDecimal) { if case .decimals(let own) = $0 { own } else { nil } })
    case .flags:
      return .flags(
        gathered(columns, Column.missingFlag) { if case .flags(let own) = $0 { own } else { nil } })
    case .text: return .text(texts(columns))
    case .absent, nil: return .absent
    }
  }

  private func narrow(_ columns: [Column]) -> [Int32] {
    gathered(columns, Column.missingNumber) { column in
      switch column {
      case .days(let own), .integers(let own): own
      default: nil
      }
    }
  }

  private func codes(_ columns: [Column]) -> [UInt16] {
    gathered(columns, Column.missingCode) { column in
      switch column {
      case .codes(let own): own
      default: nil
      }
    }
  }

  private func texts(_ columns: [Column]) -> StringColumn {
    var out = StringColumn()
    for (column, rows) in zip(columns, rows) {
      for row in rows {
        out.append(column.text(Int(row)))
      }
    }
    return out
  }

  /// - Parameter values: a batch's, or nil where it has not the field.
  private func gathered<Value>(_ columns: [Column], _ missing: Value, _ values: (Column) -> [Value]?)
    -> [Value]
  {
    var out: [Value] = []
    out.reserveCapacity(count)
    for (column, rows) in zip(columns, rows) where !rows.isEmpty {
      if let own = values(column) {
        out.append(own, at: rows, rows.indices)
      } else {
        out.append(contentsOf: repeatElement(missing, count: rows.count))
      }
    }
    return out
  }
}
