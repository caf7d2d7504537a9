import Findings

/// What an OpenDocument spreadsheet (`.ods`) is made of: its sheets are all in one part of its package.
///
/// Source: OpenDocument 1.3 part 2, 3 (packages), part 3, 9.1 (tables) and 17.15 (whether a table is shown).
struct OpenDocument {
  let content: ZipArchive.Entry
  private(set) var sheets: [Workbook.Sheet] = []

  /// Nil where the archive is no OpenDocument file.
  ///
  /// - Throws: FILE-015 where it is one that is protected by a password, or no spreadsheet.
  init?(_ archive: ZipArchive, _ file: ExtractBytes) throws(Finding) {
    guard let content = archive.entry("content.xml"), let kind = archive.entry("mimetype") else { return nil }
    self.content = content
    var stream = ByteStream(kind, of: file)
    let type = String(decoding: try stream.next() ?? [], as: UTF8.self)
    guard type.hasPrefix("application/vnd.oasis.opendocument") else { return nil }
    guard type.contains("spreadsheet") else {
      let what = type.contains("text") ? "a text document (.odt)" : "an OpenDocument file without sheets"
      throw Finding(
        "FILE-015", effect: .refusesFile, "the file is \(what), and not a workbook",
        hint: "give a CSV file or a workbook (.xlsx or .ods)")
    }
    if let manifest = archive.entry("META-INF/manifest.xml") {
      var isLocked = false
      try Workbook.scan(manifest, file) { event in
        if case .start("encryption-data", _) = event { isLocked = true }
      }
      if isLocked { throw ZipArchive.unreadable("is protected by a password", "save it without one") }
    }
    sheets = try Self.sheets(in: content, file)
    guard !sheets.isEmpty else {
      throw ZipArchive.unreadable("has no sheets in it", "give a CSV file or a workbook with a table in it")
    }
  }

  private static func sheets(in content: ZipArchive.Entry, _ file: ExtractBytes) throws(Finding) -> [Workbook
    .Sheet]
  {
    var found: [Workbook.Sheet] = []
    var hidden: Set<String> = []
    var style = ""
    // A table in a cell is none of the file's.
    var depth = 0
    try Workbook.scan(content, file) { event in
      switch event {
      case .start("style", let attributes): style = attributes["name"] ?? ""
      case .start("table-properties", let attributes) where attributes["display"] == "false":
        hidden.insert(style)
      case .start("table", let attributes):
        if depth == 0 {
          found.append(
            Workbook.Sheet(
              name: attributes["name"] ?? "", part: content.name,
              isHidden: hidden.contains(attributes["style-name"] ?? ""), number: found.count))
        }
        depth += 1
      case .end("table"): depth -= 1
      default: break
      }
    }
    return found
  }
}
