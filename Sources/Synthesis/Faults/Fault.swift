/// A kind of faulty record, the field with the fault and the code it must be found under.
struct Fault<Record> {
  enum Way {
    /// An additional record, true except for one change. The pipeline must refuse it.
    case change((inout Record) -> Void)
    /// An additional record, with these bytes in the field.
    case cell([UInt8])
    /// An additional record, with one field too many.
    case ragged
    /// The record again, under the same key.
    case again
    /// The record itself, with these bytes in the field: reported, but still counted.
    case remark((Record) -> [UInt8])
    /// The record itself, changed in a field that no measure uses: reported, but still counted.
    case remarkable((inout Record) -> Void)
  }

  var code: String
  /// The dataset's field; none for the record as a whole.
  var field: String
  var way: Way
  /// Which records it can be made from without causing another fault.
  var applies: (Record) -> Bool = { _ in true }
  /// The overwritten column, if it is not the field with the fault.
  var column: String?
  /// Other codes that it must be found under, at the same field.
  var also: [String] = []
  /// The position of another record that must not change, for this fault to occur.
  var anchor: ((Record) -> Int?)?

  init(_ code: String, _ field: String, _ way: Way, where applies: @escaping (Record) -> Bool = { _ in true })
  {
    self.code = code
    self.field = field
    self.way = way
    self.applies = applies
  }
}

/// How often faults are planted.
package enum Faults: Sendable, Hashable {
  case none
  /// In so many of a thousand records, and at least one of every kind in each extract.
  case perMille(Int)

  var share: Int {
    switch self {
    case .none: 0
    case .perMille(let share): share
    }
  }
}

/// `answer-key/faults.csv` being written: every planted fault, and nothing else.
struct FaultSheet {
  private(set) var bytes: [UInt8] = Array("file,line,field,code\n".utf8)
  private(set) var count = 0

  mutating func add(_ file: String, line: Int, field: String, code: String) {
    bytes += "\(file),\(line),\(field),\(code)\n".utf8
    count += 1
  }
}
