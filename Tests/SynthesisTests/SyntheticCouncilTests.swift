import FoundationEssentials
import Periods
import Synthesis
import Testing

@Suite struct SyntheticCouncilTests {
  @Test func theSameSeedGivesTheSameBytes() throws {
    let first = try Council.make().files()
    let second = try Council.make().files()
    #expect(first.map(\.path) == second.map(\.path))
    for (a, b) in zip(first, second) { #expect(a.bytes == b.bytes, "\(a.path) differs from itself") }
  }

  @Test func anotherSeedGivesOtherBytes() throws {
    let first = try Council.files(seed: 7)
    let second = try Council.files(seed: 8)
    for (path, bytes) in first { #expect(bytes != second[path], "\(path) is the same for another seed") }
  }

  @Test func faultsAreAddedToTheCleanRecordsAndChangeNoAnswer() throws {
    let clean = try Council.files(faults: .none)
    let spoiled = try Council.files(faults: .perMille(60))
    #expect(clean["answer-key/measures.csv"] == spoiled["answer-key/measures.csv"])
    let onlyNotes = records(clean["answer-key/faults.csv"] ?? []).dropFirst().map {
      $0.fields.joined(separator: ",")
    }
    // Some people truly have two services at once, faults or none.
    .filter { !$0.hasSuffix(",SS-027") && !$0.hasSuffix(",SS-028") }
    #expect(onlyNotes == ["assessments.csv,1,,FILE-004", "safeguarding-concerns.csv,1,,FILE-004"])
    let faults = records(spoiled["answer-key/faults.csv"] ?? []).dropFirst().filter { $0.fields[1] != "1" }
    #expect(faults.count > 40)
    for path in Council.extracts {
      let kept = records(clean[path] ?? [])
      let all = records(spoiled[path] ?? [])
      #expect(kept.count > 20, "\(path) is all but empty")
      let lines = Set(faults.filter { $0.fields[0] == path }.compactMap { Int($0.fields[1]) })
      #expect(lines.isSubset(of: Set(all.map(\.line))), "a fault of \(path) is at no record")
      let sound = all.filter { !lines.contains($0.line) }.map(\.fields)
      let texts = Set(kept.map { $0.fields.joined(separator: "\u{1f}") })
      #expect(
        sound.allSatisfy { texts.contains($0.joined(separator: "\u{1f}")) }, "\(path): a sound record changed"
      )
      // Every clean record is there as it was, or is one of those with a remark.
      let remarked = kept.count - sound.count
      #expect(
        remarked >= 0 && all.count == kept.count + lines.count - remarked, "\(path): records lost or gained")
    }
  }

  @Test func everyRecordHasAsManyFieldsAsTheHeaderUnlessItIsPlantedAsRagged() throws {
    let files = try Council.files()
    let ragged = records(files["answer-key/faults.csv"] ?? []).filter { $0.fields[3] == "CELL-008" }
    #expect(!ragged.isEmpty)
    for path in Council.extracts {
      let all = records(files[path] ?? [])
      let wrong = all.filter { $0.fields.count != all[0].fields.count }.map { String($0.line) }
      #expect(wrong == ragged.filter { $0.fields[0] == path }.map { $0.fields[1] }, "\(path)")
    }
  }

  @Test func everyNHSNumberIsValidUnlessPlantedOtherwise() throws {
    let files = try Council.files()
    let faults = records(files["answer-key/faults.csv"] ?? []).filter { $0.fields[2] == "nhs_number" }
    #expect(faults.count >= 6)
    for path in Council.extracts {
      let all = records(files[path] ?? [])
      let column = try #require(all[0].fields.firstIndex { $0.hasPrefix("NHS") })
      let planted = faults.filter { $0.fields[0] == path }.map { $0.fields[1] }
      let wrong = all.dropFirst().filter { !isNHSNumber($0.fields[column]) }.map { String($0.line) }
      #expect(wrong == planted, "\(path)")
    }
  }

  /// The tenth digit makes the weighted sum of all ten, with weights 10 to 1, a multiple of 11.
  private func isNHSNumber(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 10, text.hasPrefix("999") else { return false }
    return zip(digits, stride(from: 10, to: 0, by: -1)).reduce(0) { $0 + $1.0 * $1.1 } % 11 == 0
  }

  @Test func noRecordOfACleanExtractHappensAfterTheAsOfDay() throws {
    let files = try Council.files(faults: .none)
    for path in Council.extracts {
      let all = records(files[path] ?? [])
      for record in all.dropFirst() {
        for (header, text) in zip(all[0].fields, record.fields) {
          guard !header.contains("Due") && !header.contains("Planned"), let day = day(text) else { continue }
          #expect(day <= Council.asOf, "\(path):\(record.line) \(header)")
        }
      }
    }
  }

  private func day(_ text: String) -> Day? {
    let parts = text.split(separator: "/")
    return Day(iso: text) ?? (parts.count == 3 ? Day(iso: "\(parts[2])-\(parts[1])-\(parts[0])") : nil)
  }

  @Test func twentyThousandPeopleHaveSixtyThousandRecordsOrSo() throws {
    let files = try Council.files(people: 20_000)
    let lines = Council.extracts.reduce(0) { $0 + (files[$1] ?? []).count { $0 == 10 } }
    #expect((40_000...90_000).contains(lines))
  }

  @Test func theCommittedExampleIsWhatItsSeedGives() throws {
    let folder = Council.root.appending(path: "data/examples/exampleshire")
    for (path, bytes) in try Council.example().files() {
      let url = folder.appending(path: path)
      if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        if (try? Data(contentsOf: url)) != Data(bytes) {
          try Data(bytes).write(to: url)
          Issue.record("recorded \(path); look at the diff and commit it")
        }
      } else {
        #expect(try Data(contentsOf: url) == Data(bytes), "\(path) is not what the seed gives")
      }
    }
  }
}
