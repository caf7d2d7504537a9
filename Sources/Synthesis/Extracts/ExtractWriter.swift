import Periods

/// A CSV file being written: its bytes, and the line of the next record.
///
/// It is independent of our own writer: RFC 4180 quotes, and dates in the style of its system.
struct ExtractWriter {
  /// `2024-07-31`, `31/07/2024` and `31/07/2024 00:00`.
  enum DateStyle { case iso, slashes, slashesAndTime }

  private(set) var bytes: [UInt8] = []
  /// Counted from 1, the header being line 1.
  private(set) var line = 1
  /// The position of the next field of the record.
  private var column = 0
  private let columns: Int
  /// A field of the current record to overwrite.
  var spoiled: (column: Int, bytes: [UInt8])?
  private let dates: DateStyle
  private let lineEnd: [UInt8]

  init(_ headers: [String], dates: DateStyle = .iso, windowsLines: Bool = false, byteOrderMark: Bool = false)
  {
    self.dates = dates
    lineEnd = windowsLines ? [13, 10] : [10]
    columns = headers.count
    if byteOrderMark { bytes += [0xef, 0xbb, 0xbf] }
    for header in headers { text(header) }
    endRecord()
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Ends a record, with an extra field if requested.
  mutating func endRecord(ragged: Bool = false) {
    precondition(column == columns, "a record of \(column) fields under \(columns) headers")
    // The extra field is not blank: a blank one would be ignored.
    if ragged { bytes += ",x".utf8 }
    bytes += lineEnd
    line += 1
    column = 0
    spoiled = nil
  }

  /// Begins a field. Returns false where it is overwritten, and so already there.
  private mutating func begin() -> Bool {
    if column > 0 { bytes.append(UInt8(ascii: ",")) }
    defer { column += 1 }
    guard let spoiled, spoiled.column == column else { return true }
    bytes += spoiled.bytes
    return false
  }

  mutating func blank() { _ = begin() }

  mutating func text(_ text: String?) {
    guard begin(), let text else { return }
    let needsQuotes = text.utf8.contains { $0 == 44 || $0 == 34 || $0 == 10 }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(34)
    for byte in text.utf8 {
      if byte == 10 {
        // A line break in a field is the system's own, as at the end of records.
        bytes += lineEnd
        line += 1
        continue
      }
      if byte == 34 { bytes.append(34) }
      bytes.append(byte)
    }
    bytes.append(34)
  }

  mutating func flag(_ value: Bool?, _ yes: StaticString, _ no: StaticString) {
    guard begin(), let value else { return }
    letters(value ? yes : no)
  }

  mutating func number(_ value: Int) {
    guard begin() else { return }
    digits(value, width: 1)
  }

  /// Hundredths, as `12.50`.
  mutating func hundredths(_ value: Int?) {
    guard begin(), let value else { return }
    digits(value / 100, width: 1)
    bytes.append(UInt8(ascii: "."))
    digits(value % 100, width: 2)
  }

  /// A prefix and a number, such as `A000123`.
  mutating func reference(_ prefix: StaticString, _ value: Int?, width: Int) {
    guard begin(), let value else { return }
    letters(prefix)
    digits(value, width: width)
  }

  mutating func day(_ day: Day?) {
    guard begin(), let day else { return }
    dates.append(day, to: &bytes)
  }

  private mutating func letters(_ text: StaticString) { bytes += text.description.utf8 }

  private mutating func digits(_ value: Int, width: Int) { appendDigits(value, width: width, to: &bytes) }
}

extension ExtractWriter.DateStyle {
  func text(_ day: Day?) -> [UInt8] {
    var bytes: [UInt8] = []
    if let day { append(day, to: &bytes) }
    return bytes
  }

  func append(_ day: Day, to bytes: inout [UInt8]) {
    let (year, month, date) = day.components
    let separator = UInt8(ascii: self == .iso ? "-" : "/")
    appendDigits(self == .iso ? year : date, width: self == .iso ? 4 : 2, to: &bytes)
    bytes.append(separator)
    appendDigits(month, width: 2, to: &bytes)
    bytes.append(separator)
    appendDigits(self == .iso ? date : year, width: self == .iso ? 2 : 4, to: &bytes)
    if self == .slashesAndTime { bytes += " 00:00".utf8 }
  }
}

private func appendDigits(_ value: Int, width: Int, to bytes: inout [UInt8]) {
  precondition(value >= 0, "a negative number in an extract")
  let start = bytes.count
  var rest = value
  var left = width
  while rest > 0 || left > 0 {
    bytes.append(UInt8(48 + rest % 10))
    rest /= 10
    left -= 1
  }
  bytes[start...].reverse()
}
