import Declarations
import Findings
import TestKit
import Testing

@Suite struct JSONPropertyTests {
  @Test func readsBackWhatIsWritten() {
    forAll { generator in
      JSONSample.random(depth: 4, using: &generator)
    } holds: { sample in
      let text = sample.written
      let (node, findings) = JSONNode.parse(SourceText(path: "a.json", text))
      return findings.isEmpty && node.map(JSONSample.init) == sample && node?.range == 0..<text.utf8.count
    }
  }

  @Test func everyByteOfATextHasItsPlace() {
    forAll { generator in
      JSONSample.randomText(using: &generator)
    } holds: { sample in
      let source = SourceText(path: "a.json", sample.literal)
      let offsets = source.decodedOffsets(ofStringLiteralAt: 0..<source.bytes.count)
      return offsets.count == sample.text.utf8.count + 1 && offsets == offsets.sorted()
        && offsets.last == source.bytes.count - 1
    }
  }

  /// Broken files are found wrong or read, and never anything else; findings point into the file.
  @Test func survivesEveryBrokenFile() throws {
    let files = try World().files.sorted { $0.key < $1.key }
    forAll(count: 400) { generator in
      let (path, text) = files.randomElement(using: &generator) ?? ("", "")
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, using: &generator) }
      return SourceText(path: path, bytes: bytes)
    } holds: { source in
      let lines = source.bytes.count { $0 == UInt8(ascii: "\n") } + 1
      let others = files.filter { $0.key != source.path }.map { SourceText(path: $0.key, $0.value) }
      return Catalogue.read(others + [source]).findings.allSatisfy { finding in
        guard let location = finding.location, location.path == source.path else { return true }
        return location.line <= lines && !finding.description.isEmpty
      }
    }
  }
}

private func mutate(_ bytes: inout [UInt8], using generator: inout Seeded) {
  let telling = Array("{}[]\",:\\u0tfn-.eE 9\n".utf8) + [0, 0x80, 0xff]
  let place = Int.random(in: 0...bytes.count, using: &generator)
  let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
  switch Int.random(in: 0..<4, using: &generator) {
  case 0: bytes.removeSubrange(place..<end)
  case 1: bytes.insert(telling.randomElement(using: &generator) ?? 0, at: place)
  case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
  default: bytes.replaceSubrange(place..<end, with: [UInt8.random(in: 0...255, using: &generator)])
  }
}

/// A JSON value with one of the many ways to write it.
private indirect enum JSONSample: Sendable, Equatable {
  case null
  case flag(Bool)
  case number(String)
  case text(Text)
  case list([JSONSample])
  case object([Member])

  struct Text: Sendable, Equatable {
    var text: String
    var literal: String
    static func == (a: Self, b: Self) -> Bool { a.text == b.text }
  }
  struct Member: Sendable, Equatable {
    var key: Text
    var value: JSONSample
  }

  init(_ node: JSONNode) {
    self =
      switch node.value {
      case .null: .null
      case .flag(let flag): .flag(flag)
      case .number(let text): .number(text)
      case .text(let text): .text(Text(text: text, literal: ""))
      case .list(let items): .list(items.map(Self.init))
      case .object(let members):
        .object(members.map { Member(key: Text(text: $0.key, literal: ""), value: Self($0.node)) })
      }
  }

  static func random(depth: Int, using generator: inout Seeded) -> Self {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
    case 0: return .null
    case 1: return .flag(Bool.random(using: &generator))
    case 2: return .number(String(Int64.random(in: .min ... .max, using: &generator)))
    case 3:
      let tenths = Int.random(in: 0..<10, using: &generator)
      return .number("\(Int.random(in: -99...99, using: &generator)).\(tenths)e-\(tenths)")
    case 4: return .text(randomText(using: &generator))
    case 5, 6:
      let count = Int.random(in: 0..<5, using: &generator)
      return .list((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
    default:
      var members: [Member] = []
      for number in 0..<Int.random(in: 0..<5, using: &generator) {
        var key = randomText(using: &generator)
        // A number of its own keeps two keys from being the same.
        key.text += "\(number)"
        key.literal = String(key.literal.unicodeScalars.dropLast()) + "\(number)\""
        members.append(Member(key: key, value: random(depth: depth - 1, using: &generator)))
      }
      return .object(members)
    }
  }

  static func randomText(using generator: inout Seeded) -> Text {
    var text = String.UnicodeScalarView()
    var literal = "\""
    for _ in 0..<Int.random(in: 0..<9, using: &generator) {
      let scalar = randomScalar(using: &generator)
      text.append(scalar)
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      if mustEscape || Int.random(in: 0..<4, using: &generator) == 0 {
        for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
          let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
          literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        literal.unicodeScalars.append(scalar)
      }
    }
    return Text(text: String(text), literal: literal + "\"")
  }

  private static func randomScalar(using generator: inout Seeded) -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x7f, 0x80...0x7ff, 0x800...0xd7ff, 0xe000...0xffff, 0x10000...0x10ffff,
    ]
    let range = ranges.randomElement(using: &generator) ?? 0...0x7f
    return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "?"
  }

  var written: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .text(let text): text.literal
    case .list(let items): "[" + items.map(\.written).joined(separator: " ,\n") + "]"
    case .object(let members):
      "{\t" + members.map { "\($0.key.literal): \($0.value.written)" }.joined(separator: ", ") + "}"
    }
  }
}
