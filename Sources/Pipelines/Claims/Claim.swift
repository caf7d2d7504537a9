import Findings
import Statistics
import Tables

/// A printed statement to be checked: a row of a claims file.
struct Claim: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// A value as it stands in a run, or beside the number it was copied from.
    case value
    /// A change as a share of the earlier value, in per cent.
    case change
    /// A change in percentage points, or in the measure's own unit.
    case points, absolute
    case share, rate, sum
    /// A place, the highest first.
    case rank
    /// How many measures of a run are better than a comparator: `better than england`.
    case count
  }

  var id: String
  var statement: String
  var kind: Kind
  var operands: String
  var printed: Printed
  /// Places of the expected figure, where it is printed.
  var decimals: Int?
  var measure: String
  var day: String
  var line: Int

  /// A figure as a person wrote it: `-59.1%`, `0.1% ↓`, `47.82 points`, `1,354`.
  struct Printed: Sendable, Hashable {
    var text: String
    var value: FixedPoint
    /// Whether a sign, an arrow or a word says which way.
    var isSigned: Bool
    var isPercent: Bool

    init?(_ text: String) {
      self.text = text
      var body = text.trimmed
      isPercent = body.contains("%")
      let isDown = body.contains("↓") || body.lowercased().contains("down")
      let isUp = body.contains("↑") || body.lowercased().contains("up")
      body = String(
        body.filter { $0.isNumber || $0 == "." || $0 == "," || $0 == "-" || $0 == "+" || $0 == "−" })
      body = String(body.map { $0 == "−" ? "-" : $0 })
      isSigned = isDown || isUp || body.hasPrefix("+") || body.hasPrefix("-")
      if body.hasPrefix("+") { body.removeFirst() }
      while body.hasSuffix(".") || body.hasSuffix(",") { body.removeLast() }
      guard var value = FixedPoint(body) else { return nil }
      if isDown, value.units > 0 { value.units = -value.units }
      self.value = value
    }
  }
}

extension Claim {
  private static let columns = ["id", "statement", "kind", "operands", "printed"]

  /// Reads a claims file; a row that cannot be read is a finding, and the others still count.
  ///
  /// - Throws: CLM-003 where a column is missing.
  static func read(_ table: TextTable) throws(Finding) -> (claims: [Claim], findings: [Finding]) {
    for column in columns where table.column(column) == nil {
      throw Finding(
        "CLM-003", effect: .refusesFile, "the claims file has no column '\(column)'",
        hint: "its columns are \(columns.joined(separator: ", ")) and, where wanted, decimals, measure, day",
        location: Location(path: table.path, line: 1))
    }
    var claims: [Claim] = []
    var findings: [Finding] = []
    for row in table.rows {
      func cell(_ name: String) -> String {
        table.column(name).map { row.cells[$0].trimmed } ?? ""
      }
      let place = Location(path: table.path, line: row.line)
      guard let kind = Kind(rawValue: cell("kind")) else {
        let words = Kind.allCases.map(\.rawValue)
        findings.append(
          Finding(
            "CLM-004", effect: .refusesRecord, "'\(cell("kind"))' is not a kind of claim",
            hint: nearest(cell("kind"), in: words).map { "did you mean '\($0)'?" }
              ?? "one of: \(words.joined(separator: ", "))", location: place, field: "kind"))
        continue
      }
      guard let printed = Printed(cell("printed")) else {
        findings.append(
          Finding(
            "CLM-005", effect: .refusesRecord, "'\(cell("printed"))' holds no number",
            hint: "write it as it is printed",
            location: place, field: "printed"))
        continue
      }
      claims.append(
        Claim(
          id: cell("id"), statement: cell("statement"), kind: kind, operands: cell("operands"),
          printed: printed,
          decimals: Int(cell("decimals")).flatMap { (0...9).contains($0) ? $0 : nil },
          measure: cell("measure"),
          day: cell("day"), line: row.line))
    }
    return (claims, findings)
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
