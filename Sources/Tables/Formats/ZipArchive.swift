import Findings

/// The directory of a ZIP file: what is in it and where, by the record at its end (PKWARE APPNOTE 4.3).
struct ZipArchive {
  struct Entry: Sendable {
    var name: String
    var isDeflated: Bool
    var checksum: UInt
    /// Bytes when undone.
    var count: Int
    /// Where its data are in the file.
    var range: Range<Int>
  }

  let entries: [Entry]
  /// More parts than this are no workbook.
  private static let mostEntries = 10_000

  /// Throws FILE-015 where the file is no archive that can be read.
  init(_ file: ExtractBytes) throws(Finding) {
    switch file.withSpan({ Self.read($0) }) {
    case .success(let entries): self.entries = entries
    case .failure(let wrong): throw wrong
    }
  }

  /// The part of a name; as packages are read, case does not count, nor which way its slashes lean.
  func entry(_ name: String) -> Entry? {
    let wanted = Self.folded(name)
    return entries.first { $0.name == name } ?? entries.first { Self.folded($0.name) == wanted }
  }

  private static func folded(_ name: String) -> String {
    let path = name.lowercased().replacing("\\", with: "/")
    return path.hasPrefix("/") ? String(path.dropFirst()) : path
  }

  private static func read(_ bytes: Span<UInt8>) -> Result<[Entry], Finding> {
    guard let end = endRecord(bytes) else { return .failure(damaged) }
    let count = bytes.little16(end + 10)
    var at = bytes.little32(end + 16)
    guard count != 0xFFFF, at != 0xFFFF_FFFF else {
      return .failure(unreadable("is larger than 4 GB", "save the sheet as CSV"))
    }
    guard count <= mostEntries else { return .failure(damaged) }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard at + 46 <= bytes.count, bytes.little32(at) == 0x0201_4B50 else { return .failure(damaged) }
      guard bytes.little16(at + 8) & 1 == 0 else {
        return .failure(unreadable("is protected by a password", "save it without one"))
      }
      let method = bytes.little16(at + 10)
      let (nameLength, more) = (bytes.little16(at + 28), bytes.little16(at + 30) + bytes.little16(at + 32))
      let (packed, local) = (bytes.little32(at + 20), bytes.little32(at + 42))
      guard at + 46 + nameLength <= bytes.count, method == 0 || method == 8, local + 30 <= bytes.count,
        bytes.little32(local) == 0x0403_4B50
      else { return .failure(damaged) }
      // The name and the extra field may be of another length here than in the directory.
      let start = local + 30 + bytes.little16(local + 26) + bytes.little16(local + 28)
      guard start + packed <= bytes.count else { return .failure(damaged) }
      var name: [UInt8] = []
      for index in at + 46..<at + 46 + nameLength { name.append(bytes[index]) }
      entries.append(
        Entry(
          name: String(decoding: name, as: UTF8.self), isDeflated: method == 8,
          checksum: UInt(bytes.little32(at + 16)), count: bytes.little32(at + 24),
          range: start..<start + packed))
      at += 46 + nameLength + more
    }
    return .success(entries)
  }

  /// Where the record at the end starts; a comment of up to 65,535 bytes may follow it.
  private static func endRecord(_ bytes: Span<UInt8>) -> Int? {
    var at = bytes.count - 22
    let limit = max(0, at - 0xFFFF)
    while at >= limit {
      if bytes.little32(at) == 0x0605_4B50 { return at }
      at -= 1
    }
    return nil
  }

  private static let damaged = unreadable("is damaged", "open it in a spreadsheet and save it again as .xlsx")

  static func unreadable(_ what: String, _ hint: String) -> Finding {
    Finding("FILE-015", effect: .refusesFile, "the workbook \(what)", hint: hint)
  }
}

extension Span where Element == UInt8 {
  func little16(_ at: Int) -> Int { Int(self[at]) | Int(self[at + 1]) << 8 }
  func little32(_ at: Int) -> Int { little16(at) | little16(at + 2) << 16 }
}
