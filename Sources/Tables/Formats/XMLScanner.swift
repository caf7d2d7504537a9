import Findings

/// Cuts XML that comes in pieces into tags and text: as much of XML 1.0 as SpreadsheetML uses.
///
/// A document type is refused, since it can define entities that grow without bound; prefixes of names are dropped.
struct XMLScanner {
  enum Event {
    /// A start tag; one that closes itself is followed by its end.
    case start(name: String, attributes: [(name: String, value: String)])
    case end(name: String)
    /// With references replaced.
    case text(ArraySlice<UInt8>)
  }

  private var buffer: [UInt8] = []
  private var at = 0
  /// A tag or a text longer than this is no spreadsheet's: Excel's cells hold 32,767 characters.
  static let longest = 1 << 20

  /// Takes in a piece and tells of every tag and text that is now complete.
  mutating func feed(_ piece: [UInt8], _ body: (Event) throws(Finding) -> Void) throws(Finding) {
    buffer.removeSubrange(0..<at)
    at = 0
    buffer += piece
    while try step(body) {}
    guard !isOverlong else {
      throw ZipArchive.unreadable("has a cell longer than a cell can be", "save the sheet as CSV")
    }
  }

  /// Whether what has come of a tag or a text is longer than any may be.
  var isOverlong: Bool { buffer.count - at > Self.longest + 4 }

  private mutating func step(_ body: (Event) throws(Finding) -> Void) throws(Finding) -> Bool {
    guard at < buffer.count else { return false }
    guard buffer[at] == UInt8(ascii: "<") else {
      guard let end = buffer[at...].firstIndex(of: UInt8(ascii: "<")) else { return false }
      try body(.text(Self.unescaped(buffer[at..<end])[...]))
      at = end
      return true
    }
    if starts("<!--") { return pass("-->") }
    if starts("<![CDATA[") {
      guard let end = find("]]>") else { return false }
      try body(.text(buffer[at + 9..<end]))
      at = end + 3
      return true
    }
    if starts("<?") { return pass("?>") }
    guard buffer.count - at >= 9 || find(">") != nil else { return false }
    guard !starts("<!") else {
      throw ZipArchive.unreadable("defines XML entities", "open it in a spreadsheet and save it again")
    }
    guard let end = endOfTag() else { return false }
    try tag(at + 1..<end, body)
    at = end + 1
    return true
  }

  private mutating func pass(_ end: String) -> Bool {
    guard let found = find(end) else { return false }
    at = found + end.utf8.count
    return true
  }

  private func starts(_ text: String) -> Bool { buffer[at...].starts(with: text.utf8) }

  private func find(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    var index = at
    while index + bytes.count <= buffer.count {
      if buffer[index] == bytes[0], buffer[index..<index + bytes.count].elementsEqual(bytes) { return index }
      index += 1
    }
    return nil
  }

  /// The `>` of the tag at the front; one in quotes does not count.
  private func endOfTag() -> Int? {
    var quote: UInt8 = 0
    for index in at..<buffer.count {
      let byte = buffer[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return nil
  }

  private func tag(_ range: Range<Int>, _ body: (Event) throws(Finding) -> Void) throws(Finding) {
    var range = range
    if buffer[range].first == UInt8(ascii: "/") {
      try body(.end(name: name(range.lowerBound + 1..<range.upperBound)))
      return
    }
    let closes = buffer[range].last == UInt8(ascii: "/")
    if closes { range = range.lowerBound..<range.upperBound - 1 }
    let nameEnd = buffer[range].firstIndex(where: Self.isSpace) ?? range.upperBound
    let name = name(range.lowerBound..<nameEnd)
    try body(.start(name: name, attributes: attributes(nameEnd..<range.upperBound)))
    if closes { try body(.end(name: name)) }
  }

  private func name(_ range: Range<Int>) -> String {
    let bytes = buffer[range].filter { !Self.isSpace($0) }
    let local = bytes.lastIndex(of: UInt8(ascii: ":")).map { bytes[($0 + 1)...] } ?? bytes[...]
    return String(decoding: local, as: UTF8.self)
  }

  private func attributes(_ range: Range<Int>) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var at = range.lowerBound
    while let equals = buffer[at..<range.upperBound].firstIndex(of: UInt8(ascii: "=")) {
      guard
        let open = buffer[equals..<range.upperBound].firstIndex(where: {
          $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
        }), let close = buffer[(open + 1)..<range.upperBound].firstIndex(of: buffer[open])
      else { break }
      found.append(
        (name(at..<equals), String(decoding: Self.unescaped(buffer[open + 1..<close]), as: UTF8.self)))
      at = close + 1
    }
    return found
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  /// With `&amp;`, `&#10;`, `&#xA0;` and the like replaced; what is no reference stays as it is.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var out: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
        out.append(byte)
        continue
      }
      let name = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
      let scalar: UInt32? =
        switch name {
        case "amp": 38
        case "lt": 60
        case "gt": 62
        case "quot": 34
        case "apos": 39
        case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16)
        case _ where name.hasPrefix("#"): UInt32(name.dropFirst())
        default: nil
        }
      guard let scalar, Unicode.Scalar(scalar) != nil else {
        out.append(byte)
        continue
      }
      Transcoder.append(scalar, to: &out)
      rest = rest[(end + 1)...]
    }
    return out
  }
}
