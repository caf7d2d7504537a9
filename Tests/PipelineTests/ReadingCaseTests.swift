import FoundationEssentials
import Runs
import Testing
import Tools

/// Cases/public-NN: files in forms that public reports tell of, each with the figures that are right.
@Suite struct ReadingCaseTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// A folder of Cases, and what is in it.
    var folder: String
    var files: [String]
    var figures: [String: String]
    /// `code field line` of all that is said of the file and its cells.
    var says: [String]
    var testDescription: String { "\(folder)/\(files.joined(separator: " and "))" }

    init(_ folder: String, _ files: String..., figures: [String: String], says: [String]) {
      (self.folder, self.files, self.figures, self.says) = ("public-\(folder)", files, figures, says)
    }
  }

  /// Four asked for on 15 and 20 September 2026: the longest wait on 31 October is 46 days.
  static let four = ["assessments-waiting": "4", "assessments-waiting-longest-days": "46"]
  static let six = ["assessments-waiting": "6", "assessments-waiting-longest-days": "46"]

  static let dates =
    [
      "apost.csv", "compact.csv", "dots.csv", "iso-Z.xlsx", "isoZ.csv", "isoZms.csv", "longday.csv",
      "offset.csv",
      "sept.csv", "slashiso.csv", "sqlserver-varchar.csv",
    ].map { Row("03", "assessments-\($0)", figures: four, says: ["FILE-018 requested_on 2"]) } + [
      // 23:00 of universal time on the day before, in summer: the day that it is in the United Kingdom, and said so.
      Row(
        "03", "assessments-isoZ-bst.csv", figures: four,
        says: ["FILE-018 requested_on 2", "FILE-018 requested_on 2"])
    ]

  static let shapes = [
    Row("05", "assessments.csv", figures: six, says: ["FILE-032 - 5"]),
    Row("05", "assessments-trailing-empty.csv", figures: six, says: ["FILE-033 - 2"]),
    Row("05", "assessments-backslash-quote.csv", figures: six, says: ["FILE-035 - -"]),
  ]

  static let workbooks = [
    Row(
      "07", "assessments.xlsx",
      figures: ["people-waiting-for-assessment": "3", "assessments-waiting-with-support-plan": "2"], says: []),
    Row(
      "07", "b-assessments-a.xlsx", "b-assessments-b.csv", figures: ["people-waiting-for-assessment": "1"],
      says: []),
    Row("07", "c-assessments.xlsx", figures: ["people-waiting-for-assessment": "2"], says: []),
    Row("07", "d-assessments.xlsx", figures: ["people-waiting-for-assessment": "1"], says: []),
    Row("09", "assessments.xlsx", figures: four, says: ["FILE-018 requested_on 1"]),
    Row("10", "assessments-header.xlsx", figures: four, says: []),
    Row(
      "10", "assessments-values.xlsx",
      figures: ["assessments-waiting team North Team": "2", "assessments-waiting-urgent": "2"], says: []),
    Row("11", "assessments.xlsx", figures: four, says: []),
    Row("13", "assessments-empty-sheets.xlsx", figures: four, says: ["FILE-031 - -"]),
    Row("13", "assessments-hidden.xlsx", figures: four, says: ["FILE-031 - -"]),
    Row("13", "assessments-cover.xlsx", figures: four, says: ["FILE-031 - -"]),
  ]

  static let values = [
    Row("14", "assessments.csv", figures: ["assessments-waiting": "3"], says: ["WL-020 person_id 4"]),
    Row(
      "14", "assessments-three-spellings.csv", figures: ["assessments-waiting": "3"],
      says: ["WL-020 person_id 3", "WL-020 person_id 4"]),
    Row(
      "14", "assessments-many.csv", figures: ["assessments-waiting": "15"],
      says: ["CELL-013 nhs_number 2"] + (4...12).map { "WL-020 person_id \($0)" }
        + ["WL-015 nhs_number 15", "CELL-012 nhs_number 16"]),
    // Twenty are completed; of "Not known" nobody can say, and the record is refused.
    Row(
      "16", "assessments.csv",
      // `#N/A` stands for a day that is not known, so that its record is refused as that of `Not known` is.
      figures: ["assessments-waiting": "22", "assessments-completed": "20", "assessments-requested": "42"],
      says: ["FILE-018 completed_on 22", "CELL-002 completed_on 38", "CELL-002 completed_on 42"]),
    Row(
      "17", "assessments.csv",
      figures: [
        "assessments-waiting age-band 95 and over": "4", "assessments-waiting age-band 75 to 84": "1",
        "assessments-waiting age-band 18 to 64": "1", "assessments-waiting age-band Under 18": "0",
      ], says: ["FILE-018 date_of_birth 2"]),
    // Yes six times; not known five times; two that are neither, and are said.
    Row(
      "19", "assessments.csv",
      figures: ["assessments-waiting": "16", "assessments-waiting-with-support-plan": "6"],
      says: ["CELL-005 has_support_plan 13", "CELL-005 has_support_plan 14"]),
    Row(
      "20", "assessments-codes.csv",
      figures: ["assessments-waiting": "10", "carers-assessments-waiting": "3"], says: []),
    Row(
      "20", "assessments-teams.csv",
      figures: [
        "assessments-waiting team North": "3", "assessments-waiting team North Team": "4",
        "assessments-waiting team North-Team": "2", "assessments-waiting team Café": "2",
      ], says: ["FILE-036 team -"]),
    Row(
      "23", "assessments.csv",
      figures: ["assessments-waiting": "5", "assessments-waiting-longest-days": "46"],
      says: ["FILE-018 requested_on 4"]),
    Row(
      "23", "assessments.xlsx",
      figures: ["assessments-waiting": "5", "assessments-waiting-longest-days": "46"],
      says: ["FILE-018 requested_on 4"]),
  ]

  @Test(arguments: dates + shapes + workbooks + values)
  func countsWhatIsRightAndSaysWhatWasDecided(_ row: Row) throws {
    let files = try ReadingCase.run(row.files.map { "\(row.folder)/\($0)" })
    let feed = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    for (name, expected) in row.figures.sorted(by: { $0.key < $1.key }) {
      #expect(ReadingCase.figure(name, feed) == expected, "\(name)")
    }
    #expect(
      try ReadingCase.said(files, withNHSNumbers: row.folder == "public-14").sorted() == row.says.sorted())
  }

  /// The same teams, and no other beside them.
  @Test func spellingsOfOneTeamAreOneRow() throws {
    let files = try ReadingCase.run(["public-20/assessments-teams.csv"])
    let feed = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    let teams = Set(feed.filter { $0["breakdown"] == "team" }.compactMap { $0["category"] })
    #expect(teams.count == 4)
  }

  /// A line of dashes under the header, as sqlcmd draws, is neither a record nor a team.
  @Test func aLineUnderTheHeaderIsNoRecord() throws {
    let header = "Assessment Reference,Person Number,Team Name,Date Requested,Date Completed,Date Closed"
    let files = try ReadingCase.run(
      text: "\(header)\n-----,---,---------,----,----,----\nA1,P1,North,2026-09-15,,\n")
    let feed = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    #expect(ReadingCase.figure("assessments-waiting", feed) == "1")
    #expect(Set(feed.filter { $0["breakdown"] == "team" }.compactMap { $0["category"] }) == ["North"])
    #expect(try ReadingCase.said(files) == ["FILE-012 - 2"])
  }

  /// Cases/public-21: one of two teams is hidden, and is the difference of what is printed.
  @Test func anAuditNamesWhatASubtractionShows() throws {
    let audit = try ReadingCase.audit("public-21/assessments.csv", policy: "ascof")
    #expect(audit.report.contains("Assessments waiting, 2026-10-31, team East: is 1, as the policy allows"))
    #expect(audit.report.contains("hidden counts can be worked out, and it allows that"))
    #expect(!audit.report.contains("nothing hidden can be worked out"))
    #expect(audit.isExposed)
  }
}
