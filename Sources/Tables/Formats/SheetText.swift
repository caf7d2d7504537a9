/// Texts of a sheet.
enum SheetText {
  /// With the escapes of SpreadsheetML undone: `_x000D_` is a carriage return, and `_x005F_` the `_` of a text that looks like one.
  ///
  /// Source: ECMA-376 part 1, 22.9.2.19, `ST_Xstring`. Halves of a character beyond 65,535 are put together.
  static func decoded(_ text: [UInt8]) -> [UInt8] {
    guard text.span.hasEscape else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      guard let unit = text.span.escape(at) else {
        out.append(text[at])
        at += 1
        continue
      }
      at += escapeLength
      if unit & 0xFC00 == 0xD800, let low = text.span.escape(at), low & 0xFC00 == 0xDC00 {
        Transcoder.append(0x1_0000 + (unit & 0x3FF) << 10 + low & 0x3FF, to: &out)
        at += escapeLength
      } else if Unicode.Scalar(unit) != nil {
        Transcoder.append(unit, to: &out)
      }
    }
    return out
  }

  static func decoded(_ text: String) -> String { String(decoding: decoded(Array(text.utf8)), as: UTF8.self) }

  /// `_xHHHH_`.
  static let escapeLength = 7

  /// With each line break as a space, so that rows stay lines, and without other control characters.
  static func oneLine(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 < 0x20 }) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var last: UInt8 = 0
    for byte in text {
      switch byte {
      case Byte.lineFeed where last == Byte.carriageReturn: break
      case Byte.lineFeed, Byte.carriageReturn: out.append(0x20)
      case 0x09, 0x20...: out.append(byte)
      default: break
      }
      last = byte
    }
    return out
  }
}

extension Span where Element == UInt8 {
  fileprivate var hasEscape: Bool {
    var at = 0
    while at + SheetText.escapeLength <= count {
      if escape(at) != nil { return true }
      at += 1
    }
    return false
  }

  /// The unit of UTF-16 that the escape at an index stands for; nil where there is none.
  fileprivate func escape(_ at: Int) -> UInt32? {
    guard at + SheetText.escapeLength <= count, self[at] == UInt8(ascii: "_"),
      self[at + 1] == UInt8(ascii: "x"),
      self[at + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt32 = 0
    for index in at + 2..<at + 6 {
      let byte = self[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | (UInt32(byte) - 48)
      case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
        unit = unit << 4 | (UInt32(byte | 0x20) - 87)
      default: return nil
      }
    }
    return unit
  }
}
