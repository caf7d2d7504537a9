import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Bridges over vintages, with councils small enough to count by hand.
@Suite struct BridgingTests {
  private static let header =
    "service_id,person_id,client_type,service_type,service_component,delivery_mechanism,started_on,ended_on,"
    + "date_of_birth"

  /// Lines of services, each group of people with the same words after the client type.
  private static func extract(_ groups: [(people: Int, words: String)]) -> String {
    var (lines, person) = ([header], 0)
    for group in groups {
      for _ in 0..<group.people {
        person += 1
        for words in group.words.split(separator: ";") {
          lines.append("S\(lines.count),P\(person),service-user,\(words)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func bridged(
    _ old: String, _ new: String, code: String?, _ extract: String
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(extract.utf8).write(to: folder.appending(path: "support-services.csv"))
    let later = try #require(Day(iso: "2026-10-31"))
    let request = RunRequest(pipeline: "outcomes", inputFolder: folder.path, asOf: later)
    return try bridge(
      from: old, to: new, code: code, since: later.adding(months: -12), request,
      in: ExampleCouncil.workspace.get())
  }

  /// Earlier: 5 of 20 people have a direct payment by the mechanism, 5 more by the component alone. Later: 10 of 30
  /// and 10 more. So 25.0 and 33.3 by the return, 50.0 and 66.7 now.
  @Test func directPaymentsAreBridgedBothWays() throws {
    let text = try bridged(
      "ascof-2023-24", "ascof-2024-25", code: "3D(2a)",
      Self.extract([
        (5, "long-term-community,,direct-payment,2025-01-01,,1950-01-01"),
        (5, "long-term-community,direct-payment,,2025-01-01,,1950-01-01"),
        (10, "long-term-community,,commissioned,2025-01-01,,1950-01-01"),
        (5, "long-term-community,direct-payment,,2026-01-01,,1950-01-01"),
        (5, "long-term-community,,direct-payment,2026-01-01,,1950-01-01"),
      ]))
    #expect(
      text == """
        Adult Social Care Outcomes Framework, 2024-25, against ascof-2023-24

        3D(2a)
          People with long-term community support who receive direct payments
          Old: direct-payments-on-day-return
          New: direct-payments-on-day

                            2025-10-31   2026-10-31
            Old definition  25.0  5/20   33.3  10/30
            New definition  50.0  10/20  66.7  20/30

            Definition first: definition +25.0, practice +16.7
            Practice first:   practice +8.3, definition +33.4
            Together:         +41.7; +8.4 is both at once: the definition does more to the later cases, or less
        """)
  }

  /// Earlier: 5 moved in and stayed, 6 came and went, 5 moved from a home they left two weeks before. The return counts
  /// the first and the last, 10; the present definition the first and the second, 11. Later: 8 stayed, 12 came and went.
  @Test func admissionsAreBridgedBothWaysAcrossTheCodesOfTwoDecades() throws {
    let home = "long-term-residential,,,"
    let text = try bridged(
      "ascof-2022-23", "ascof-2024-25", code: "2A(2)",
      Self.extract([
        (5, "\(home)2025-02-01,,1940-01-01"), (6, "\(home)2025-03-01,2025-06-30,1940-01-01"),
        (5, "\(home)2024-01-01,2025-01-31,1940-01-01;\(home)2025-02-15,,1940-01-01"),
        (8, "\(home)2026-02-01,,1940-01-01"), (12, "\(home)2026-03-01,2026-06-30,1940-01-01"),
      ]))
    #expect(text.contains("2C (was 2A(2))\n"))
    #expect(text.contains("Old definition  50.5  10/19,800          40.4  8/19,800\n"), "\(text)")
    #expect(text.contains("New definition  55.6  11/19,800          101.0  20/19,800\n"), "\(text)")
    #expect(text.contains("Definition first: definition +5.1, practice +45.4\n"))
    #expect(text.contains("Practice first:   practice -10.1, definition +60.6\n"))
    #expect(text.contains("Together:         +50.5; +55.5 is both at once"))
  }

  @Test(arguments: [
    (
      "ascof-2022-23", "ascof-2023-24", "4B",
      "The old definition cannot be counted from these extracts. It is an answer to a survey, weighted nationally; "
        + "no case record holds it."
    ),
    (
      "ascof-2023-24", "ascof-2024-25", "2D(1)",
      "The old definition cannot be counted from these extracts. It needs hospital discharges and a visit 91 days "
        + "after, which council extracts do not hold."
    ),
    ("ascof-2023-24", "ascof-2024-25", "2E(2a)", "New: nothing before it to bridge from."),
    ("ascof-2022-23", "ascof-2023-24", "1F", "Removed: nothing after it to bridge to."),
    (
      "ascof-2023-24", "ascof-2024-25", "2E(1)",
      "Not bridged: the extract of support-services has no column for Primary support reason, Accommodation status, so"
    ),
    (
      "ascof-2023-24", "ascof-2024-25", "2A",
      "Not bridged: the extract of support-services has no column for Outcome, so"
    ),
    (
      "ascof-2023-24", "ascof-2024-25", "3D(2a)",
      "Not bridged: 'direct-payments-on-day-return' has no value to show for 2025-10-31"
    ),
  ])
  func whatCannotBeBridgedSaysWhy(old: String, new: String, code: String, reason: String) throws {
    let few = Self.extract([(2, "long-term-residential,,,2025-02-01,,1990-01-01")])
    let text = try bridged(old, new, code: code, few)
    #expect(text.contains(reason), "\(text)")
  }

  @Test(arguments: [
    (
      "ascof-2023-24", "ascof-2024-25", "4A", "RUN-032",
      "'4A' means in ascof-2024-25 what it meant in ascof-2023-24"
    ),
    ("ascof-2024-25", "ascof-2023-24", nil, "RUN-031", "'ascof-2023-24' is not based on 'ascof-2024-25'"),
    (
      "ascof-2024-25", "reablement-no-further-support", nil, "RUN-030",
      "no framework 'reablement-no-further-support'"
    ),
    ("direct-payments-on-day", "reviews-overdue", "2A", "RUN-032", "--code is of a framework's vintage"),
  ])
  func whatCannotBeAskedIsRefused(
    old: String, new: String, code: String?, finding: String, message: String
  ) {
    #expect {
      _ = try bridged(old, new, code: code, Self.header + "\n")
    } throws: {
      ($0 as? Finding).map { "\($0.code.rawValue) \($0.message)" } == "\(finding) \(message)"
    }
  }
}
