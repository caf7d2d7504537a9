/// A financial year, April to March, named by the year it starts in.
package struct FinancialYear: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var startYear: Int

  package init(startYear: Int) { self.startYear = startYear }

  package init(containing day: Day) {
    let (year, month, _) = day.components
    startYear = month >= 4 ? year : year - 1
  }

  /// Parses `2024-25`. The years must follow each other.
  @specialized(where Text == String)
  @specialized(where Text == Substring)
  package init?<Text: StringProtocol>(_ text: Text) {
    if let start = Self.plainStart(text.utf8) {
      startYear = start
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
      let start = Int(parts[0]), let end = Int(parts[1]), (start + 1) % 100 == end
    else { return nil }
    startYear = start
  }

  /// Parses a year in publishers' and councils' forms: `2023-24`, `2023/24`, `2023–24`, `2023-2024`, `2023/2024`, `2023
  /// to 2024`, `202324` and, for the year that ends in 2024, `FY24`; nil where it could be another.
  package init?(label text: String) {
    var letters = text.uppercased().filter { !$0.isWhitespace && $0 != "." }
    let isMarked = letters.hasPrefix("FY")
    if isMarked { letters.removeFirst(2) }
    let parts = letters.replacing("TO", with: "-").split(omittingEmptySubsequences: false) {
      "-/–—‑".contains($0)
    }
    func number(_ digits: some StringProtocol) -> Int? {
      digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }
    var (start, end) = (parts.first.map(String.init) ?? "", parts.count == 2 ? String(parts[1]) : "")
    if parts.count == 1 {
      if isMarked, start.count == 2 || start.count == 4, let year = number(start) {
        self.init(startYear: (start.count == 2 ? 2000 + year : year) - 1)
        return
      }
      guard start.count == 6 else { return nil }
      (start, end) = (String(start.prefix(4)), String(start.suffix(2)))
    }
    guard parts.count <= 2, start.count == 4, end.count == 2 || end.count == 4, let first = number(start),
      let last = number(end), end.count == 2 ? (first + 1) % 100 == last : first + 1 == last
    else { return nil }
    self.init(startYear: first)
  }

  /// The first year of `2024-25`, without making texts; nil for other forms, which are parsed fully.
  private static func plainStart(_ bytes: some Collection<UInt8>) -> Int? {
    var (start, end, count) = (0, 0, 0)
    for byte in bytes {
      if count == 4 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), count < 7 else { return nil }
        let digit = Int(byte - UInt8(ascii: "0"))
        if count < 4 { start = start * 10 + digit } else { end = end * 10 + digit }
      }
      count += 1
    }
    return count == 7 && (start + 1) % 100 == end ? start : nil
  }

  /// `2024-25`
  package var description: String {
    let end = (startYear + 1) % 100
    return "\(startYear)-\(end < 10 ? "0" : "")\(end)"
  }

  /// Also for years without written dates, so that a year always begins before it ends.
  package var start: Day { Day(number: Day.number(year: startYear, month: 4, day: 1)) }
  package var end: Day { FinancialYear(startYear: startYear + 1).start - 1 }
  package var previous: FinancialYear { FinancialYear(startYear: startYear - 1) }

  package static func < (a: Self, b: Self) -> Bool { a.startYear < b.startYear }
}
