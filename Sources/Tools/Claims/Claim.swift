import Findings
import Runs
import Statistics
import Tables

/// A printed statement to check: a row of a claims file.
struct Claim: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// A value of a run, or a number that it was copied from.
    case value
    /// A change as a share of the earlier value, in per cent.
    case change
    /// A change in percentage points, or in the measure's own unit.
    case points, absolute
    case share, rate, sum
    /// One number divided by another: per thousand, or for each.
    case perThousand = "per-thousand"
    case each
    /// A rank, the highest first; the lowest first.
    case rank
    case rankLowest = "rank-lowest"
    /// Whether a mean is possible with this median and maximum, for numbers that are not negative.
    case mean
    /// Whether parts of a whole are at most the whole.
    case parts
    /// Whether a whole number of so many gives the per cent.
    case whole
    /// How many measures of a run are better than a comparator: `better than england`.
    case count
  }

  var id: String
  var statement: String
  var kind: Kind
  var operands: String
  var printed: PrintedFigure
  /// Decimal places of the expected figure, where it is printed.
  var decimals: Int?
  var measure: String
  var day: String
  /// The text's name for the day, such as `Q2` or `latest`.
  var label = ""
  var line: Int
}

extension Claim.Kind {
  var isChange: Bool { self == .change || self == .points || self == .absolute }

  /// Whether the figure is a per cent.
  var isPercent: Bool { self == .change || self == .share || self == .whole }

  /// Whether the figure can be an amount of money.
  var canBeMoney: Bool {
    switch self {
    case .value, .absolute, .sum, .each, .mean, .parts: true
    case .change, .points, .share, .rate, .perThousand, .rank, .rankLowest, .count, .whole: false
    }
  }
}

extension Claim {
  private static let columns = ["id", "statement", "kind", "operands", "printed"]

  /// Reads a claims file. A row that cannot be read is a finding; others still count.
  ///
  /// - Throws: CLM-003 where a column is missing.
  static func read(_ table: TextTable) throws(Finding) -> (claims: [Claim], findings: [Finding]) {
    for column in columns where table.column(column) == nil {
      throw Finding(
        "CLM-003", effect: .refusesFile, "the claims file has no column '\(column)'",
        hint:
          "its columns are \(columns.joined(separator: ", ")) and, where wanted, decimals, measure, day, label",
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
            hint: suggestion(for: cell("kind"), in: words)
              ?? "one of: \(words.joined(separator: ", "))", location: place, field: "kind"))
        continue
      }
      let printed: PrintedFigure
      do throws(FigureFault) {
        printed = try PrintedFigure(cell("printed"), percentIsWanted: kind.isPercent)
      } catch {
        findings.append(
          Finding(
            "CLM-005", effect: .refusesRecord, "'\(cell("printed"))': \(error.text)",
            hint: "write one figure as it is printed", location: place, field: "printed"))
        continue
      }
      claims.append(
        Claim(
          id: cell("id"), statement: cell("statement"), kind: kind, operands: cell("operands"),
          printed: printed,
          decimals: Int(cell("decimals")).flatMap { (0...9).contains($0) ? $0 : nil },
          measure: cell("measure"),
          day: cell("day"), label: cell("label"), line: row.line))
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
