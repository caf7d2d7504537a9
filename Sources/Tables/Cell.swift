/// The place of one field of one record in a file, packed into a word: offset, length and two flags.
///
/// 40 bits of offset reach 1 TiB. A length that does not fit 21 bits is cut: such a text is too long in any event.
struct Cell: Equatable {
  static let maximumOffset = 1 << 40 - 1
  static let maximumLength = 1 << 21 - 1
  private static let escapedFlag: UInt64 = 1 << 21
  private static let refusedFlag: UInt64 = 1 << 22

  let bits: UInt64

  @inline(__always) init(bits: UInt64) { self.bits = bits }

  /// The bytes between delimiters, or between quotes that enclose no other quotes.
  @inline(__always) init(start: Int, end: Int) {
    bits = UInt64(start) << 24 | UInt64(min(end - start, Self.maximumLength))
  }

  /// A field from its opening quote to its delimiter, with doubled quotes or text after the closing one.
  @inline(__always) init(escapedFrom start: Int, end: Int) {
    bits = UInt64(start) << 24 | Self.escapedFlag | UInt64(min(end - start, Self.maximumLength))
  }

  /// A field of a record that is refused whole: missing, without a fault of its own.
  static var refused: Cell { Cell(bits: refusedFlag) }

  @inline(__always) var start: Int { Int(truncatingIfNeeded: bits >> 24) }
  @inline(__always) var length: Int { Int(truncatingIfNeeded: bits & 0x1F_FFFF) }
  @inline(__always) var end: Int { start + length }
  @inline(__always) var isEscaped: Bool { bits & Self.escapedFlag != 0 }
  @inline(__always) var isRefused: Bool { bits & Self.refusedFlag != 0 }
  /// Plain bytes, at least one.
  @inline(__always) var isWhole: Bool { bits & Self.escapedFlag == 0 && length > 0 }
  /// Plain bytes of exactly this length.
  @inline(__always) func isPlain(_ length: Int) -> Bool { bits & 0x3F_FFFF == UInt64(length) }
}

extension Span where Element == UInt8 {
  /// The unescaped bytes of an escaped cell.
  func unescaped(_ cell: Cell) -> [UInt8] {
    var out: [UInt8] = []
    var at = cell.start + 1
    while at < cell.end {
      if self[at] == Byte.quote {
        at += 1
        guard at < cell.end, self[at] == Byte.quote else { break }
      }
      out.append(self[at])
      at += 1
    }
    while at < cell.end {
      out.append(self[at])
      at += 1
    }
    return out
  }

  /// Whether a cell is empty or spaces.
  func isBlank(_ cell: Cell) -> Bool {
    let content = content(of: cell)
    return content.span.trimmed(0..<content.count).isEmpty
  }

  /// A copy of a cell's unescaped bytes, for rare cases.
  func content(of cell: Cell) -> [UInt8] {
    if cell.isEscaped { return unescaped(cell) }
    var out: [UInt8] = []
    out.reserveCapacity(cell.length)
    for at in cell.start..<cell.end { out.append(self[at]) }
    return out
  }
}

/// The bytes with a meaning in CSV.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let backslash = UInt8(ascii: "\\")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
