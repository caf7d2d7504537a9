/// The faults of single cells that every extract can have.
enum CellFaults {
  static func key<Record>(_ field: String) -> [Fault<Record>] {
    [
      Fault("CELL-009", field, .again),
      Fault("CELL-008", "", .ragged),
      Fault("CELL-001", field, .cell([])),
      // A Windows-1252 é in a file of UTF-8.
      Fault("CELL-010", field, .cell(Array("X".utf8) + [0xe9] + Array("1".utf8))),
    ]
  }

  static func person<Record>(_ person: @escaping (Record) -> Person) -> [Fault<Record>] {
    [
      Fault("CELL-001", "person_id", .cell([])),
      Fault("CELL-006", "ethnicity", .remark { _ in Array("Martian".utf8) }),
      Fault("CELL-006", "sex", .remark { _ in Array("Q".utf8) }),
      Fault("CELL-002", "date_of_birth", .remark { _ in Array("31/02/1960".utf8) }),
    ]
  }

  /// A date that must be there, and is blank or no date.
  static func requiredDay<Record>(_ field: String) -> [Fault<Record>] {
    [
      Fault("CELL-001", field, .cell([])), Fault("CELL-002", field, .cell(Array("soon".utf8))),
    ]
  }

  static func day<Record>(_ field: String) -> Fault<Record> {
    Fault("CELL-002", field, .cell(Array("30/02/2026".utf8)))
  }
}
