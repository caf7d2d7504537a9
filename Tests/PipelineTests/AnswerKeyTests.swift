import FoundationEssentials
import Pipelines
import Testing

/// The nightly run of the example council against what its generator worked out while inventing it.
@Suite struct AnswerKeyTests {
  @Test func everyReadingEqualsTheAnswerKey() throws {
    let (files, _) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31")
    let readings = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    let key = try ExampleCouncil.table(
      file: "\(ExampleCouncil.input("exampleshire"))/answer-key/measures.csv")
    var answers: [[String]: [String: String]] = [:]
    for answer in key { answers[place(answer)] = answer }
    var compared = 0
    var wrong: [String] = []
    for reading in readings {
      let total = reading["breakdown"] == "Total"
      var place = place(reading)
      if total { place[4...5] = ["", ""] }
      let answer = try #require(answers[place], "the key has no \(place)")
      compared += 1
      for column in ["numerator", "denominator", "value"] {
        let expected = answer[column] ?? ""
        let found = reading[column] ?? ""
        // A blank in the key is an average of nothing or a count that has no such part.
        if expected != found, !(expected.isEmpty && found == "z") {
          wrong.append("\(place) \(column): \(found), not \(expected)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    #expect(compared > 1000)
    #expect(Set(readings.map { $0["measure"] ?? "" }).count >= 30)
  }

  private func place(_ row: [String: String]) -> [String] {
    ["measure", "period_kind", "period_start", "period_end", "breakdown", "category"].map { row[$0] ?? "" }
  }

  @Test func everyPlantedFaultIsFoundAndNothingElse() throws {
    let (files, _) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31", until: .validate)
    func places(_ rows: [[String: String]]) -> Set<[String]> {
      Set(rows.map { row in ["file", "line", "field", "code"].map { row[$0] ?? "" } })
    }
    let found = places(try ExampleCouncil.table(files["findings.csv"], "findings.csv"))
    let planted = places(
      try ExampleCouncil.table(file: "\(ExampleCouncil.input("exampleshire"))/answer-key/faults.csv"))
    #expect(planted.subtracting(found).isEmpty, "missed")
    #expect(found.subtracting(planted).isEmpty, "false")
    #expect(planted.count > 100)
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let first = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31"
    ).files
    let second = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31"
    ).files
    #expect(first.keys.sorted() == second.keys.sorted())
    #expect(first == second)
  }

  /// Names, dates of birth and numbers of people are in the extracts; none may come out again.
  @Test func noPersonalValueComesOut() throws {
    let (files, outcome) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31")
    let extract = try Data(
      contentsOf: URL(filePath: "\(ExampleCouncil.input("exampleshire"))/assessments.csv"))
    let cells = extract.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }
    let numbers = cells.map { String(decoding: $0, as: UTF8.self) }.filter {
      $0.hasPrefix("999") && $0.count == 10
    }
    let personal = Set(numbers.prefix(300))
    #expect(personal.count > 50)
    for (path, bytes) in files where !path.hasPrefix("restricted/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!personal.contains { text.contains($0) }, "\(path) holds an NHS number")
    }
    #expect(!personal.contains { outcome.report.contains($0) })
  }
}
