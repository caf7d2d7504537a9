import Artefacts
import Periods
import Synchronization
import Tables

/// The accepted records of a run, with persons numbered across datasets, laid out once for every linkage.
struct LinkedRecords: Sendable {
  private let cases: Validated
  /// By dataset, the person field.
  private let personFields: [String: String]
  /// By dataset, the field that distinguishes records of one person and day.
  private let keyFields: [String: String]
  /// The as-of day. Anything dated later was not known yet.
  private let asOf: Day
  private var people: Interner
  private var flat: [String: FlatRecords] = [:]
  private var events: ServiceEvents?
  private var found: [String: any Sendable] = [:]

  /// The field with the day on which a record comes to exist, for datasets that have one.
  private static let beginnings = [
    "assessments": "requested_on", "requests": "requested_on", "safeguarding-concerns": "received_on",
    "safeguarding-enquiries": "started_on", "support-services": "started_on",
  ]

  init(_ cases: Validated, asOf: Day, personFields: [String: String], keyFields: [String: String]) {
    self.asOf = asOf
    self.cases = cases
    people = cases.people?.names ?? Interner()
    self.personFields = personFields
    self.keyFields = keyFields
  }

  var peopleCount: Int { people.count }

  /// The position of the person field.
  func personField(of dataset: String) -> Int? {
    personFields[dataset].flatMap { name in cases.table(of: dataset)?.table.fields.firstIndex(of: name) }
  }

  /// The number of a person by their key. A new person is given the next number.
  mutating func person(named names: StringColumn, _ range: Range<Int>) -> Int32 {
    people.number(of: names, range)
  }

  /// nil where the run has no extract of the dataset.
  mutating func records(of dataset: String) -> FlatRecords? {
    if let known = flat[dataset] { return known }
    guard let table = cases.table(of: dataset) else { return nil }
    let records = FlatRecords(
      table, asOf: asOf, beginning: Self.beginnings[dataset], person: personFields[dataset],
      key: keyFields[dataset], numbered: cases.people?.rows[dataset], among: &people)
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

  /// Lays out the records of several datasets, in parallel where persons are numbered already.
  mutating func layOut(_ datasets: [String]) {
    var wanted: [String] = []
    for dataset in datasets where flat[dataset] == nil && !wanted.contains(dataset) { wanted.append(dataset) }
    guard cases.people != nil else {
      for dataset in wanted { _ = records(of: dataset) }
      return
    }
    let (base, names) = (self, wanted)
    let found = parallelMap(names.count) { index -> FlatRecords? in
      var own = base
      return own.records(of: names[index])
    }
    for (dataset, records) in zip(names, found) { flat[dataset] = records }
  }

  /// Services that are laid out already.
  var knownServices: ServiceEvents? { events }

  mutating func take(_ services: ServiceEvents) { events = services }

  /// Takes over what a copy found, unless the copy found people that are not known here.
  mutating func adopt(_ copy: LinkedRecords) {
    guard copy.peopleCount == peopleCount else { return }
    // Both are of the same accepted records, so either will do.
    flat.merge(copy.flat) { own, _ in own }
    found.merge(copy.found) { own, _ in own }
    events = events ?? copy.events
  }

  /// A result of a linkage that does not depend on the period, by name: computed once.
  mutating func once<Found: Sendable>(
    _ name: String, _ find: (inout LinkedRecords) -> Found?
  ) -> Found? {
    if let known = found[name] as? Found { return known }
    guard let new = find(&self) else { return nil }
    found[name] = new
    return new
  }
}

/// The accepted records of one dataset that existed on the run's day, end to end, from all batches.
///
/// It is a class because comparing records of a struct would count references to every column each time.
final class FlatRecords: Sendable {
  let cases: ValidatedTable
  /// Position in the run's people; −1 for a record without a person.
  let persons: [Int32]
  private let batches: [Int32]
  private let rows: [Int32]
  /// Where each batch's records start, and the end of the last.
  private let starts: [Int]
  private let key: Int?
  private let asOf: Day
  /// Fields already laid out end to end: the months of a cohort read the same fields.
  private let laidOut = Mutex<[Int: Column]>([:])

  /// - Parameters:
  ///   - beginning: the field with the day from which a record exists.
  ///   - numbered: each row's person, where that is known already.
  init(
    _ cases: ValidatedTable, asOf: Day, beginning: String?, person: String?, key: String?,
    numbered: [[Int32]]?, among people: inout Interner
  ) {
    self.cases = cases
    self.asOf = asOf
    self.key = key.flatMap { cases.table.fields.firstIndex(of: $0) }
    let field = person.flatMap { cases.table.fields.firstIndex(of: $0) }
    let start = beginning.flatMap { cases.table.fields.firstIndex(of: $0) }
    let count = cases.accepted.reduce(0) { $0 + $1.count }
    var persons: [Int32] = []
    var batches: [Int32] = []
    var rows: [Int32] = []
    persons.reserveCapacity(count)
    batches.reserveCapacity(count)
    rows.reserveCapacity(count)
    var starts = [0]
    for (number, batch) in cases.table.batches.enumerated() {
      defer { starts.append(rows.count) }
      let accepted = cases.accepted[number]
      let before = rows.count
      let days: [Int32]? =
        if let start, case .days(let days) = batch.columns[start] { days } else { nil }
      for row in 0..<batch.rowCount where accepted[row] == 1 && days.map({ $0[row] <= asOf.number }) ?? true {
        rows.append(Int32(truncatingIfNeeded: row))
      }
      batches.append(contentsOf: repeatElement(Int32(number), count: rows.count - before))
      if let known = numbered?[number] {
        for row in rows[before...] { persons.append(max(-1, known[Int(row)])) }
        continue
      }
      guard let field, case .text(let names) = batch.columns[field] else {
        persons.append(contentsOf: repeatElement(-1, count: rows.count - before))
        continue
      }
      for row in rows[before...] {
        let range = names.range(Int(row))
        persons.append(range.isEmpty ? -1 : people.number(of: names, range))
      }
    }
    (self.persons, self.batches, self.rows, self.starts) = (persons, batches, rows, starts)
  }

  var count: Int { persons.count }

  /// The batch and row of a record.
  func place(of record: Int) -> (batch: Int, row: Int) { (Int(batches[record]), Int(rows[record])) }

  func field(_ name: String) -> Int? {
    cases.table.absentFields.contains(name) ? nil : cases.table.fields.firstIndex(of: name)
  }

  /// The order of two records' own ids, so that ties are broken alike however the extract is sorted.
  func precedes(_ a: Int32, _ b: Int32) -> Bool {
    guard let key else { return a < b }
    return text(Int(a), key).lexicographicallyPrecedes(text(Int(b), key))
  }

  private func text(_ record: Int, _ field: Int) -> ArraySlice<UInt8> {
    cases.table.batches[Int(batches[record])].columns[field].text(Int(rows[record]))
  }

  /// Day numbers of every record, `Column.missingNumber` where missing.
  func days(_ name: String) -> [Int32] {
    gather(name, missing: Column.missingNumber) { column in
      if case .days(let values) = column { values } else { nil }
    }
  }

  /// Days as known on the run's day: a later one is missing.
  func days(known name: String) -> [Int32] {
    days(name).map { $0 > asOf.number ? Column.missingNumber : $0 }
  }

  /// Outcomes as known on the run's day: none for a record that ends later, by the field that says when.
  func outcomes(over name: String) -> [UInt16] {
    zip(codes("outcome"), days(name)).map { $1 > asOf.number ? Column.missingCode : $0 }
  }

  /// Positions in the field's dictionary, `Column.missingCode` where missing.
  func codes(_ name: String) -> [UInt16] {
    gather(name, missing: Column.missingCode) { column in
      if case .codes(let values) = column { values } else { nil }
    }
  }

  func dictionary(_ name: String) -> [String] { field(name).map { cases.table.dictionaries[$0] } ?? [] }

  /// The number of each record's text in a field, among the texts of other records too; −1 where it is missing.
  func numbers(_ name: String, among known: inout Interner) -> [Int32] {
    guard let field = field(name) else { return [Int32](repeating: -1, count: count) }
    var out: [Int32] = []
    out.reserveCapacity(count)
    for (number, batch) in cases.table.batches.enumerated() {
      let own = rows[starts[number]..<starts[number + 1]]
      guard case .text(let texts) = batch.columns[field] else {
        out.append(contentsOf: repeatElement(-1, count: own.count))
        continue
      }
      let numbers = known.numbers(of: texts, missing: -1)
      for row in own { out.append(numbers[Int(row)]) }
    }
    return out
  }

  private func gather<Value>(_ name: String, missing: Value, _ values: (Column) -> [Value]?) -> [Value] {
    guard let field = field(name) else { return Array(repeating: missing, count: count) }
    var out: [Value] = []
    out.reserveCapacity(count)
    for (number, batch) in cases.table.batches.enumerated() {
      let own = starts[number]..<starts[number + 1]
      guard let column = values(batch.columns[field]) else {
        out.append(contentsOf: repeatElement(missing, count: own.count))
        continue
      }
      out.append(column, at: rows, own)
    }
    return out
  }

  /// A field of some records as a column: days and codes, the only kinds that cases copy.
  func column(_ name: String, of records: [Int32]) -> Column {
    guard let field = field(name) else { return .absent }
    let all = laidOut.withLock { known in
      if let column = known[field] { return column }
      let column: Column =
        switch cases.table.batches.first?.columns[field] {
        case .days: .days(days(name))
        case .codes: .codes(codes(name))
        default: .absent
        }
      known[field] = column
      return column
    }
    switch all {
    case .days(let days):
      var own: [Int32] = []
      own.append(days, at: records, records.indices)
      return .days(own)
    case .codes(let codes):
      var own: [UInt16] = []
      own.append(codes, at: records, records.indices)
      return .codes(own)
    default: return .absent
    }
  }
}
