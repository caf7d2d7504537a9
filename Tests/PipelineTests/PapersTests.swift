import Findings
import FoundationEssentials
import Runs
import Testing
import Tools

/// Each printed paper out of its pipeline: its numbers stand in the table that we make. `make papers` compares every cell
/// with the page, units and words among them.
@Suite struct PapersTests {
  private struct Paper: Decodable {
    var asOf: String
    var table: String
    var columns: [String: String]
    var rowsOf: [Rows]?
    var wrong: [Wrong]?

    struct Wrong: Decodable {
      var row: Int
      var column: String
    }
    enum Rows: Decodable {
      case one(Int)
      case several

      init(from decoder: any Decoder) throws {
        self = (try? decoder.singleValueContainer().decode(Int.self)).map(Rows.one) ?? .several
      }
    }
  }

  private static let folder = "\(ExampleCouncil.root)/Tests/Papers"

  private static func papers() throws -> [String: Paper] {
    try JSONDecoder().decode(
      [String: Paper].self, from: Data(contentsOf: URL(filePath: "\(folder)/papers.json")))
  }

  /// The digits of a cell with its sign; nil where it holds no number.
  private static func number(_ text: String) -> String? {
    let plain = text.replacing("£", with: "").replacing(",", with: "")
    guard let digits = plain.firstMatch(of: /[0-9]+(\.[0-9]+)?/)?.output.0 else { return nil }
    let isNegative = plain.hasPrefix("-")
    guard let value = Double(digits) else { return nil }
    return "\(isNegative ? -value : value)"
  }

  @Test(arguments: [
    ("extra-care-2024", 12), ("kpi-tiles-2024-07", 21), ("key-safeguarding-2022-24", 19),
    ("scorecard-2024-09", 48),
    ("rag-2024-09", 70), ("dashboard-2017-18-q3", 15), ("dashboard-2014-15-q3", 80),
    ("finance-2014-15-q3", 4),
  ]) func everyNumberOfAPaperIsPrinted(_ name: String, _ least: Int) throws {
    let paper = try #require(try Self.papers()[name])
    let input = "\(ExampleCouncil.root)/data/examples/papers/\(name)"
    let (files, outcome) = try ExampleCouncil.run("paper-\(name)", input: input, asOf: paper.asOf)
    #expect(!outcome.findings.contains { $0.code.rawValue.hasPrefix("PUB") })
    let ours = try ExampleCouncil.table(files["tables/\(paper.table).csv"], paper.table)
    let printed = try ExampleCouncil.table(file: "\(Self.folder)/\(name).csv")
    var compared = 0
    for (number, line) in printed.enumerated() {
      var row = number
      if let rows = paper.rowsOf {
        guard case .one(let place) = rows[number] else { continue }
        row = place
      }
      for (column, heading) in paper.columns {
        let isWrong = paper.wrong?.contains { $0.row == number + 1 && $0.column == column } == true
        // Dates and codes are no figures, and a change is printed to fewer places.
        guard !isWrong, column != "change_printed", let text = line[column], let wanted = Self.number(text)
        else { continue }
        let found = ours[row][heading] ?? ""
        #expect(Self.number(found) == wanted, "\(name), row \(number + 1), \(column): \(text), ours \(found)")
        compared += 1
      }
    }
    #expect(compared >= least, "\(compared) numbers of \(name)")
  }

  /// What a paper says of figures that nobody holds as cases is in a short file, and in no more lines than it has cells.
  @Test func noPaperNeedsInventedCases() throws {
    for name in try Self.papers().keys {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: "\(ExampleCouncil.root)/data/examples/papers/\(name)")
      #expect(Set(files).isSubset(of: ["readings.csv", "claims.csv"]), "\(name)")
    }
  }
}
