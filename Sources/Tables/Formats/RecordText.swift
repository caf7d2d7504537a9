import Findings

/// What stands between a file's fields.
package enum Delimiter: String, Sendable, Hashable, CaseIterable {
  case comma = ","
  case semicolon = ";"
  case tab = "\t"
  case pipe = "|"

  package var byte: UInt8 { rawValue.utf8.first ?? 0x2C }
  package var name: String {
    switch self {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    case .pipe: "pipe"
    }
  }
}

/// Turns delimited text that comes in pieces into batches of whole records separated by commas.
///
/// Lines stay lines: a batch has as many as the text it came from, so that places can be told.
struct RecordText {
  private let delimiter: UInt8
  private var out: [UInt8] = []
  /// Where the record and the field being read start in `out`.
  private var recordStart = 0
  private var fieldStart = 0
  private var state = State.start
  /// The field holds a comma outside quotes, so that it must be put in quotes.
  private var needsQuotes = false
  private var sawCarriageReturn = false
  /// Which of its record's fields is being read, from 0.
  private(set) var field = 0
  /// Longer records are refused, so that a quote that is never closed can't fill the memory.
  static let longestRecord = 16 << 20

  private enum State { case start, plain, quoted, escaped, closed }
  /// Inside quotes `\"` is a quote and `\\` a backslash; both come out as RFC 4180 writes them.
  private let hasBackslashes: Bool

  init(_ delimiter: Delimiter, hasBackslashes: Bool = false) {
    self.delimiter = delimiter.byte
    self.hasBackslashes = hasBackslashes
  }

  /// How many bytes of whole records are waiting.
  var ready: Int { recordStart }

  mutating func add(_ piece: some Sequence<UInt8>) throws(Finding) {
    for byte in piece { take(byte) }
    guard out.count - recordStart <= Self.longestRecord else {
      throw Finding(
        "FILE-006", effect: .refusesFile, "a record is longer than \(Self.longestRecord >> 20) MB",
        hint: "a quote may have been opened that is never closed")
    }
  }

  /// The whole records so far.
  mutating func drain() -> [UInt8] {
    let rest = Array(out[recordStart...])
    out.removeSubrange(recordStart...)
    let batch = out
    fieldStart -= recordStart
    out = rest
    recordStart = 0
    return batch
  }

  /// Everything, at the end of the text.
  mutating func finish() -> [UInt8] {
    if state != .quoted, state != .escaped { endField() }
    recordStart = out.count
    return drain()
  }

  private mutating func take(_ byte: UInt8) {
    if sawCarriageReturn {
      sawCarriageReturn = false
      if byte == Byte.lineFeed, state == .start, fieldStart == out.count {
        out.append(byte)
        (recordStart, fieldStart) = (out.count, out.count)
        return
      }
      (recordStart, fieldStart) = (out.count, out.count)
    }
    switch state {
    case .quoted where hasBackslashes && byte == Byte.backslash:
      state = .escaped
      return
    case .escaped:
      if byte == Byte.quote { out.append(byte) } else if byte != Byte.backslash { out.append(Byte.backslash) }
      out.append(byte)
      state = .quoted
      return
    case .quoted:
      out.append(byte)
      if byte == Byte.quote { state = .closed }
      return
    case .closed where byte == Byte.quote:
      out.append(byte)
      state = .quoted
      return
    case .start where byte == Byte.quote:
      out.append(byte)
      state = .quoted
      return
    default: break
    }
    switch byte {
    case delimiter:
      endField()
      field += 1
      out.append(Byte.comma)
      fieldStart = out.count
    case Byte.lineFeed:
      endField()
      field = 0
      out.append(byte)
      (recordStart, fieldStart) = (out.count, out.count)
    case Byte.carriageReturn:
      endField()
      field = 0
      out.append(byte)
      fieldStart = out.count
      sawCarriageReturn = true
    default:
      if byte == Byte.comma { needsQuotes = true }
      // After a closing quote too: what follows is more of the same text, in which a quote means nothing.
      state = .plain
      out.append(byte)
    }
  }

  private mutating func endField() {
    if needsQuotes {
      let raw = Array(out[fieldStart...])
      let content = raw.first == Byte.quote ? raw.span.unescaped(Cell(escapedFrom: 0, end: raw.count)) : raw
      // A blank after the quotes keeps it known that the field went on after its closing quote, and is trimmed.
      let hasTail = state == .plain && raw.first == Byte.quote
      out.removeSubrange(fieldStart...)
      Self.append(content, to: &out)
      if hasTail { out.append(UInt8(ascii: " ")) }
    }
    needsQuotes = false
    state = .start
  }

  /// One field as CSV writes it.
  static func append(_ field: [UInt8], to out: inout [UInt8]) {
    let isPlain = !field.contains {
      $0 == Byte.quote || $0 == Byte.comma || $0 == Byte.lineFeed || $0 == Byte.carriageReturn
    }
    if isPlain {
      out += field
      return
    }
    out.append(Byte.quote)
    for byte in field {
      if byte == Byte.quote { out.append(byte) }
      out.append(byte)
    }
    out.append(Byte.quote)
  }
}
