import Periods
import Tables
import Testing

/// Reads one column of cells, each given as CSV writes it.
private func column(_ kind: FieldPlan.Kind, _ cells: [String], isRequired: Bool = false) -> FlatReading {
  var writer = CSVWriter(header: ["a", "b"])
  for cell in cells { writer.row([cell, "x"]) }
  return read(writer.bytes, [FieldPlan("a", kind, isRequired: isRequired), FieldPlan("b", .text)])
}

@Suite struct CellReadingTests {
  @Test(arguments: [
    ("2024-07-31", "2024-07-31", "ISO"), ("31/07/2024", "2024-07-31", "as England writes it"),
    ("2024-02-29", "2024-02-29", "leap day"), ("29/02/2000", "2000-02-29", "leap day of a century"),
    ("1905-01-01", "1905-01-01", "the first day of the quick way"), ("2089-12-31", "2089-12-31", "the last"),
    ("1904-12-31", "1904-12-31", "before the quick way"), ("01/01/2090", "2090-01-01", "after it"),
    ("0001-01-01", "0001-01-01", "the first year"), (" 2024-07-31 ", "2024-07-31", "spaces"),
    ("\u{A0}31/07/2024", "2024-07-31", "no-break space"), ("2024-07-31 00:00", "2024-07-31", "a time"),
    ("2024-07-31T23:59:59", "2024-07-31", "ISO with a time"),
    ("31/07/2024 09:30:00", "2024-07-31", "slashes with a time"),
    ("2024-07-31 00:00:00.000", "2024-07-31", "milliseconds"),
  ])
  func readsDates(_ text: String, expected: String, why: String) {
    let reading = column(.day, [text, "\"\(text)"])
    let number = Day(iso: expected).map { String($0.number) }
    #expect(reading.records[0].values[0] == number, "\(why)")
    #expect(reading.faults == [FlatFault(3, "a", .badDate)], "a stray quote makes it no date")
  }

  @Test(arguments: [
    "2024-02-30", "2023-02-29", "2100-02-29", "31/04/2024", "2024-13-01", "2024-00-10", "2024-01-00",
    "00/00/0000", "0000-01-01", "07/31/2024", "n/k", "2024-07-3x", "x024-07-31", "2024-07-31 24:00",
    "2024-07-31 12:60", "2024-07-31 12:00:", "2024-07-31 12:00:00.", "2024-07-31x", "2024-07:31",
    "３1/07/2024",
    "2024-07-310", "45504", "31072024", "20240230", "20241301", "202407", "2024073109", "20240731256000",
    "24-07-31",
    "31.07.24", "31.07", "2024.07", "2024/07-31", "31-Jux-2024", "31-Ju-2024", "31-Julyy-2024", "Jul 2024",
    "Jul 32 2024", "Wed, 31 2024", "Wed 45504", "31 Jul", "2024-07-31T12:00:00+25:00", "2024-07-31T12:00 XST",
    "2024-07-31T12:00:00Z Z", "2024-07-31 930", "'", "''2024-07-31", "31/Jul-2024x", "31st July", "July",
    "99999999999999999999999", "45504.99999999999999999999999",
    "2024-07-31T0930:00",
  ])
  func refusesWhatIsNoDate(_ text: String) {
    let reading = column(.day, [text])
    #expect(reading.records[0].values[0] == "∅")
    #expect(reading.faults == [FlatFault(2, "a", .badDate)])
  }

  @Test(arguments: [
    ("0", "0"), ("12", "12"), ("-12", "-12"), ("+12", "12"), ("007", "7"), ("1,234", "1234"),
    ("1,234,567", "1234567"), ("12.0", "12"), ("12.", "12"), (" 5 ", "5"), ("2147483647", "2147483647"),
    ("-2147483647", "-2147483647"),
  ])
  func readsWholeNumbers(_ text: String, expected: String) {
    #expect(column(.integer, [text]).records[0].values[0] == expected)
  }

  @Test(arguments: [
    "12.5", "1e3", "x", "1 2", "--1", "+", ".", "1,23", "12,34", ",123", "1,2345", "1,234,5", "2147483648",
    "-2147483648", "99999999999999999999", "0x10", "£5", "12.0.0", "11.96",
  ])
  func refusesWhatIsNoWholeNumber(_ text: String) {
    #expect(column(.integer, [text]).faults == [FlatFault(2, "a", .badInteger)])
  }

  @Test(arguments: [
    ("1.5", 2, "150"), ("-0.05", 2, "-5"), (".5", 1, "5"), ("5.", 1, "50"), ("1,234.50", 2, "123450"),
    ("0.125", 2, "13"), ("-0.125", 2, "-13"), ("0.1249", 2, "12"), ("7", 0, "7"), ("7.5", 0, "8"),
    ("1.123456789", 9, "1123456789"), ("9999999999999.99", 2, "999999999999999"),
  ])
  func readsDecimalsRoundingHalfAwayFromZero(_ text: String, places: Int, expected: String) {
    #expect(column(.decimal(places: places), [text]).records[0].values[0] == expected)
  }

  @Test(arguments: [
    "1.2.3", "1e3", "abc", "£1.00", "1.00-", "92233720368547758.08", "10000000000000.00", "1,23.4", "1.234,5",
    ".",
  ])
  func refusesWhatIsNoDecimal(_ text: String) {
    #expect(column(.decimal(places: 2), [text]).faults == [FlatFault(2, "a", .badDecimal)])
  }

  @Test func readsFlags() {
    // Access writes yes as -1, and pandas writes 1 and 0 with a place.
    let yes = ["Y", "y", "Yes", "YES", "T", "true", "TRUE", "1", " y ", "-1", "1.0"]
    let no = ["N", "n", "No", "NO", "F", "false", "FALSE", "0", "\u{A0}n", "0.0"]
    #expect(column(.flag, yes).records.map { $0.values[0] } == yes.map { _ in "1" })
    #expect(column(.flag, no).records.map { $0.values[0] } == no.map { _ in "0" })
    let bad = ["2", "maybe", "ja", "yess", "x", "-2", "+1", "1.5", "0.1"]
    #expect(column(.flag, bad).faults == bad.indices.map { FlatFault($0 + 2, "a", .badFlag) })
  }

  @Test(arguments: [
    FieldPlan.Kind.text, .day, .integer, .decimal(places: 2), .flag, .openCode, .code([.init("x")]),
  ])
  func blanksAreFaultsOnlyWhereTheFieldIsRequired(_ kind: FieldPlan.Kind) {
    let blanks = ["", " ", "NULL", "n/a", "\u{A0}", "-"]
    let lines = Array(2..<2 + blanks.count)
    let optional = column(kind, blanks)
    #expect(optional.records.map { $0.values[0] } == blanks.map { _ in "∅" })
    #expect(optional.faults.isEmpty)
    #expect(column(kind, blanks, isRequired: true).faults == lines.map { FlatFault($0, "a", .missing) })
  }
}
