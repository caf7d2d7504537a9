import FoundationEssentials
import Statistics
import Testing

/// One row of a golden file: its cells by column.
struct GoldenRow: Sendable, CustomTestStringConvertible {
  let line: Int
  private let cells: [String: String]

  init(line: Int, cells: [String: String]) {
    self.line = line
    self.cells = cells
  }

  var testDescription: String { "line \(line)" }

  func text(_ column: String) throws -> String {
    try #require(cells[column], "no column \(column)")
  }

  func whole(_ column: String) throws -> Int { try #require(Int(text(column))) }
  func real(_ column: String) throws -> Double { try #require(Double(text(column))) }

  /// The words of a cell that holds a list.
  func list(_ column: String) throws -> [String] { try text(column).split(separator: " ").map(String.init) }
  func wholes(_ column: String) throws -> [Int] { try list(column).map { try #require(Int($0)) } }
  func reals(_ column: String) throws -> [Double] { try list(column).map { try #require(Double($0)) } }

  /// Nil for an empty cell.
  func wholeIfAny(_ column: String) throws -> Int? { try text(column).isEmpty ? nil : whole(column) }

  func confidence() throws -> Confidence { try #require(Confidence(rawValue: text("confidence"))) }
}

/// The rows of `Golden/<name>`, below its comment and its header; none of their cells needs quotes.
func goldenRows(_ name: String) -> [GoldenRow] {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
  guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    .filter { !$0.element.hasPrefix("#") && !$0.element.isEmpty }
    .map {
      (number: $0.offset + 1, cells: $0.element.split(separator: ",", omittingEmptySubsequences: false))
    }
  guard let header = lines.first?.cells.map(String.init) else { return [] }
  return lines.dropFirst().map { line in
    GoldenRow(
      line: line.number, cells: Dictionary(uniqueKeysWithValues: zip(header, line.cells.map(String.init))))
  }
}

/// Whether two numbers agree to 1e-9, relatively where they are above 1.
func agrees(_ one: Double, _ other: Double) -> Bool {
  abs(one - other) <= 1e-9 * max(1, abs(one), abs(other))
}

func agrees(_ interval: Interval?, _ row: GoldenRow) throws -> Bool {
  guard let interval else { return false }
  return try agrees(interval.lower, row.real("lower")) && agrees(interval.upper, row.real("upper"))
}
