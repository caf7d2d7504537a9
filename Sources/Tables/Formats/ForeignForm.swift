import Findings

/// Files that people send in place of a table, told by their first bytes for what they are.
///
/// Without this their bytes would be read as text, and what they hold be printed as the names of columns.
enum ForeignForm {
  /// What a file is that begins so, and what to do; nil where it may be a table.
  static func refusal(of start: [UInt8], whole file: ExtractBytes) -> Finding? {
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return compound(file) }
    for (mark, what, hint) in marks where start.starts(with: mark) { return other(what, hint) }
    return text(start)
  }

  private static let asTable = "give a CSV file or a workbook (.xlsx or .ods)"
  private static let unpacked = "unpack it, and give the file that was in it"

  private static let marks: [(mark: [UInt8], what: String, hint: String)] = [
    (Array("%PDF-".utf8), "a PDF", "ask for the extract as CSV, or as a workbook (.xlsx or .ods)"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive (.7z)", unpacked),
    (Array("Rar!".utf8), "a RAR archive", unpacked),
    (Array("BZh".utf8), "compressed with bzip2", unpacked),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed with xz", unpacked),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", unpacked),
    ([0x09, 0x00, 0x04, 0x00], "an old .xls workbook", "save it as .xlsx, or as CSV"),
    ([0x09, 0x02, 0x06, 0x00], "an old .xls workbook", "save it as .xlsx, or as CSV"),
    ([0x09, 0x04, 0x06, 0x00], "an old .xls workbook", "save it as .xlsx, or as CSV"),
    ([0x09, 0x08, 0x08, 0x00], "an old .xls workbook", "save it as .xlsx, or as CSV"),
    ([0x09, 0x08, 0x10, 0x00], "an old .xls workbook", "save it as .xlsx, or as CSV"),
    (Array("{\\rtf".utf8), "a rich text document (.rtf)", asTable),
    (Array("PAR1".utf8), "a Parquet file", "ask for the extract as CSV"),
    (Array("SQLite format 3".utf8), "an SQLite database", "export the table as CSV"),
    ([0x00, 0x01, 0x00, 0x00, 0x53, 0x74, 0x61, 0x6E], "an Access database", "export the table as CSV"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture", asTable),
    ([0xFF, 0xD8, 0xFF], "a picture", asTable),
  ]

  private static func other(_ what: String, _ hint: String) -> Finding {
    Finding("FILE-015", effect: .refusesFile, "the file is \(what), and not a table", hint: hint)
  }

  /// A compound file: an old workbook, or a new one that is encrypted.
  private static func compound(_ file: ExtractBytes) -> Finding {
    // Names of parts lie on stretches of 128 bytes, in UTF-16 (MS-CFB 2.6.1).
    func holds(_ name: String) -> Bool {
      let wanted = name.utf8.map { [$0, 0] }.joined().map { UInt8($0) }
      return file.withSpan { bytes in
        stride(from: 0, through: bytes.count - wanted.count, by: 128).contains { at in
          wanted.indices.allSatisfy { bytes[at + $0] == wanted[$0] }
        }
      }
    }
    if holds("EncryptedPackage") {
      return ZipArchive.unreadable("is protected by a password", "save it without one")
    }
    if holds("Workbook") || holds("Book") {
      return ZipArchive.unreadable("is in the old .xls format", "save it as .xlsx, or as CSV")
    }
    return ZipArchive.unreadable(
      "is in the old .xls format or protected by a password", "save it as .xlsx without a password, or as CSV"
    )
  }

  /// Texts that are marked up.
  private static func text(_ start: [UInt8]) -> Finding? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = (start.starts(with: mark) ? start.dropFirst(3) : start[...]).drop { $0 <= 0x20 }
    let head = String(decoding: body, as: UTF8.self).lowercased()
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<table")
      || head.hasPrefix("<head") || head.hasPrefix("<meta") || head.hasPrefix("<div")
    {
      return other(
        "a web page (HTML), whatever its name ends in",
        "open it in a spreadsheet and save it as .xlsx or as CSV, or ask the system for CSV")
    }
    if head.hasPrefix("<?xml") {
      return other("an XML file", "open it in a spreadsheet and save it as .xlsx or as CSV")
    }
    if head.hasPrefix("mime-version:") {
      return other("a web archive (.mht)", "open it in a spreadsheet and save it as .xlsx or as CSV")
    }
    let first = body.first
    let next = body.dropFirst().drop { $0 <= 0x20 }.first
    if (first == UInt8(ascii: "[") && next == UInt8(ascii: "{"))
      || (first == UInt8(ascii: "{") && next == UInt8(ascii: "\""))
    {
      return other("a JSON file", "ask for the extract as CSV")
    }
    return nil
  }
}
