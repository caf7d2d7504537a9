/// How a file's characters are written as bytes.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16 LE"
  case utf16BigEndian = "UTF-16 BE"
  case windows1252 = "Windows-1252"

  /// What the start of a file says: its byte order mark, or zeros where UTF-16 has them; UTF-8 if nothing does.
  static func sniff(_ bytes: Span<UInt8>) -> (encoding: TextEncoding, markLength: Int) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return (.utf8, 3) }
    if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16LittleEndian, 2) }
    if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16BigEndian, 2) }
    // Headers are ASCII for the most part, and UTF-16 writes every other byte of those as zero.
    let sample = min(bytes.count, 4096) / 2
    var even = 0
    var odd = 0
    for pair in 0..<sample {
      if bytes[pair * 2] == 0 { even += 1 }
      if bytes[pair * 2 + 1] == 0 { odd += 1 }
    }
    if sample >= 4, odd * 10 >= sample * 7, even * 10 <= sample { return (.utf16LittleEndian, 0) }
    if sample >= 4, even * 10 >= sample * 7, odd * 10 <= sample { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }

  /// The scalars of 0x80 to 0x9F in Windows-1252; 0 where it has none.
  ///
  /// Source: Microsoft's table, unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT.
  static let windows1252Scalars: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]
}

/// What the bytes above 127 of a file are, so that Windows-1252 is told from UTF-8 with a slip in it.
struct EncodingSurvey {
  /// Characters of several bytes that are well-formed UTF-8.
  private(set) var wellFormed = 0
  /// Bytes that UTF-8 does not allow where they stand.
  private(set) var stray = 0
  /// Stray bytes that Windows-1252 has no character for.
  private(set) var undefined = 0
  private var pending: [UInt8] = []

  /// No character of the file is UTF-8 beyond ASCII, and every other byte is a character of Windows-1252.
  var isWindows1252: Bool { stray > 0 && wellFormed == 0 && undefined == 0 }

  mutating func add(_ bytes: Span<UInt8>) {
    var at = 0
    while at < bytes.count {
      if pending.isEmpty {
        while at + 8 <= bytes.count, bytes.word(at: at) & 0x8080_8080_8080_8080 == 0 { at += 8 }
        guard at < bytes.count else { return }
        if bytes[at] < 0x80 {
          at += 1
          continue
        }
      }
      pending.append(bytes[at])
      at += 1
      settle(isLast: false)
    }
  }

  mutating func finish() {
    while !pending.isEmpty { settle(isLast: true) }
  }

  /// Takes the character at the front of `pending`, if it is all there or can't be one.
  private mutating func settle(isLast: Bool) {
    guard let first = pending.first else { return }
    if first < 0x80 {
      pending.removeFirst()
      return
    }
    let length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    let isLead = length > 1 && first < 0xF5
    let continues = pending.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    if isLead, continues, pending.count < length, !isLast { return }
    if isLead, continues, pending.count == length, String(validating: pending, as: UTF8.self) != nil {
      wellFormed += 1
      pending.removeAll(keepingCapacity: true)
      return
    }
    stray += 1
    if first < 0xA0, TextEncoding.windows1252Scalars[Int(first) - 0x80] == 0 { undefined += 1 }
    let rest = pending.dropFirst()
    pending = []
    for byte in rest {
      pending.append(byte)
      settle(isLast: false)
    }
  }
}
