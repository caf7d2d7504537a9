package import Findings

/// An `.xlsx` or `.ods` workbook: which sheets it has, and what an `.xlsx` cell's number or shared text means
/// (ECMA-376 part 1, 18).
package struct Workbook: Sendable {
  package struct Sheet: Sendable, Hashable {
    package var name: String
    var part: String
    /// Hidden sheets are read only where they are asked for by name.
    var isHidden = false
    /// Its position in a part that holds all sheets, as that of an `.ods` does.
    var number = 0
  }

  /// Sheets of cells, in their order; sheets of charts and of macros are not among them.
  package let sheets: [Sheet]
  /// How many sheets there are of any kind.
  package let sheetCount: Int
  let file: ExtractBytes
  let archive: ZipArchive
  /// Texts that cells refer to by their position.
  let sharedTexts: StringColumn
  /// By style of cell, how it shows its number.
  let styles: [NumberFormat]
  /// Days are counted from 1904, as Excel for the Mac once did, and not from 1900.
  let isFrom1904: Bool
  /// Whether it is an `.ods` and no `.xlsx`.
  let isOpenDocument: Bool
  /// Memory for shared texts is bounded by this many bytes.
  static let mostSharedBytes = 512 << 20

  /// Throws FILE-014 and FILE-015 where the file is no workbook that can be read.
  package init(_ file: ExtractBytes) throws(Finding) {
    self.file = file
    archive = try ZipArchive(file)
    if let document = try OpenDocument(archive, file) {
      (sheets, sheetCount, isOpenDocument) = (document.sheets, document.sheets.count, true)
      (sharedTexts, styles, isFrom1904) = (StringColumn(), [], false)
      return
    }
    isOpenDocument = false
    let parts = try WorkbookParts(archive, file)
    var found: [Sheet] = []
    var count = 0
    var isFrom1904 = false
    try Self.scan(parts.book, file) { event in
      guard case .start(let name, let attributes) = event else { return }
      if name == "workbookPr" { isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
      guard name == "sheet" else { return }
      count += 1
      guard let part = parts.sheet(attributes["id"] ?? "") else { return }
      let isHidden = ["hidden", "veryHidden"].contains(attributes["state"] ?? "")
      found.append(Sheet(name: SheetText.decoded(attributes["name"] ?? ""), part: part, isHidden: isHidden))
    }
    sheets = found
    sheetCount = count
    self.isFrom1904 = isFrom1904
    sharedTexts =
      try parts.sharedTexts.map { entry throws(Finding) in
        try Self.texts(entry, file)
      } ?? StringColumn()
    styles =
      try parts.styles.map { entry throws(Finding) in
        try Self.styles(entry, file)
      } ?? []
  }

  /// The sheets of a workbook and whether each is hidden; nil where the file is none that can be read.
  package static func names(in file: ExtractBytes) -> [(name: String, isHidden: Bool)]? {
    (try? Workbook(file))?.sheets.map { ($0.name, $0.isHidden) }
  }

  /// The sheet of a name. Without one: the only sheet; else the only one that is visible and holds anything; else the only
  /// one of those that `isFitting` finds to be the table that is looked for, by the start of its text.
  ///
  /// Throws FILE-015 where there is no such sheet, or where more than one could be meant.
  package func sheet(_ name: String?, isFitting: (Span<UInt8>) -> Bool = { _ in false }) throws(Finding)
    -> Sheet
  {
    let list = sheets.map { "'\($0.name)'" }.joined(separator: ", ")
    if let name {
      if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
      throw ZipArchive.unreadable(
        "has no sheet '\(name)'",
        nearest(name, in: sheets.map(\.name)).map { "did you mean '\($0)'?" } ?? "it has \(list)")
    }
    guard !sheets.isEmpty else {
      throw ZipArchive.unreadable("has no sheets in it", "give a CSV file or an .xlsx workbook")
    }
    if sheets.count == 1 { return sheets[0] }
    var filled: [Sheet] = []
    var fitting: [Sheet] = []
    for sheet in sheets where !sheet.isHidden {
      let head = try head(of: sheet)
      guard head.contains(where: { $0 != Byte.comma && $0 != Byte.lineFeed }) else { continue }
      filled.append(sheet)
      if isFitting(head.span) { fitting.append(sheet) }
    }
    if filled.count == 1 { return filled[0] }
    if fitting.count == 1 { return fitting[0] }
    throw ZipArchive.unreadable(
      "has \(sheets.count) sheets, and which to read is not said",
      "it has \(list); name one with \"sheet\" in the pipeline's input, or save it as a file of its own")
  }

  /// The first rows of a sheet as text: enough of them to find a header in, or none where no cell holds anything.
  private func head(of sheet: Sheet) throws(Finding) -> [UInt8] {
    var rows = try SheetStream(sheet, of: self)
    var head: [UInt8] = []
    while head.count < Self.headBytes, let piece = try rows.next() {
      // Thousands of rows with a colour and no value are no text.
      let isBlank = !piece.contains { $0 != Byte.comma && $0 != Byte.lineFeed }
      if !isBlank || head.isEmpty { head += piece }
    }
    return head
  }

  /// A header of a hundred columns and some records.
  private static let headBytes = 64 << 10

  static func scan(
    _ entry: ZipArchive.Entry, _ file: ExtractBytes, _ body: (XMLScanner.Event) throws(Finding) -> Void
  ) throws(Finding) {
    var stream = ByteStream(entry, of: file)
    var scanner = XMLScanner()
    while let piece = try stream.next() { try scanner.feed(piece, body) }
  }

  /// Shared texts; runs of one text are put together, and readings of Asian characters left out.
  private static func texts(_ entry: ZipArchive.Entry, _ file: ExtractBytes) throws(Finding) -> StringColumn {
    var texts = StringColumn()
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
        texts.append(SheetText.decoded(text))
        guard texts.bytes.count <= mostSharedBytes else {
          throw ZipArchive.unreadable("holds too many texts to keep", "save the sheet as CSV")
        }
      default: break
      }
    }
    return texts
  }

  private static func styles(
    _ entry: ZipArchive.Entry, _ file: ExtractBytes
  ) throws(Finding) -> [NumberFormat] {
    var formats: [String: NumberFormat] = [:]
    var styles: [NumberFormat] = []
    var isCells = false
    try scan(entry, file) { event in
      switch event {
      case .start("numFmt", let attributes):
        formats[attributes["numFmtId"] ?? ""] = NumberFormat(
          SheetText.decoded(attributes["formatCode"] ?? ""))
      case .start("cellXfs", _): isCells = true
      case .end("cellXfs"): isCells = false
      case .start("xf", let attributes) where isCells:
        let id = attributes["numFmtId"] ?? "0"
        styles.append(formats[id] ?? NumberFormat(builtIn: Int(id) ?? 0))
      default: break
      }
    }
    return styles
  }
}

extension [(name: String, value: String)] {
  subscript(name: String) -> String? { first { $0.name == name }?.value }
}
