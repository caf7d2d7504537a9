import Foundation
import Testing

/// Numbers of files as large, as small and as long as anybody can write them: a command ends with a finding, or with figures, and never with
/// a fault.
@Suite struct ExtremeNumberTests {
  /// What no number of a file may be, so that each is a finding.
  private static let refused = [
    "9223372036854775807", "-9223372036854775808", "1000000000000000000", "-1000000000000000000",
    "123456789012345678901234567890",
  ]
  /// The largest that are read, and small ones where none are looked for: what is worked out from them must fit too.
  private static let read = ["999999999999999", "999999999", "0", "1"]

  struct Kind: Sendable, CustomTestStringConvertible {
    var files: String
    var ending: String
    var command: String
    /// What the file is refused by; empty where it is its records that are.
    var code: String

    var testDescription: String { "\(files)*\(ending)" }
  }

  private static let example = "--as-of 2026-10-31 --input data/examples/exampleshire --output out --quiet"

  private static let kinds = [
    Kind(files: "data/", ending: ".json", command: "check", code: "DECL-006"),
    Kind(files: "pipelines/", ending: ".json", command: "run nightly \(example)", code: "DECL-006"),
    Kind(files: "data/targets/", ending: ".json", command: "run scorecard \(example)", code: "DECL-"),
    Kind(
      files: "data/policies/", ending: ".json", command: "run tiles \(example) --policy published",
      code: "DECL-006"),
    Kind(
      files: "data/comparators/ascof/", ending: ".csv", command: "run dashboard \(example)",
      code: "DECL-234"),
    Kind(
      files: "data/populations/", ending: ".csv", command: "run tiles \(example) --policy sac",
      code: "DECL-212"),
    Kind(
      files: "data/examples/exampleshire/", ending: ".csv", command: "run composition \(example)", code: ""),
    Kind(
      files: "data/examples/ascof-annex/", ending: ".csv",
      command: "run ascof-annex --as-of 2026-10-31 --input data/examples/ascof-annex --output out --quiet",
      code: ""),
    Kind(
      files: "data/examples/claims", ending: ".csv", command: "claims data/examples/claims.csv",
      code: "too large"),
  ]

  @Test(arguments: kinds) func areFindingsOrFigures(_ kind: Kind) throws {
    for (numbers, seed) in [(Self.refused, 1), (Self.read, 2)] {
      let scratch = try Scratch()
      let changed = try copy(to: scratch, kind, numbers, seed: UInt64(seed))
      try #require(changed > 0, "nothing of \(kind.files) was changed")
      let ended = try scratch.shell("caretally \(kind.command)")
      let said = ended.said + ended.complained
      #expect(
        [0, 1, 2, 3, 6].contains(ended.code), "\(numbers[0]): \(ended.code) \(ended.complained.suffix(2000))")
      #expect(!said.contains("Fatal error"), "\(numbers[0])")
      if seed == 1 { #expect(ended.code > 0 || kind.code.isEmpty, "nothing was found") }
      if seed == 1, !kind.code.isEmpty { #expect(said.contains(kind.code), "\(said.prefix(1000))") }
    }
  }

  /// Copies the declarations, with every fifth number or so of a kind of file another; returns how many are.
  private func copy(to scratch: Scratch, _ kind: Kind, _ numbers: [String], seed: UInt64) throws -> Int {
    let manager = FileManager.default
    for folder in ["data", "pipelines"] {
      try manager.copyItem(atPath: "\(Scratch.root)/\(folder)", toPath: "\(scratch.path)/\(folder)")
    }
    var chance = Chance(state: seed)
    var changed = 0
    for name in try manager.subpathsOfDirectory(atPath: scratch.path).sorted()
    where name.hasPrefix(kind.files) && name.hasSuffix(kind.ending) {
      let text = scratch.text(name) ?? ""
      let isJSON = name.hasSuffix(".json")
      var out = ""
      // After a colon, a bracket, a comma, a space, or at a line's beginning; and before what ends a number.
      let pattern =
        isJSON
        ? /(?<before>[:\[] ?"?[<>=≥≤]*)(?<number>-?[0-9]+(?:\.[0-9]+)?)(?<after>%?"?\s*[,\]\}])/
        : /(?<before>,"?)(?<number>-?[0-9]+(?:\.[0-9]+)?)(?<after>%?"?(?:,|\r?\n| [a-z+]))/
      var rest = text[...]
      while let found = try pattern.firstMatch(in: rest) {
        out += rest[..<found.range.lowerBound]
        let isOther = chance.next() % 5 == 0 || changed == 0
        changed += isOther ? 1 : 0
        let number = isOther ? numbers[Int(chance.next() % UInt64(numbers.count))] : String(found.number)
        out += found.before + number
        // What ends one number may begin the next.
        rest = rest[found.after.startIndex...]
      }
      try scratch.write(out + rest, to: name)
    }
    return changed
  }

  /// SplitMix64: the same numbers every time.
  private struct Chance {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Days before any and after all that have a written form beside them.
  @Test(arguments: ["0001-01-01", "9999-12-31"])
  func daysAtTheEndsOfTheCalendarAreDays(_ day: String) throws {
    let scratch = try Scratch()
    let ended = try scratch.shell(
      "caretally run nightly --root \"$ROOT\" --input \"$ROOT\"/data/examples/exampleshire --as-of \(day) --output out --quiet"
    )
    #expect([0, 1, 3].contains(ended.code), "\(ended.code): \(ended.complained.suffix(1000))")
  }

  @Test func numbersOfTheCommandLineAreHeldToTheirBounds() throws {
    let scratch = try Scratch()
    for number in Self.refused.dropFirst() {
      for option in ["--people", "--faults"] {
        let ended = try scratch.shell("synthesise made --root \"$ROOT\" \(option) \(number)")
        #expect(ended.code == 2, "\(option) \(number): \(ended.complained)")
      }
    }
  }

  /// Of an earlier run, whose files anybody may have changed since.
  @Test func numbersOfAnEarlierRunAreFiguresOrFindings() throws {
    let scratch = try Scratch()
    let run = "caretally run tiles --root \"$ROOT\" --input \"$ROOT\"/data/examples/exampleshire --quiet"
    #expect(try scratch.shell("\(run) --as-of 2026-10-30 --output before").code == 0)
    let names = scratch.names("before/restricted").map { "restricted/\($0)" } + scratch.names("before")
    var changed = 0
    for name in names where name.hasSuffix(".csv") || name.hasSuffix(".json") {
      let own = try #require(scratch.text("before/\(name)"))
      let other = own.replacing(/([,: ])[0-9]+([,\n])/) { "\($0.1)9223372036854775807\($0.2)" }
      guard other != own else { continue }
      changed += 1
      try scratch.write(other, to: "before/\(name)")
    }
    #expect(changed > 3)
    for command in [
      "caretally audit before --root \"$ROOT\"",
      "\(run) --as-of 2026-10-31 --output out --since before --previous before",
    ] {
      let ended = try scratch.shell(command)
      #expect(
        [0, 1, 2, 3, 6, 7].contains(ended.code), "\(command): \(ended.code) \(ended.complained.suffix(1500))")
    }
  }
}
