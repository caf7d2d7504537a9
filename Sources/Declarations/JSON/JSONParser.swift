import Findings

/// A strict parser of RFC 8259 that locates what it does not understand.
struct JSONParser {
  /// Deeper than any declaration, and shallow enough for the smallest stack.
  static let deepest = 64

  let source: SourceText
  private let bytes: [UInt8]
  private(set) var findings: [Finding] = []
  private var at = 0
  private var depth = 0

  init(source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  mutating func file() throws(Finding) -> JSONNode {
    try refuseBadUTF8()
    // RFC 8259 §8.1 lets a parser ignore a byte order mark, which Windows editors write.
    if source.bytes.starts(with: [0xef, 0xbb, 0xbf]) { at = 3 }
    let node = try value()
    skipSpace()
    guard at == source.bytes.count else { throw unexpected("the end of the file") }
    return node
  }

  private func refuseBadUTF8() throws(Finding) {
    guard (try? UTF8Span(validating: bytes.span)) == nil else { return }
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return
      case .error(let length):
        throw source.finding(
          .notUTF8, at: offset..<offset + length, "this is not UTF-8",
          hint: "save the file with the encoding UTF-8")
      }
    }
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { at += 1 }
  }

  private mutating func takes(_ character: UInt8) -> Bool {
    skipSpace()
    guard byte == character else { return false }
    at += 1
    return true
  }

  private mutating func value() throws(Finding) -> JSONNode {
    skipSpace()
    guard depth < Self.deepest else {
      throw source.finding(.tooDeep, at: at..<at + 1, "nested more than \(Self.deepest) deep")
    }
    depth += 1
    defer { depth -= 1 }
    let start = at
    let value: JSONNode.Value
    switch byte {
    case UInt8(ascii: "{"): value = .object(try members())
    case UInt8(ascii: "["): value = .list(try items())
    case UInt8(ascii: "\""): value = .text(try text())
    default: value = try word()
    }
    return JSONNode(value: value, range: start..<at)
  }

  private mutating func members() throws(Finding) -> [JSONNode.Member] {
    at += 1
    var members: [JSONNode.Member] = []
    // A few keys are compared faster than hashed. In a long list, comparing each with each would take too long.
    var seen: Set<String> = []
    guard !takes(UInt8(ascii: "}")) else { return [] }
    while true {
      skipSpace()
      let start = at
      guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let key = try text()
      let keyRange = start..<at
      guard takes(UInt8(ascii: ":")) else { throw unexpected("':' after the key") }
      let node = try value()
      if members.count == 16 { seen = Set(members.map(\.key)) }
      let isNew = members.count < 16 ? !members.contains { $0.key == key } : seen.insert(key).inserted
      if isNew {
        members.append(.init(key: key, keyRange: keyRange, node: node))
      } else {
        let finding = source.finding(
          .duplicateKey, at: keyRange, "key \"\(key)\" is written twice", hint: "keep one of them")
        findings.append(finding)
      }
      if takes(UInt8(ascii: ",")) { continue }
      guard takes(UInt8(ascii: "}")) else { throw unexpected("',' or '}'") }
      return members
    }
  }

  private mutating func items() throws(Finding) -> [JSONNode] {
    at += 1
    var items: [JSONNode] = []
    guard !takes(UInt8(ascii: "]")) else { return [] }
    while true {
      items.append(try value())
      if takes(UInt8(ascii: ",")) { continue }
      guard takes(UInt8(ascii: "]")) else { throw unexpected("',' or ']'") }
      return items
    }
  }

  private mutating func text() throws(Finding) -> String {
    // Nearly all strings have no escape. The slow path reads escapes and reports faults.
    var end = at + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"),
      bytes[end] >= 0x20
    {
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      defer { at = end + 1 }
      return String(decoding: bytes[at + 1..<end], as: UTF8.self)
    }
    let literal = try StringLiteral(in: source, at: at)
    at = literal.end
    return literal.text
  }

  private mutating func word() throws(Finding) -> JSONNode.Value {
    let start = at
    while let byte, isPartOfWord(byte) { at += 1 }
    let word = source.bytes[start..<at]
    if word.elementsEqual("true".utf8) { return .flag(true) }
    if word.elementsEqual("false".utf8) { return .flag(false) }
    if word.elementsEqual("null".utf8) { return .null }
    if isJSONNumber(word) { return .number(String(decoding: word, as: UTF8.self)) }
    guard let first = word.first else { throw unexpected("a value") }
    let startsNumber = first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || isDigit(first)
    throw source.finding(
      .syntax, at: start..<at,
      startsNumber ? "this is not a number as JSON writes them" : "this is not a value",
      hint: startsNumber
        ? "digits, perhaps a point and more digits; no leading zero, plus sign or thousands separator"
        : "a text goes in double quotes; otherwise true, false or a number")
  }

  /// A finding at the next character, which is not the one expected.
  private func unexpected(_ wanted: String) -> Finding {
    guard let byte else {
      return source.finding(.syntax, at: at..<at, "expected \(wanted), found the end of the file")
    }
    let scalar = String(decoding: source.bytes[at...].prefix(4), as: UTF8.self).unicodeScalars.first ?? " "
    let found = scalar.properties.generalCategory == .control ? "a control character" : "'\(scalar)'"
    let range = at..<at + UTF8.width(scalar)
    return source.finding(.syntax, at: range, "expected \(wanted), found \(found)", hint: hint(for: byte))
  }

  private func hint(for byte: UInt8) -> String? {
    let before = source.bytes[..<at].last { $0 > 0x20 }
    switch byte {
    case UInt8(ascii: "'"): return "JSON writes texts in double quotes"
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return "JSON has no comments"
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      return before == UInt8(ascii: ",") ? "take out the comma before it" : nil
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
      let follows = before == UInt8(ascii: ":") || before == UInt8(ascii: ",")
      return follows ? nil : "is a comma missing before it?"
    default: return nil
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isPartOfWord(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
  default: isDigit(byte)
  }
}

/// RFC 8259 §6, which is stricter than Swift's number types.
private func isJSONNumber(_ word: ArraySlice<UInt8>) -> Bool {
  var rest = word
  func takesDigits() -> Bool {
    let count = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(count)
    return count > 0
  }
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let startsWithZero = rest.first == UInt8(ascii: "0")
  if startsWithZero {
    rest = rest.dropFirst()
  } else if !takesDigits() {
    return false
  }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard takesDigits() else { return false }
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard takesDigits() else { return false }
  }
  return rest.isEmpty
}
