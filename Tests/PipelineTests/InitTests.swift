import Declarations
import Findings
import Folders
import Foundation
import Periods
import Runs
import Testing
import Tools

/// From a folder of a supplier's extracts to the right figures, without a shipped file being touched.
@Suite struct InitTests {
  private static let folder = FileManager.default.temporaryDirectory.appending(
    path: "caretally-init/\(UUID().uuidString)")

  private static func plan(_ input: URL, _ answers: [String]) throws -> InitPlan {
    var said: [String: String] = [:]
    for answer in answers {
      let sign = try #require(answer.lastIndex(of: "="))
      said[String(answer[..<sign])] = String(answer[answer.index(after: sign)...])
    }
    return try planInit(
      of: input.path, answers: said, asOf: try #require(Day(iso: "2026-10-31")),
      in: ExampleCouncil.workspace.get())
  }

  /// Four systems: as the cases of a real council's extracts are written, and three with headers, codes and dates of their own.
  @Test(arguments: ["las", "warehouse", "dynamics", "local"])
  func everyFigureOfASuppliersFilesIsThatOfTheKey(_ name: String) throws {
    let form = try SupplierForm(name)
    let work = Self.folder.appending(path: name)
    defer { try? FileManager.default.removeItem(at: work) }
    let input = work.appending(path: "extracts")
    try form.write(to: input)
    #expect(form.answers.count <= 10)
    let plan = try Self.plan(input, form.answers)
    #expect(plan.questions.isEmpty && plan.strayAnswers.isEmpty, "\(plan.openQuestions)")
    let workspace = try ExampleCouncil.workspace.get()
    let area = try #require(workspace.areas["E99000001"])
    let council = work.appending(path: "council")
    let files = plan.files(for: council.path, input: input.path, area: area, in: workspace)
    #expect(files.map(\.path).sorted().first == "caretally.json" && files.count == 7)
    _ = try plan.write(files, to: council.path)

    let found = try #require(try CouncilFolder.find(council.path))
    let own = try Workspace.open(ExampleCouncil.root, council: found)
    #expect(own.replacements.isEmpty)
    var request = RunRequest(
      pipeline: "nightly", inputFolder: try #require(found.input),
      asOf: try #require(Day(iso: "2026-10-31")), output: work.appending(path: "run").path)
    request.earlierRuns = []
    let outcome = try runPipeline(request, in: own)
    #expect(!outcome.isUnreadable, "\(outcome.report)")
    let readings = try ExampleCouncil.table(file: work.appending(path: "run/comparison.csv").path)
    let key = try ExampleCouncil.table(
      file: "\(ExampleCouncil.input("exampleshire"))/answer-key/measures.csv")
    #expect(try compare(readings, key) == 1245)
  }

  /// Compares a run's rows with the key's; returns how many there are.
  private func compare(_ readings: [[String: String]], _ key: [[String: String]]) throws -> Int {
    func place(_ row: [String: String]) -> [String] {
      let isTotal = row["breakdown"] == "Total"
      return ["measure", "period_kind", "period_start", "period_end"].map { row[$0] ?? "" }
        + (isTotal ? ["", ""] : [row["breakdown"] ?? "", row["category"] ?? ""])
    }
    var answers: [[String]: [String: String]] = [:]
    for row in key { answers[place(row)] = row }
    var wrong: [String] = []
    for row in readings {
      guard let answer = answers[place(row)] else {
        wrong.append("the key has no \(place(row))")
        continue
      }
      for column in ["numerator", "denominator", "value"] {
        let expected = answer[column] ?? ""
        var found = row[column] ?? ""
        if column == "denominator", found.isEmpty { found = row["population"] ?? "" }
        if expected != found, !(expected.isEmpty && found == "z") {
          wrong.append("\(place(row)) \(column): \(found), not \(expected)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5).joined(separator: "\n"))")
    return readings.count
  }

  /// Writes one small extract and plans with it.
  private func plan(
    _ header: String, _ row: (Int) -> String, called name: String = "assessments.csv", count: Int = 40,
    answers: [String] = []
  ) throws -> InitPlan {
    let work = Self.folder.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: work) }
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    let text = ([header] + (0..<count).map(row)).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: work.appending(path: name))
    return try Self.plan(work, answers)
  }

  private func field(_ header: String, _ plan: InitPlan) -> String? {
    plan.groups.first?.columns.first { $0.header == header }?.field
  }

  private static let ambiguous = "Assessment ID,Person ID,Contact Date,Start Date,Date Completed"
  private static func ambiguousRow(_ row: Int) -> String {
    "A\(row),P\(row),\(13 + row % 15)/01/2026,\(13 + row % 15)/02/2026,"
  }

  /// Read as the request, the start gave a mean wait of 10.8 days for 53.0.
  @Test func asksWhichOfTwoFieldsAHeaderIs() throws {
    let plan = try plan(Self.ambiguous, Self.ambiguousRow)
    #expect(plan.questions.map(\.key) == ["Contact Date", "Start Date"])
    #expect(Set(plan.questions[0].choices) == ["requested_on", "first_contact_on"])
    #expect(field("Contact Date", plan) == nil && field("Start Date", plan) == nil)
    let answered = try self.plan(
      Self.ambiguous, Self.ambiguousRow, answers: ["Contact Date=requested_on", "Start Date=started_on"])
    #expect(answered.questions.isEmpty && field("Contact Date", answered) == "requested_on")
    #expect(field("Start Date", answered) == "started_on")
  }

  @Test func takesNothingForAFieldThatItsValuesCannotBe() throws {
    let plan = try plan("Assessment ID,Person ID,Date Requested,Allocation,Team") { row in
      "A\(row),P\(row),\(13 + row % 15)/01/2026,Worker \(row % 7),North"
    }
    #expect(field("Allocation", plan) == nil)
    #expect(field("Date Requested", plan) == "requested_on" && field("Team", plan) == "team")
  }

  @Test func knowsNumbersOfPeopleAndBirthsByWhatTheyAre() throws {
    let numbers = (0..<40).map { nhsNumber(999_000_000 + $0 * 37) }
    let plan = try plan("Assessment ID,Person ID,Date Requested,Column7,Column8") { row in
      "A\(row),P\(row),\(13 + row % 15)/01/2026,\(numbers[row]),\(13 + row % 15)/03/\(1930 + row)"
    }
    #expect(field("Column7", plan) == "nhs_number" && field("Column8", plan) == "date_of_birth")
  }

  private func nhsNumber(_ start: Int) -> String {
    for nine in start... {
      let digits = String(nine).compactMap(\.wholeNumberValue)
      var sum = 0
      for place in 0..<9 { sum += digits[place] * (10 - place) }
      let check = (11 - sum % 11) % 11
      if check < 10 { return "\(nine)\(check)" }
    }
    return ""
  }

  /// 01/02/2026 is not guessed.
  @Test func asksWhatADateMeansThatCanBeTwo() throws {
    func row(_ row: Int) -> String { "A\(row),P\(row),0\(1 + row % 9)/0\(1 + row % 7)/2026" }
    let plan = try plan("Assessment ID,Person ID,Date Requested", row)
    #expect(plan.questions.map(\.key) == ["assessments.*/dates"])
    #expect(plan.questions.first?.choices == ["day-first", "month-first"])
    let answered = try self.plan(
      "Assessment ID,Person ID,Date Requested", row, answers: ["assessments.*/dates=day-first"])
    #expect(answered.questions.isEmpty && answered.groups.first?.dateOrder == .dayFirst)
  }

  @Test func showsNoTextThatFewRecordsShare() throws {
    let plan = try plan("Assessment ID,Person ID,Date Requested,Priority") { row in
      "A\(row),P\(row),\(13 + row % 15)/01/2026,\(row == 7 ? "Jane Example" : row % 2 == 0 ? "Purple" : "P1")"
    }
    let area = try #require(try ExampleCouncil.workspace.get().areas["E99000001"])
    let said = plan.report(of: area, input: "x") + plan.openQuestions
    #expect(!said.contains("Jane"))
    #expect(said.contains("Purple") && said.contains("1 record with a rarer text"))
    let written = plan.files(for: "c", input: "x", area: area, in: try ExampleCouncil.workspace.get())
    #expect(!written.contains { String(decoding: $0.bytes, as: UTF8.self).contains("Jane") })
  }

  @Test func tellsOfASubmissionThatIsReadAsItIs() throws {
    let workspace = try ExampleCouncil.workspace.get()
    let headers = workspace.catalogue.mappings.all.filter { $0.value.mapping.value.hasPrefix("cld-") }
      .flatMap { $0.value.columns.flatMap(\.headers) }
    let all = Array(
      Set(headers + ["Event Type", "Reporting Period Start Date", "Reporting Period End Date"])
    ).sorted()
    let plan = try plan(
      all.joined(separator: ","), { row in all.map { _ in "\(row)" }.joined(separator: ",") },
      called: "608_CLD.csv")
    #expect(plan.groups.isEmpty && plan.notes == ["'608_CLD.csv' is read as it is: caretally run cld"])
  }

  @Test func writesNothingOverAFile() throws {
    let work = Self.folder.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: work) }
    let plan = try plan(Self.ambiguous, Self.ambiguousRow)
    let workspace = try ExampleCouncil.workspace.get()
    let area = try #require(workspace.areas["E99000001"])
    let files = plan.files(for: work.path, input: "x", area: area, in: workspace)
    #expect(try plan.write(files, to: work.path).count == files.count)
    #expect { try plan.write(files, to: work.path) } throws: { ($0 as? Finding)?.code == "RUN-062" }
  }

  @Test func refusesAnAnswerThatAnswersNothing() throws {
    let plan = try plan(Self.ambiguous, Self.ambiguousRow, answers: ["Contact Day=requested_on"])
    #expect(plan.strayAnswers.count == 1)
    let wrong = try self.plan(Self.ambiguous, Self.ambiguousRow, answers: ["Contact Date=requested"])
    #expect(wrong.strayAnswers == ["assessments.*/Contact Date=requested"])
  }
}
