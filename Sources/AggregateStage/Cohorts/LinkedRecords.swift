import Artefacts
import Tables

/// The accepted records of a run with one numbering of persons across datasets, laid out once for every linkage.
struct LinkedRecords: Sendable {
  private let cases: Validated
  /// By dataset, the field that names the person.
  private let personFields: [String: String]
  /// By dataset, the field that tells records of a person and day apart.
  private let keyFields: [String: String]
  private var people = KeySet(capacity: 1 << 16)
  private var flat: [String: FlatRecords] = [:]
  private var events: ServiceEvents?
  private var found: [String: any Sendable] = [:]

  init(_ cases: Validated, personFields: [String: String], keyFields: [String: String]) {
    self.cases = cases
    self.personFields = personFields
    self.keyFields = keyFields
  }

  var peopleCount: Int { people.count }

  /// The position, in the dataset's fields, of the one that names the person.
  func personField(of dataset: String) -> Int? {
    personFields[dataset].flatMap { name in cases.table(of: dataset)?.table.fields.firstIndex(of: name) }
  }

  /// The number of a person by their key; one that no accepted record has is given the next.
  mutating func person(named key: ArraySlice<UInt8>) -> Int32 { Int32(people.index(of: key)) }

  /// nil where the run has no extract of the dataset.
  mutating func records(of dataset: String) -> FlatRecords? {
    if let known = flat[dataset] { return known }
    guard let table = cases.table(of: dataset) else { return nil }
    let records = FlatRecords(table, person: personFields[dataset], key: keyFields[dataset], among: &people)
    flat[dataset] = records
    return records
  }

  /// Support services by person and start; nil where there is no extract of them.
  mutating func services() -> ServiceEvents? {
    if let events { return events }
    guard let records = records(of: "support-services") else { return nil }
    let built = ServiceEvents(records, people: peopleCount)
    events = built
    return built
  }

  /// What a linkage finds whatever the period is, by a name of its own: found once.
  mutating func once<Found: Sendable>(
    _ name: String, _ find: (inout LinkedRecords) -> Found?
  ) -> Found? {
    if let known = found[name] as? Found { return known }
    guard let new = find(&self) else { return nil }
    found[name] = new
    return new
  }
}

/// The accepted records of one dataset end to end, whatever segments they were read in.
///
/// A class, since what compares records would otherwise count references to every column of the table each time.
final class FlatRecords: Sendable {
  let cases: ValidatedTable
  /// Position in the run's people; −1 where the record names nobody.
  let persons: [Int32]
  private let segments: [Int32]
  private let rows: [Int32]
  private let key: Int?

  init(_ cases: ValidatedTable, person: String?, key: String?, among people: inout KeySet) {
    self.cases = cases
    self.key = key.flatMap { cases.table.fields.firstIndex(of: $0) }
    var persons: [Int32] = []
    var segments: [Int32] = []
    var rows: [Int32] = []
    let field = person.flatMap { cases.table.fields.firstIndex(of: $0) }
    for (number, segment) in cases.table.segments.enumerated() {
      let accepted = cases.accepted[number]
      var names: TextColumn?
      if let field, case .text(let column) = segment.columns[field] { names = column }
      for row in 0..<segment.rowCount where accepted[row] == 1 {
        segments.append(Int32(number))
        rows.append(Int32(row))
        let range = names?.range(row) ?? 0..<0
        persons.append(
          range.isEmpty ? -1 : names.map { Int32(people.index(of: $0.bytes[range])) } ?? -1)
      }
    }
    (self.persons, self.segments, self.rows) = (persons, segments, rows)
  }

  var count: Int { persons.count }

  /// Where a record is in the table it was read into.
  func place(of record: Int) -> (segment: Int, row: Int) { (Int(segments[record]), Int(rows[record])) }

  func field(_ name: String) -> Int? {
    cases.table.absentFields.contains(name) ? nil : cases.table.fields.firstIndex(of: name)
  }

  /// The order of two records' own ids, so that ties are broken alike however the extract is sorted.
  func precedes(_ a: Int32, _ b: Int32) -> Bool {
    guard let key else { return a < b }
    return text(Int(a), key).lexicographicallyPrecedes(text(Int(b), key))
  }

  private func text(_ record: Int, _ field: Int) -> ArraySlice<UInt8> {
    guard case .text(let column) = cases.table.segments[Int(segments[record])].columns[field] else {
      return []
    }
    return column.bytes[column.range(Int(rows[record]))]
  }

  /// Day numbers of every record, `Column.missingNumber` where missing.
  func days(_ name: String) -> [Int32] {
    gather(name, missing: Column.missingNumber) { column in
      if case .days(let values) = column { values } else { nil }
    }
  }

  /// Positions in the field's dictionary, `Column.missingCode` where missing.
  func codes(_ name: String) -> [UInt16] {
    gather(name, missing: Column.missingCode) { column in
      if case .codes(let values) = column { values } else { nil }
    }
  }

  func dictionary(_ name: String) -> [String] { field(name).map { cases.table.dictionaries[$0] } ?? [] }

  /// An identifier as it was written; empty where missing.
  func texts(_ name: String) -> (Int) -> ArraySlice<UInt8> {
    guard let field = field(name) else { return { _ in [] } }
    return { self.text($0, field) }
  }

  private func gather<Value>(_ name: String, missing: Value, _ values: (Column) -> [Value]?) -> [Value] {
    guard let field = field(name) else { return Array(repeating: missing, count: count) }
    let columns = cases.table.segments.map { values($0.columns[field].unpacked) }
    return (0..<count).map { columns[Int(segments[$0])]?[Int(rows[$0])] ?? missing }
  }

  /// A field of some records as a column of its own: days and codes, which are all that cases take over.
  func column(_ name: String, of records: [Int32]) -> Column {
    guard let field = field(name), let kind = cases.table.segments.first?.columns[field].unpacked else {
      return .absent
    }
    switch kind {
    case .days:
      let values = days(name)
      return .days(records.map { values[Int($0)] })
    case .codes:
      let values = codes(name)
      return .codes(records.map { values[Int($0)] })
    default: return .absent
    }
  }
}
