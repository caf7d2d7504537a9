import Declarations
import Findings
import Foundation
import Runs
import Statistics
import Tables
import TestKit
import Testing

@testable import Tools

/// What a pool of councils' bundles comes to, and which bundles it refuses. The councils are those of the North East.
@Suite final class PoolTests {
  let workspace: Workspace
  let work: String
  private static let region = "E12000001"
  private static let councils = (1...5).map { "E0600000\($0)" }

  init() throws {
    workspace = try ExampleCouncil.workspace.get()
    work = FileManager.default.temporaryDirectory.appending(path: "pool-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: work) }

  private static let period = BundleRow.Key(
    "assessments-completed", "financial-year", "2025-04-01", "2026-03-31")
  private static let share = BundleRow.Key(
    "section-42-risk-reduced-or-removed", "financial-year", "2025-04-01", "2026-03-31")

  private func own(_ measure: String) -> String {
    workspace.catalogue.measures[measure].map { definitionDigest(of: $0, in: workspace.catalogue) } ?? ""
  }

  /// A bundle as contribute writes it, with a count and a proportion.
  private func bundle(
    _ council: String, count: Int = 40, of cases: Int = 80, policy: String = "published",
    framework: String = "ascof-2024-25", digest: String? = nil, more: [BundleRow] = [], as name: String? = nil
  ) throws -> String {
    let folder = "\(work)/\(name ?? council)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let rows =
      [
        BundleRow(
          key: Self.period, value: "\(count)", numerator: "\(count)", denominator: "z", population: "",
          numbers: ""),
        BundleRow(
          key: Self.share, value: "50.0", numerator: "\(count)", denominator: "\(cases)", population: "",
          numbers: ""),
      ] + more
    let files = [
      (Contribution.rowsPath, BundleRow.file(rows)),
      (Contribution.coveragePath, Array("dataset,records,accepted,refused,newest\n".utf8)),
    ]
    for (path, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(folder)/\(path)")) }
    let measures = Set(rows.map(\.key.measure)).sorted()
    let manifest = JSONText.object([
      ("format", .text(Contribution.format)), ("framework", .text(framework)), ("area", .text(council)),
      ("policy", .text(policy)),
      (
        "measures",
        .list(measures.map { .object([("measure", .text($0)), ("sha256", .text(digest ?? own($0)))]) })
      ),
      (
        "files",
        .list(
          files.map {
            .object([("path", .text($0.0)), ("sha256", .text(SHA256.hexDigest(of: $0.1)))])
          })
      ),
    ])
    try Data(manifest.file).write(to: URL(filePath: "\(folder)/\(Contribution.manifestPath)"))
    return folder
  }

  private func refusal(_ folders: [String], record: String? = nil, signers: String? = nil) -> Finding? {
    do {
      _ = try pool(folders, as: Self.region, record: record, signers: signers, in: workspace)
      return nil
    } catch { return error as? Finding }
  }

  private func lines(_ pool: Pool) -> [String] {
    String(decoding: pool.files[0].bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func sumsAreOfAllCouncilsAndCarryTheirNumber() throws {
    let folders = try zip(Self.councils, [20, 30, 40]).map { try bundle($0, count: $1) }
    let made = try pool(folders, as: Self.region, record: nil, in: workspace)
    #expect(
      lines(made).dropFirst() == [
        "E12000001,assessments-completed,financial-year,2025-04-01,2026-03-31,3,90,,90,,,,,,"
          + "\"pooled by 3 councils, management information\"",
        "E12000001,section-42-risk-reduced-or-removed,financial-year,2025-04-01,2026-03-31,3,90,240,37.5,31.6,43.8,,,,"
          + "\"pooled by 3 councils, management information\"",
      ])
    let again = try pool(folders.reversed(), as: Self.region, record: nil, in: workspace)
    #expect(made.files == again.files)
  }

  /// A pipeline reads what a pool writes.
  @Test func comparatorsAreOfTheShapeThatIsRead() throws {
    let folders = try Self.councils.map { try bundle($0) }
    let made = try pool(folders, as: Self.region, record: nil, in: workspace)
    let file = try #require(made.files.first { $0.path == "data/comparators/pool-e12000001-2025-26.csv" })
    let read = PublishedFigures.read(try TextTable.read(file.bytes, path: file.path))
    #expect(read.findings.isEmpty && read.figures.all.map(\.outcome.number?.description) == ["200", "50.0"])
    #expect(made.files.contains { $0.path == "data/frameworks/pool-e12000001.json" })
  }

  @Test func refusesAnAlteredBundle() throws {
    let folders = try Self.councils.map { try bundle($0) }
    let path = "\(folders[1])/\(Contribution.rowsPath)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "40", with: "45").write(toFile: path, atomically: true, encoding: .utf8)
    let found = try #require(refusal(folders))
    #expect(found.code == "POOL-003" && found.message.contains(path))
  }

  @Test func refusesDifferingDefinitionsAndNamesThem() throws {
    let folders = [try bundle(Self.councils[0]), try bundle(Self.councils[1], digest: "d2")]
    let found = try #require(refusal(folders))
    #expect(found.code == "POOL-004" && found.message.contains("assessments-completed"))
    #expect(found.message.contains("Hartlepool and Middlesbrough"))
    for (other, word) in [
      (try bundle(Self.councils[2], policy: "internal"), "the policy (published, internal)"),
      (
        try bundle(Self.councils[3], framework: "ascof-2023-24"),
        "the framework (ascof-2024-25, ascof-2023-24)"
      ),
    ] {
      let found = try #require(refusal([folders[0], other]))
      #expect(found.code == "POOL-004" && found.message.contains(word))
    }
    // All councils agree, and the pool has another edition.
    let here = try #require(refusal(try Self.councils.map { try bundle($0, digest: "d2") }))
    #expect(here.code == "POOL-004" && here.message.contains("differs from the one here"))
  }

  @Test(arguments: [1, 7, 12, -5]) func refusesANumberThatThePolicyHidesOrRounds(count: Int) throws {
    let folders = try Self.councils.enumerated().map { try bundle($1, count: $0 == 1 ? count : 40) }
    #expect(refusal(folders)?.code == "POOL-006")
  }

  @Test func refusesTheCasesNumbersUnderAPolicyThatHides() throws {
    let row = BundleRow(
      key: BundleRow.Key("assessments-completed-median-days", "financial-year", "2025-04-01", "2026-03-31"),
      value: "3.0", numerator: "z", denominator: "10", population: "", numbers: "3:10")
    #expect(refusal([try bundle(Self.councils[0], more: [row])])?.code == "POOL-006")
    let exact = try Self.councils.map { try bundle($0, policy: "internal", more: [row]) }
    let made = try pool(exact, as: Self.region, record: nil, in: workspace)
    #expect(
      lines(made).contains { $0.contains("assessments-completed-median-days") && $0.contains(",50,3.0,") })
  }

  @Test func refusesACouncilTwiceAndOneOfAnotherRegion() throws {
    let one = try bundle(Self.councils[0])
    #expect(refusal([one, try bundle(Self.councils[0], as: "again")])?.code == "POOL-008")
    #expect(refusal([one, try bundle("E10000025")])?.code == "POOL-008")
  }

  /// Each of two councils knows its own figures, so it knows the other's.
  @Test func refusesAPoolOfTwo() throws {
    let folders = try Self.councils.map { try bundle($0) }
    #expect(refusal(Array(folders.prefix(1)))?.code == "POOL-005")
    #expect(refusal(Array(folders.prefix(2)))?.code == "POOL-005")
    #expect(refusal(Array(folders.prefix(3))) == nil)
  }

  /// The pool of five less the pool of four is a council, and less the pool of three two, of which each knows itself.
  @Test(arguments: [(4, true), (3, true), (5, false)])
  func refusesWhatAnEarlierPoolGivesAway(then: Int, isRefused: Bool) throws {
    let folders = try Self.councils.map { try bundle($0) }
    let before = try pool(folders, as: Self.region, record: nil, in: workspace)
    let record = "\(work)/pools.csv"
    try Data(try #require(before.record)).write(to: URL(filePath: record))
    let found = refusal(Array(folders.prefix(then)), record: record)
    #expect((found?.code == "POOL-005") == isRefused)
  }

  @Test func theRecordHoldsNoFigure() throws {
    let folders = try Self.councils.map { try bundle($0, count: 98765) }
    let record = try #require(try pool(folders, as: Self.region, record: nil, in: workspace).record)
    #expect(!String(decoding: record, as: UTF8.self).contains("98765"))
  }

  private static let hasSSH = ["/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// `Tests/Judges/pool.py` signs bundles too, and installs what it needs.
  @Test(.enabled(if: hasSSH, "OpenSSH is no part of the toolchain"))
  func aSignedBundleIsTakenAndAnotherIsRefused() throws {
    let folders = try Self.councils.prefix(3).map { try bundle($0) }
    var signers = ""
    for (council, folder) in zip(Self.councils, folders) {
      let key = "\(work)/key-\(council)"
      let maker = Process()
      maker.executableURL = URL(filePath: "/usr/bin/env")
      maker.arguments = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", council, "-f", key]
      try maker.run()
      maker.waitUntilExit()
      try BundleSignature.sign(folder, with: key)
      signers += council + " " + (try String(contentsOfFile: key + ".pub", encoding: .utf8))
    }
    let file = "\(work)/signers"
    try signers.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(refusal(folders, signers: file) == nil)
    // The manifest of one council under the signature of another.
    let other = try bundle(Self.councils[3])
    try FileManager.default.copyItem(
      atPath: "\(folders[0])/bundle.json.sig", toPath: "\(other)/bundle.json.sig")
    #expect(refusal(folders + [other], signers: file)?.code == "POOL-010")
    #expect(throws: Finding.self) { try BundleSignature.sign(folders[0], with: "\(work)/no-key") }
  }
}

/// Combinations of sums that give a part away, found by hand.
@Suite struct PoolPrivacyTests {
  private func isExposed(_ sums: [[String]]) -> Bool {
    PoolPrivacy.isExposed(sums.map(Set.init)) { $0.prefix(1) }
  }

  @Test func aPartIsGivenAwayByDifferencesAndByWhatACouncilKnows() {
    #expect(isExposed([["a"]]) && isExposed([["a", "b"]]))
    #expect(!isExposed([["a", "b", "c"]]))
    #expect(isExposed([["a", "b", "c", "d"], ["a", "b", "c"]]))
    #expect(isExposed([["a", "b", "c", "d", "e"], ["a", "b", "c"]]))
    #expect(!isExposed([["a", "b", "c", "d", "e", "f"], ["a", "b", "c"]]))
  }

  /// No two of these differ by one or two councils. The first and the last less the second are twice two councils.
  @Test func aCombinationOfSeveralPoolsIsFound() {
    let sums = [["a", "b", "c", "d"], ["c", "d", "e", "f"], ["a", "b", "e", "f"]]
    #expect(isExposed(sums))
    #expect(!isExposed(Array(sums.prefix(2))))
  }

  /// A council that corrects its figures gives another contribution, and their difference is not a figure.
  @Test func aCorrectionAloneGivesNothingAway() {
    #expect(!isExposed([["a", "b", "c", "d"], ["a2", "b", "c", "d"]]))
  }
}
