package import Findings

/// An `.xlsx` workbook: which sheets it has, and what its cells' numbers and shared texts mean (ECMA-376 part 1, 18).
package struct Workbook: Sendable {
  package struct Sheet: Sendable, Hashable {
    package var name: String
    var part: String
  }

  package let sheets: [Sheet]
  let file: ExtractBytes
  let archive: ZipArchive
  /// Texts that cells refer to by their position.
  let sharedTexts: TextColumn
  /// For each style of cell, whether it shows its number as a day.
  let styleIsDay: [Bool]
  /// Days are counted from 1904, as Excel for the Mac once did, and not from 1900.
  let isFrom1904: Bool
  /// Memory for shared texts is bounded by this many bytes.
  static let mostSharedBytes = 512 << 20

  /// Throws FILE-014 and FILE-015 where the file is no workbook that can be read.
  package init(_ file: ExtractBytes) throws(Finding) {
    self.file = file
    archive = try ZipArchive(file)
    guard let book = archive.entry("xl/workbook.xml") else {
      throw ZipArchive.unreadable("has no sheets in it", "give a CSV file or an .xlsx workbook")
    }
    var relations: [String: String] = [:]
    if let entry = archive.entry("xl/_rels/workbook.xml.rels") {
      try Self.scan(entry, file) { event in
        guard case .start("Relationship", let attributes) = event else { return }
        relations[attributes["Id"] ?? ""] = attributes["Target"]
      }
    }
    var found: [Sheet] = []
    var isFrom1904 = false
    try Self.scan(book, file) { event in
      guard case .start(let name, let attributes) = event else { return }
      if name == "workbookPr" { isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
      if name == "sheet", let target = relations[attributes["id"] ?? ""] {
        found.append(Sheet(name: attributes["name"] ?? "", part: Self.path(target)))
      }
    }
    sheets = found
    self.isFrom1904 = isFrom1904
    sharedTexts = try archive.entry("xl/sharedStrings.xml").map { entry throws(Finding) in
      try Self.texts(entry, file)
    } ?? TextColumn()
    styleIsDay = try archive.entry("xl/styles.xml").map { entry throws(Finding) in
      try Self.styles(entry, file)
    } ?? []
  }

  /// The sheet of a name, or the only one. Throws FILE-015 where there is no such sheet, or several and no name.
  package func sheet(_ name: String?) throws(Finding) -> Sheet {
    let list = sheets.map { "'\($0.name)'" }.joined(separator: ", ")
    if let name {
      if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
      throw ZipArchive.unreadable(
        "has no sheet '\(name)'",
        nearest(name, in: sheets.map(\.name)).map { "did you mean '\($0)'?" } ?? "it has \(list)")
    }
    if sheets.count == 1 { return sheets[0] }
    throw ZipArchive.unreadable(
      sheets.isEmpty ? "has no sheets in it" : "has \(sheets.count) sheets, and which to read is not said",
      sheets.isEmpty ? "give a CSV file or an .xlsx workbook"
        : "it has \(list); name one with \"sheet\" in the pipeline's input, or save it as a file of its own")
  }

  static func scan(
    _ entry: ZipArchive.Entry, _ file: ExtractBytes, _ body: (XMLScanner.Event) throws(Finding) -> Void
  ) throws(Finding) {
    var stream = ByteStream(entry, of: file)
    var scanner = XMLScanner()
    while let piece = try stream.next() { try scanner.feed(piece, body) }
  }

  private static func path(_ target: String) -> String {
    target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
  }

  /// Shared texts; runs of one text are put together, and readings of Asian characters left out.
  private static func texts(_ entry: ZipArchive.Entry, _ file: ExtractBytes) throws(Finding) -> TextColumn {
    var texts = TextColumn()
    var text: [UInt8] = []
    var isText = false
    var isPhonetic = false
    try scan(entry, file) { event throws(Finding) in
      switch event {
      case .start("si", _): text = []
      case .start("t", _): isText = !isPhonetic
      case .start("rPh", _): isPhonetic = true
      case .end("t"): isText = false
      case .end("rPh"): isPhonetic = false
      case .text(let bytes) where isText: text += bytes
      case .end("si"):
        texts.append(text)
        guard texts.bytes.count <= mostSharedBytes else {
          throw ZipArchive.unreadable("holds too many texts to keep", "save the sheet as CSV")
        }
      default: break
      }
    }
    return texts
  }

  private static func styles(_ entry: ZipArchive.Entry, _ file: ExtractBytes) throws(Finding) -> [Bool] {
    var isDay: [String: Bool] = [:]
    var styles: [Bool] = []
    var isCells = false
    try scan(entry, file) { event in
      switch event {
      case .start("numFmt", let attributes):
        isDay[attributes["numFmtId"] ?? ""] = NumberFormat.isDay(attributes["formatCode"] ?? "")
      case .start("cellXfs", _): isCells = true
      case .end("cellXfs"): isCells = false
      case .start("xf", let attributes) where isCells:
        let id = attributes["numFmtId"] ?? "0"
        styles.append(isDay[id] ?? NumberFormat.isDay(builtIn: Int(id) ?? 0))
      default: break
      }
    }
    return styles
  }
}

extension [(name: String, value: String)] {
  subscript(name: String) -> String? { first { $0.name == name }?.value }
}

/// Which number formats show days (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum NumberFormat {
  static func isDay(builtIn id: Int) -> Bool {
    (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id)
  }

  /// Whether a format has a year or a day in it, outside quotes, brackets and escapes: `dd/mm/yyyy`, not `[Red]0.00`.
  static func isDay(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"": isQuoted.toggle()
      case "\\", "_", "*": isEscaped = !isQuoted
      case "[" where !isQuoted: isBracketed = true
      case "]" where !isQuoted: isBracketed = false
      case "y" where !isQuoted && !isBracketed, "d" where !isQuoted && !isBracketed: return true
      default: break
      }
    }
    return false
  }
}
