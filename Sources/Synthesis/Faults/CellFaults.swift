import Periods

/// Faults of single cells that every extract can have.
enum CellFaults {
  static func key<Record>(_ field: String) -> [Fault<Record>] {
    [
      Fault("CELL-009", field, .again),
      Fault("CELL-008", "", .ragged),
      Fault("CELL-001", field, .cell([])),
      // A byte that neither UTF-8 nor Windows-1252 has, so that the file is read as neither.
      Fault("CELL-010", field, .cell(Array("X".utf8) + [0x81] + Array("1".utf8))),
    ]
  }

  /// Faults of a person's fields that are reported and change no measure.
  ///
  /// - Parameter isAlone: whether a record is its person's only one, so that its date of birth contradicts no other.
  static func person<Record>(
    _ person: @escaping (Record) -> Person, alone isAlone: @escaping (Record) -> Bool
  ) -> [Fault<Record>] {
    [
      Fault("CELL-001", "person_id", .cell([])),
      Fault("CELL-006", "ethnicity", .remark { _ in Array("Martian".utf8) }),
      Fault("CELL-006", "sex", .remark { _ in Array("Q".utf8) }),
      Fault("CELL-002", "date_of_birth", .remark { _ in Array("31/02/1960".utf8) }, where: isAlone),
    ]
  }

  /// An NHS number with a wrong check digit.
  static func wrongCheckDigit<Record>(
    _ code: String, _ person: @escaping (Record) -> Person,
    where applies: @escaping (Record) -> Bool = { _ in true }
  ) -> Fault<Record> {
    Fault(
      code, "nhs_number",
      .remark { record in
        let number = person(record).nhsNumber
        return Array(String(number - number % 10 + (number + 1) % 10).utf8)
      }, where: applies)
  }

  /// A blank field that is only reported.
  static func blank<Record>(
    _ code: String, _ field: String, where applies: @escaping (Record) -> Bool = { _ in true }
  ) -> Fault<Record> {
    Fault(code, field, .remark { _ in [] }, where: applies)
  }

  /// Somebody aged seventeen on the day, and somebody born so long ago that the date must be a dummy.
  static func ages<Record>(
    young: String, old: String, _ extract: ExtractLayout<Record>, alone isAlone: @escaping (Record) -> Bool,
    on day: @escaping (Record) -> Day
  ) -> [Fault<Record>] {
    [
      Fault(
        young, "date_of_birth", .remark { extract.dates.text(Window.months(-12 * 17 - 6, after: day($0))) },
        where: isAlone),
      Fault(
        old, "date_of_birth", .remark { _ in extract.dates.text(Day(year: 1900, month: 1, day: 1)) },
        where: isAlone),
    ]
  }

  /// A required date that is blank or not a date.
  static func requiredDay<Record>(_ field: String) -> [Fault<Record>] {
    [
      Fault("CELL-001", field, .cell([])), Fault("CELL-002", field, .cell(Array("soon".utf8))),
    ]
  }

  static func day<Record>(_ field: String) -> Fault<Record> {
    Fault("CELL-002", field, .cell(Array("30/02/2026".utf8)))
  }
}
