/// How one dataset's records are written: its columns with the council's headers, and its records.
struct ExtractLayout<Record> {
  /// The file's name.
  var path: String
  /// By column, the dataset's field, or none for an unknown column, and its header, in the order of the file.
  var columns: [(field: String, header: String)]
  var dates: ExtractWriter.DateStyle
  var windowsLines = false
  var byteOrderMark = false
  var write: (Record, inout ExtractWriter) -> Void

  /// The position of a field that must be there.
  func column(_ field: String) -> Int {
    guard let position = columns.firstIndex(where: { $0.field == field }) else {
      preconditionFailure("\(path) has no \(field)")
    }
    return position
  }
}

extension ExtractWriter {
  /// The fields about a person, with which most extracts begin.
  mutating func person(_ person: Person, ethnicity: [String]) {
    reference("P", person.reference, width: 6)
    number(person.nhsNumber)
    day(person.born)
    text(Labels.sex[Int(person.sex.rawValue)])
    text(ethnicity[Int(person.ethnicity.rawValue)])
    text(Labels.reason[Int(person.reason.rawValue)])
  }
}
