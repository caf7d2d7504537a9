import Artefacts
import Declarations
import EvidenceStage
import Findings
import FoundationEssentials
import Periods
import Tables

/// `restricted/previous.json`: what a run keeps for the next one to compare with.
struct RunMemoryFile: Decodable, Sendable {
  static let path = "restricted/previous.json"

  /// The run's as-of day.
  var asOf: Located<String>
  /// By rule code.
  var rules: [String: Kept]

  struct Kept: Decodable, Sendable {
    var months: [String: Int]
    /// Marks of keys, in hexadecimal, one after another.
    var keys: String
    var values: [String]
  }

  /// The memory in a run's folder; nil where the run kept none.
  ///
  /// - Throws: `RUN-036` where the file was not written by a run.
  static func read(ofRun folder: String) throws(Finding) -> RunMemory? {
    let file = "\(folder)/\(path)"
    guard let data = try PlainFile.bytesIfThere(file) else { return nil }
    let source = SourceText(path: file, bytes: data)
    let (value, _, _) = LocatedDecoder.decode(RunMemoryFile.self, from: source)
    guard let value, let day = Day(iso: value.asOf.value) else {
      throw Finding(
        "RUN-036", "'\(file)' is not what a run wrote",
        hint: "remove it: this run is then not compared, and writes a new one",
        location: Location(path: file))
    }
    let kept = value.rules.map { code, kept in
      let memory = RunMemory.Kept(months: kept.months, keys: marks(in: kept.keys), values: kept.values)
      return (FindingCode(rawValue: code), memory)
    }
    // There is one code for each key of the file's dictionary.
    return RunMemory(asOf: day, kept: Dictionary(uniqueKeysWithValues: kept))
  }

  /// Sorted by rule code, so that equal runs write equal bytes.
  static func file(of memory: RunMemory) -> EvidencePack.File {
    let all = memory.kept.sorted { $0.key < $1.key }
    let marks = parallelMap(all.count) { hexadecimal(all[$0].value.keys) }
    let rules = zip(all, marks).map { rule, marks in
      let (code, kept) = rule
      let months = kept.months.sorted { $0.key < $1.key }.map { ($0.key, JSONText.number($0.value)) }
      return (
        code.rawValue,
        JSONText.object([
          ("months", .object(months)),
          ("keys", .plain(marks)),
          ("values", .list(kept.values.map(JSONText.text))),
        ])
      )
    }
    let text = JSONText.object([("asOf", .text(memory.asOf.description)), ("rules", .object(rules))])
    return EvidencePack.File(restricted: path, bytes: text.file)
  }

  /// The open cases of a large council are a hundred thousand marks, so no text is made of each.
  private static func hexadecimal(_ marks: [UInt64]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(marks.count * 17)
    for mark in marks {
      if !out.isEmpty { out.append(UInt8(ascii: " ")) }
      let count = max(1, (67 - mark.leadingZeroBitCount) / 4)
      for place in (0..<count).reversed() { out.append(digits[Int(mark >> (4 * UInt64(place)) & 15)]) }
    }
    return out
  }

  /// What is not a number of at most 64 bits is ignored.
  private static func marks(in text: String) -> [UInt64] {
    text.utf8.split(separator: UInt8(ascii: " ")).compactMap { digits in
      guard digits.count <= 16 else { return nil }
      var mark: UInt64 = 0
      for digit in digits {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): mark = mark << 4 | UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): mark = mark << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
        default: return nil
        }
      }
      return mark
    }
  }
}
