import Artefacts
import EvidenceStage
import Findings
import FoundationEssentials
import Periods
import Runs
import Synthesis
import Testing
import Tools

@Suite struct RehearsalTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  /// A month's events of so many types, one a day.
  private func events(_ months: [(String, types: Int, each: Int)]) throws -> [(type: String, days: [Day])] {
    try (0..<4).map { type in
      let days = try months.filter { $0.types > type }.flatMap { month -> [Day] in
        let first = try day("\(month.0)-01")
        return (0..<month.each).map { first + $0 % 28 }
      }
      return ("type \(type)", days)
    }
  }

  @Test func aMonthThatIsPartlyThereIsDropped() throws {
    let days = try events([("2026-04", 4, 30), ("2026-05", 4, 30), ("2026-06", 2, 30), ("2026-07", 4, 1)])
    let derived = DerivedPeriod(
      days, statedFrom: try day("2026-04-01"), to: try day("2026-08-31"), imported: try day("2026-09-01"))
    let expected = [try day("2026-04-01"), try day("2026-05-31")]
    #expect([derived.start, derived.end] == expected)
    #expect(
      derived.dropped == [
        "2026-06: 2 of 4 types of event", "2026-07: fewer than 2% of the events",
        "2026-08: fewer than 2% of the events",
      ])
  }

  @Test func theMonthOfTheImportIsPassedOver() throws {
    let days = try events([("2026-04", 4, 30), ("2026-05", 4, 30)])
    let derived = DerivedPeriod(
      days, statedFrom: try day("2026-04-01"), to: try day("2026-05-20"), imported: try day("2026-05-21"))
    let expected = try day("2026-04-30")
    #expect(derived.end == expected)
  }

  @Test func fewEventsKeepTheStatedDates() throws {
    let days = try events([("2026-04", 4, 24)])
    let derived = DerivedPeriod(
      days, statedFrom: try day("2026-04-01"), to: try day("2026-05-31"), imported: try day("2026-06-01"))
    let expected = try day("2026-05-31")
    #expect(derived.isStated && derived.end == expected)
  }

  @Test func labelsOfAnEarlierReleaseFailAsSuch() throws {
    let rehearsal = try rehearse(
      "cld", input: ExampleCouncil.input("exampleshire"), from: nil, to: try day("2026-10-31"),
      today: try day("2026-10-31"),
      pipeline: "nightly", in: Workspace.open(ExampleCouncil.root))
    let table = try ExampleCouncil.table(rehearsal.files.first?.bytes, "field-status.csv")
    func count(_ field: String, _ validity: String) -> Int {
      table.filter { $0["field"] == field && $0["validity"] == validity }
        .reduce(0) { $0 + (Int($1["records"] ?? "") ?? 0) }
    }
    #expect(count("Primary Support Reason", "-7") > 50)
    #expect(count("Event Outcome", "-7") > 20)
    #expect(count("Date of Birth", "-7") == 0)
    // A delivery mechanism is never mandatory, so a blank one passes.
    #expect(count("Delivery Mechanism", "0") > 0 && count("Delivery Mechanism", "-1") == 0)
    // Every record of a part is said once of each of its fields.
    let sums = Dictionary(grouping: table) { "\($0["module"] ?? "")/\($0["field"] ?? "")" }.mapValues {
      rows in
      rows.reduce(0) { $0 + (Int($1["records"] ?? "") ?? 0) }
    }
    for module in Set(table.compactMap { $0["module"] }) {
      #expect(Set(sums.filter { $0.key.hasPrefix("\(module)/") }.values).count == 1)
    }
  }

  /// A clean council's records would all be taken. Of one with planted faults, every record that fails has one planted,
  /// and every code that was made unreadable, in a field that each record must have, fails.
  @Test(arguments: [
    ("sac", "safeguarding-concerns.csv", "Date of Concern", ["sex", "ethnicity", "decision"]),
    ("dols", "dols-applications.csv", "Date Received", ["sex", "ethnicity", "urgency", "setting"]),
  ])
  func foreseesWhatWasPlantedAndNothingElse(id: String, file: String, dated: String, asked: [String])
    throws
  {
    let clean = try rehearsed(id, .none)
    #expect(clean.rehearsal.failing == 0 && clean.lines.isEmpty)
    let (rehearsal, lines, files) = try rehearsed(id, .perMille(150))
    #expect(rehearsal.failing > 10)
    func bytes(_ path: String) throws -> [UInt8] { try #require(files.first { $0.path == path }?.bytes) }
    let key = try ExampleCouncil.table(bytes("answer-key/faults.csv"), "faults.csv")
    let planted = Set(key.map { "\($0["file"] ?? "") \($0["line"] ?? "")" })
    #expect(lines.subtracting(planted).isEmpty, "false")
    // Lines as they lie in the file; the few with quotes are left out.
    let text = try String(decoding: bytes(file), as: UTF8.self).replacing("\r\n", with: "\n")
    let table = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = try #require(table[0].firstIndex { $0 == dated })
    var checked = 0
    for fault in key
    where fault["file"] == file && fault["code"] == "CELL-006" && asked.contains(fault["field"] ?? "") {
      guard let line = fault["line"].flatMap(Int.init), table[line - 1].count == table[0].count,
        !table[line - 1].contains(where: { $0.contains("\"") }),
        let day = Day(iso: table[line - 1][column].prefix(10))
          ?? Self.slashed(String(table[line - 1][column])),
        day >= rehearsal.from, day <= rehearsal.to
      else { continue }
      checked += 1
      #expect(lines.contains("\(file) \(fault["line"] ?? "")"), "missed")
    }
    // Few unreadable codes are planted in applications, and none of this seed's is in the period.
    #expect(checked > 0 || id == "dols")
  }

  private static func slashed(_ text: String) -> Day? {
    let parts = text.prefix(10).split(separator: "/")
    return parts.count == 3 ? Day(iso: "\(parts[2])-\(parts[1])-\(parts[0])") : nil
  }

  /// A return rehearsed on an invented council's extracts: what came of it, and the file and line of each that fails.
  private func rehearsed(_ id: String, _ faults: Faults) throws -> (
    rehearsal: Rehearsal, lines: Set<String>, files: [(path: String, bytes: [UInt8])]
  ) {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let asOf = try day("2026-10-31")
    let files = SyntheticCouncil(seed: 8, people: 1200, asOf: asOf, holidays: [], faults: faults).files()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files where !file.path.contains("/") {
      try Data(file.bytes).write(to: folder.appending(path: file.path))
    }
    let rehearsal = try rehearse(
      id, input: folder.path, from: nil, to: asOf, today: asOf, pipeline: "nightly",
      in: ExampleCouncil.workspace.get())
    let list = rehearsal.files.first { $0.path == "restricted/failing-fields.csv" }?.bytes
    let rows = try ExampleCouncil.table(list, "failing-fields.csv")
    let lines = rows.map { "\(($0["file"] ?? "").split(separator: "/").last ?? "") \($0["line"] ?? "")" }
    return (rehearsal, Set(lines), files)
  }
}
