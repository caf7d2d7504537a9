package import Findings

/// A file of records in whatever form a council has it, opened as UTF-8 text that comes in pieces.
package struct TextSource: Sendable {
  package enum Container: Sendable, Hashable {
    case plain, gzip, zip
    case workbook(sheet: String)
  }

  package let file: ExtractBytes
  /// Of an archive, the one of its files that is read.
  private let member: ZipArchive.Entry?
  package let container: Container
  /// For a workbook, that of its sheets made into text.
  package private(set) var encoding: TextEncoding
  package let hasByteOrderMark: Bool
  private let markLength: Int
  private let sheet: (book: Workbook, sheet: Workbook.Sheet)?
  /// The other sheets of a workbook, as many as there are of any kind.
  package var otherSheets: Int { sheet.map { max(0, $0.book.sheetCount - 1) } ?? 0 }

  /// Whether numbers that stand for days are counted from 1904 and not from 1900.
  package var isFrom1904: Bool { sheet?.book.isFrom1904 ?? false }

  /// The start of a text that is not read where it lies.
  private var copiedHead: [UInt8] = []
  private static let headBytes = 1 << 20
  /// Whether the whole file was looked at already for what it is written in.
  private var isSurveyed = false

  /// Finds out what the file is from its first bytes, never from its name.
  ///
  /// - Parameters:
  ///   - member: of a ZIP archive, the file in it that is meant.
  ///   - sheet: of a workbook that has more than one.
  ///   - isFitting: whether a text that begins so is the table that is looked for, to choose among the sheets of a workbook.
  /// - Throws: FILE-014 where compressed data are damaged, FILE-015 where a workbook can't be read.
  package init(
    _ file: ExtractBytes, member memberName: String? = nil, sheet name: String? = nil,
    isFitting: (Span<UInt8>) -> Bool = { _ in false }
  ) throws(Finding) {
    let packed = try memberName.map { name throws(Finding) in try ZipMembers.open(name, of: file) }
    self.file = packed?.unpacked ?? file
    member = packed?.unpacked == nil ? packed?.entry : nil
    let start =
      packed?.start ?? file.withSpan { bytes in (0..<min(64, bytes.count)).map { bytes[$0] } }
    if let refusal = ForeignForm.refusal(of: start, whole: self.file) { throw refusal }
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let book = try Workbook(self.file)
      let found = try book.sheet(name, isFitting: isFitting)
      (container, sheet) = (.workbook(sheet: found.name), (book, found))
      (encoding, markLength, hasByteOrderMark) = (.utf8, 0, false)
    } else {
      let isCompressed = start.starts(with: [0x1F, 0x8B])
      (container, sheet) = (isCompressed ? .gzip : member == nil ? .plain : .zip, nil)
      let sniffed =
        if isCompressed {
          try Self.sniff(ByteStream(gzip: self.file))
        } else if let member {
          try Self.sniff(ByteStream(member, of: self.file))
        } else {
          self.file.withSpan { TextEncoding.sniff($0) }
        }
      (encoding, markLength) = sniffed
      hasByteOrderMark = sniffed.markLength > 0
    }
    if !isPlainUTF8 { copiedHead = try text(first: Self.headBytes) }
    if encoding == .utf8, sheet == nil, !isUTF8Head { try reconsiderEncoding() }
  }

  private static func sniff(_ stream: ByteStream) throws(Finding) -> (
    encoding: TextEncoding, markLength: Int
  ) {
    var stream = stream
    let first = try stream.next() ?? []
    return TextEncoding.sniff(first.span)
  }

  /// Calls a function with the start of the text, to find the header in: at most a mebibyte.
  package func withHead<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    guard isPlainUTF8 else { return body(copiedHead.span) }
    // What lies in the file is looked at there: a copy of a mebibyte takes longer than a small file's records.
    return file.withSpan { body($0.extracting(markLength..<min($0.count, markLength + Self.headBytes))) }
  }

  /// Whether the file is itself UTF-8 text, which is read where it lies.
  package var isPlainUTF8: Bool { container == .plain && encoding == .utf8 }

  /// Where the text of a plain UTF-8 file starts in it.
  package var textStart: Int { markLength }

  /// Looks at the whole file, and takes it for Windows-1252 where nothing in it says UTF-8; true when that changed.
  ///
  /// For when bytes turned up that are not UTF-8. A byte order mark says UTF-8 whatever follows.
  @discardableResult package mutating func reconsiderEncoding() throws(Finding) -> Bool {
    guard encoding == .utf8, !hasByteOrderMark, sheet == nil, !isSurveyed else { return false }
    isSurveyed = true
    var survey = EncodingSurvey()
    var stream = bytes()
    while let piece = try stream.next() { survey.add(piece.span) }
    survey.finish()
    guard survey.isWindows1252 else { return false }
    encoding = .windows1252
    copiedHead = try text(first: Self.headBytes)
    return true
  }

  private var isUTF8Head: Bool {
    withHead { head in
      if head.isASCII(0..<head.count) { return true }
      // The head may end in the middle of a character of up to four bytes.
      return (0..<4).contains { rest in
        head.count >= rest && (try? UTF8Span(validating: head.extracting(droppingLast: rest))) != nil
      }
    }
  }

  private func bytes() -> ByteStream {
    if let member { return ByteStream(member, of: file) }
    return container == .gzip ? ByteStream(gzip: file) : ByteStream(file)
  }

  /// The text after the header line: its remaining bytes or, of a workbook, its remaining rows.
  func stream(after header: HeaderLine? = nil) throws(Finding) -> TextStream {
    guard let sheet else {
      return TextStream(
        .bytes(bytes(), Transcoder(encoding, markLength: markLength)), skipping: header?.end ?? 0)
    }
    let rows = try SheetStream(
      sheet.sheet, of: sheet.book, after: header.map { $0.nextLine - 1 } ?? 0,
      width: header?.columns.count ?? 0)
    return TextStream(.sheet(rows), skipping: 0)
  }

  private func text(first count: Int) throws(Finding) -> [UInt8] {
    var stream = try stream()
    var text: [UInt8] = []
    while text.count < count, let piece = try stream.next() { text += piece }
    return Array(text.prefix(count))
  }
}

/// UTF-8 text in pieces.
struct TextStream {
  enum Source {
    case bytes(ByteStream, Transcoder)
    case sheet(SheetStream)
  }

  private var source: Source
  private var skipped: Int

  init(_ source: Source, skipping: Int) {
    self.source = source
    skipped = skipping
  }

  mutating func next() throws(Finding) -> [UInt8]? {
    while var piece = try nextPiece() {
      let passed = min(skipped, piece.count)
      skipped -= passed
      piece.removeFirst(passed)
      if !piece.isEmpty { return piece }
    }
    return nil
  }

  private mutating func nextPiece() throws(Finding) -> [UInt8]? {
    switch source {
    case .sheet(var rows):
      let piece = try rows.next()
      source = .sheet(rows)
      return piece
    case .bytes(var bytes, var transcoder):
      var out: [UInt8] = []
      if let piece = try bytes.next() {
        if transcoder.isIdentity {
          out = piece
        } else {
          out.reserveCapacity(piece.count * 3 / 2)
          transcoder.decode(piece.span, into: &out)
        }
        source = .bytes(bytes, transcoder)
        // A piece that is only a part of a character must not look like the end.
        return out.isEmpty ? try nextPiece() : out
      }
      transcoder.finish(into: &out)
      source = .bytes(bytes, transcoder)
      return out.isEmpty ? nil : out
    }
  }
}
