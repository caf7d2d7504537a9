import Declarations
import FoundationEssentials
import Runs
import Testing
import Tools

/// Runs that several tests look at, each made once.
enum ExampleRuns {
  typealias Run = Result<(files: [String: [UInt8]], outcome: RunOutcome), any Error>

  static let weekly = run("weekly")
  static let tiles = run("tiles")
  static let composition = run("composition")
  static let scorecard = run("scorecard")

  private static func run(_ pipeline: String) -> Run {
    Run { try ExampleCouncil.run(pipeline, input: TablesTests.input, asOf: "2026-10-31") }
  }
}

/// The tables that pipelines declare, made of the example council.
@Suite struct TablesTests {
  static let input = ExampleCouncil.input("exampleshire")

  static func rows(_ files: [String: [UInt8]], _ table: String) throws -> [[String: String]] {
    try ExampleCouncil.table(files["tables/\(table).csv"], "tables/\(table).csv")
  }

  /// The key's value of a measure for all cases.
  static func answer(_ measure: String, _ kind: String) throws -> String {
    let key = try ExampleCouncil.table(file: "\(input)/answer-key/measures.csv")
    let row = key.last {
      $0["measure"] == measure && $0["period_kind"] == kind && $0["breakdown"] == ""
        && $0["period_end"] == "2026-10-31"
    }
    return try #require(row?["value"], "the key has no \(measure) over \(kind)")
  }

  @Test func teamRowsAddUpToTheCountyRowWhichEqualsTheAnswerKey() throws {
    let (files, _) = try ExampleRuns.weekly.get()
    let columns = [
      ("assessments-by-team", "Waiting", "assessments-waiting"),
      ("assessments-by-team", "Over 28 days", "assessments-waiting-over-28-days"),
      ("assessments-by-team", "Already have a support plan", "assessments-waiting-with-support-plan"),
      ("assessments-by-team", "Urgent", "assessments-waiting-urgent"),
      ("safeguarding-by-team", "Open concerns", "safeguarding-concerns-open"),
      ("safeguarding-by-team", "Over 6 weeks", "safeguarding-enquiries-open-over-6-weeks"),
      ("safeguarding-by-team", "Over 12 weeks", "safeguarding-enquiries-open-over-12-weeks"),
      ("reviews-by-team", "Overdue", "reviews-overdue"),
    ]
    for (table, column, measure) in columns {
      let rows = try Self.rows(files, table)
      let numbers = rows.compactMap { $0[column].flatMap { Int($0) } }
      let county = try #require(numbers.last)
      #expect(rows.count > 5)
      #expect(numbers.dropLast().reduce(0, +) == county, "\(column) of \(table)")
      #expect(String(county) == (try Self.answer(measure, "day")), "\(measure)")
    }
  }

  /// Averages do not add up: their county row is counted over all cases, and equals the key too.
  @Test func aCountyAverageIsOfAllCases() throws {
    let (files, _) = try ExampleRuns.weekly.get()
    let county = try #require(try Self.rows(files, "assessments-by-team").last)
    #expect(county["Team"] == "All")
    #expect(county["Median wait"] == (try Self.answer("assessments-waiting-median-days", "day")))
    #expect(county["Mean wait"] == (try Self.answer("assessments-waiting-mean-days", "day")))
    #expect(county["Longest wait"] == (try Self.answer("assessments-waiting-longest-days", "day")))
  }

  @Test func everyBreakdownIsACompleteGridThatAddsUp() throws {
    let (files, outcome) = try ExampleRuns.composition.get()
    #expect(!outcome.report.contains("AGG-010"))
    let readings = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    var wholes: [[String]: Int] = [:]
    var parts: [[String]: [(label: String, count: Int)]] = [:]
    for row in readings where row["unit"] == "count" && row["measure"]?.hasPrefix("people") == false {
      let place = ["measure", "period_kind", "period"].map { row[$0] ?? "" }
      let breakdown = row["breakdown"] ?? ""
      let count = try #require(Int(row["value"] ?? ""), "\(place) \(breakdown)")
      if breakdown == "Total" {
        wholes[place] = count
      } else {
        parts[place + [breakdown], default: []].append((row["category"] ?? "", count))
      }
    }
    var grids: [[String]: Set<String>] = [:]
    for (place, rows) in parts {
      #expect(rows.reduce(0) { $0 + $1.count } == wholes[Array(place.prefix(3))], "\(place)")
      let labels = Set(rows.map(\.label))
      let grid = [place[0], place[3]]
      #expect(grids[grid] ?? labels == labels, "\(place) has other rows than another period")
      grids[grid] = labels
    }
    let breakdowns = Set(parts.keys.map { $0[3] })
    for wanted in [
      "age-band", "sex", "ethnicity", "ethnicity-group", "primary-support-reason",
      "primary-support-reason-group",
      "team", "setting", "route", "priority", "reported-by", "type-of-risk",
    ] { #expect(breakdowns.contains(wanted), "\(wanted)") }
    let zeros = parts.values.flatMap { $0 }.count { $0.count == 0 }
    #expect(zeros > 20, "empty categories are shown")
    let unknown = parts.values.flatMap { $0 }.filter {
      ["Not recorded", "Not in the list"].contains($0.label)
    }
    #expect(unknown.contains { $0.count > 0 }, "unknowns are shown")
  }

  @Test func groupsAreTheirCodesTogether() throws {
    let (files, _) = try ExampleRuns.composition.get()
    let readings = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    func counts(_ breakdown: String, _ matches: (String) -> Bool) -> Int {
      readings.filter {
        $0["measure"] == "safeguarding-concerns-received" && $0["period_kind"] == "financial-year"
          && $0["breakdown"] == breakdown && matches($0["category"] ?? "")
      }.compactMap { Int($0["value"] ?? "") }.reduce(0, +)
    }
    #expect(counts("ethnicity", { $0.hasPrefix("White: ") }) == counts("ethnicity-group", { $0 == "White" }))
    #expect(counts("ethnicity", { $0.hasPrefix("White: ") }) > 50)
    let physical = counts("primary-support-reason", { $0.hasPrefix("Physical support: ") })
    #expect(physical == counts("primary-support-reason-group", { $0 == "Physical support" }))
    #expect(physical > 10)
  }

  @Test func sharesAddToAHundredAsPrinted() throws {
    let (files, _) = try ExampleRuns.composition.get()
    var checked = 0
    for table in ["type-of-risk", "location-of-risk", "source-of-risk", "reported-by", "dols-by-setting"] {
      let rows = try Self.rows(files, table)
      for column in rows[0].keys.filter({ $0.lowercased().contains("share,") && !$0.hasPrefix("England") }) {
        let tenths = rows.dropLast().compactMap { row in
          row[column].flatMap { Int($0.replacing(".", with: "")) }
        }
        #expect(tenths.count == rows.count - 1)
        #expect(tenths.reduce(0, +) == 1000, "\(column) of \(table)")
        checked += 1
      }
    }
    #expect(checked >= 5)
    let neglect = try Self.rows(files, "type-of-risk").first {
      $0["Type of risk"] == "Neglect and Acts of Omission"
    }
    #expect(
      neglect?["England, share, 2023-24"] == "32", "as the Safeguarding Adults Collection printed it")
  }

  @Test func aNumeratorNeverPassesItsDenominatorAndZeroIsAStateOfItsOwn() throws {
    let proportions = Set(
      try Workspace.open(ExampleCouncil.root).catalogue.measures.all.map(\.value)
        .filter { $0.formula == .proportion }.map(\.measure.value))
    var (compared, empty) = (0, 0)
    for run in [ExampleRuns.weekly, ExampleRuns.tiles, ExampleRuns.composition] {
      let files = try run.get().files
      for row in try ExampleCouncil.table(files["comparison.csv"], "comparison.csv") {
        if row["unit"] == "per-100000" {
          #expect(
            row["population"]?.contains("mid-") == true,
            "a rate says its population, of when, from which edition")
        }
        guard proportions.contains(row["measure"] ?? ""), let numerator = Int(row["numerator"] ?? ""),
          let denominator = Int(row["denominator"] ?? "")
        else { continue }
        compared += 1
        #expect(numerator <= denominator)
        guard denominator == 0 else { continue }
        empty += 1
        #expect(row["value"] == "z" && row["status"] == "nothing-to-measure")
      }
    }
    #expect(compared > 200)
    #expect(empty > 0)
  }

  @Test func theListOfOverTwelveWeekCasesIsRestrictedAndAsLongAsTheCount() throws {
    let files = try ExampleRuns.weekly.get().files
    let path = "restricted/tables/enquiries-over-12-weeks.csv"
    let cases = try ExampleCouncil.table(files[path], path)
    #expect(String(cases.count) == (try Self.answer("safeguarding-enquiries-open-over-12-weeks", "day")))
    let extract = try Data(contentsOf: URL(filePath: "\(Self.input)/safeguarding-enquiries.csv"))
    // To Swift the two characters of a Windows line end are one, which is not equal to "\n".
    let lines = String(decoding: extract, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for row in cases {
      let line = try #require(row["line"].flatMap { Int($0) })
      #expect(row["file"] == "safeguarding-enquiries.csv")
      #expect(lines[line - 1].hasPrefix(try #require(row["case"])))
    }
    for (name, bytes) in files where !name.hasPrefix("restricted/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!cases.contains { text.contains($0["case"] ?? "?") }, "\(name) names a case")
    }
  }

  @Test func tilesSayValueDateYearBeforeChangeAndDirection() throws {
    let (files, _) = try ExampleRuns.tiles.get()
    let rows = try Self.rows(files, "tiles")
    #expect(rows.count == 12)
    let waiting = try #require(rows.first { $0["Measure"] == "Assessments waiting" })
    #expect(waiting["Value"] == (try Self.answer("assessments-waiting", "day")))
    #expect(waiting["Date"] == "2026-10-31")
    #expect(["↑", "↓", "→"].contains(String((waiting["Direction"] ?? "").prefix(1))))
    let index = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    #expect(index.contains("<a href=\"pages/table-tiles.html\">Key measures</a>"))
    #expect(files["pages/table-key-statistics.html"] != nil)
  }

  @Test func keyStatisticsBindEveryStatementToAMeasure() throws {
    let (files, _) = try ExampleRuns.tiles.get()
    let rows = try Self.rows(files, "key-statistics")
    #expect(
      rows.map { $0["Theme"] } == [
        "Working with people", "How the local authority ensures safety within the system",
        "Providing support",
      ])
    for row in rows {
      for column in ["Activity", "Working well", "Priority area", "To decide"] {
        for statement in (row[column] ?? "").split(separator: "; ") where statement != "None" {
          #expect(statement.hasSuffix("]"), "\(statement)")
        }
      }
    }
    // Nothing works well whose figures are worse or no different.
    let well = rows.flatMap { ($0["Working well"] ?? "").split(separator: "; ") }.filter { $0 != "None" }
    #expect(!well.isEmpty)
    for statement in well {
      #expect(statement.contains("✓ better") && !statement.contains("✗ worse"), "\(statement)")
    }
    let page = String(decoding: files["pages/table-key-statistics.html"] ?? [], as: UTF8.self)
    let statements = page.split(separator: "<td><ul", omittingEmptySubsequences: true).dropFirst()
      .flatMap { $0.split(separator: "</ul>")[0].split(separator: "<li>").dropFirst() }
    #expect(statements.count > 20)
    #expect(statements.allSatisfy { $0.hasPrefix("<a href=\"measure-") }, "each leads to its card")
  }
}
