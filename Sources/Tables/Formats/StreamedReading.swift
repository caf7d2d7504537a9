package import Findings

extension ExtractReader {
  /// Reads a file's records after its header, wherever and however the file holds them.
  ///
  /// Plain UTF-8 with commas is read where it lies. Anything else passes through memory a batch of whole records at a
  /// time, so that memory is bounded by the columns kept. Throws FILE-006, FILE-014 or FILE-015 where a part that
  /// comes late can't be read; the finding's path is empty where only its line is known. With `hasBackslashes` a quote
  /// inside quotes is written `\"`, as MySQL, PostgreSQL and Snowflake can. A `filter` says which records are read, and counts.
  package func read(
    _ text: TextSource, after header: HeaderLine, delimiter: Delimiter, source: Int,
    hasBackslashes: Bool = false, filter: inout RecordFilter?
  ) throws(Finding) -> ExtractReading {
    guard !text.isPlainUTF8 || delimiter != .comma || hasBackslashes || filter != nil else {
      return read(text.file, from: text.textStart + header.end, line: header.nextLine, source: source)
    }
    var stream = try text.stream(after: header)
    var records = RecordText(delimiter, hasBackslashes: hasBackslashes)
    var result = ExtractReading()
    var line = header.nextLine
    while let piece = try stream.next() {
      do throws(Finding) {
        try records.add(piece)
      } catch {
        // What was read before the record that never ends tells its line.
        var finding = error
        let field = records.field
        line += records.drain().span.lineEnds
        finding.location = Location(path: "", line: line)
        if header.columns.indices.contains(field) { finding.field = header.columns[field] }
        throw finding
      }
      if records.ready >= Self.batchBytes {
        read(records.drain(), into: &result, line: &line, source: source, &filter)
      }
    }
    read(records.finish(), into: &result, line: &line, source: source, &filter)
    result.settleShortRecords(width: width)
    return result
  }

  /// As `read`, of every record.
  package func read(
    _ text: TextSource, after header: HeaderLine, delimiter: Delimiter, source: Int,
    hasBackslashes: Bool = false
  ) throws(Finding) -> ExtractReading {
    var all: RecordFilter?
    return try read(
      text, after: header, delimiter: delimiter, source: source, hasBackslashes: hasBackslashes, filter: &all)
  }

  /// Enough for every core to have a stretch of it.
  private static let batchBytes = 16 << 20

  private func read(
    _ batch: [UInt8], into result: inout ExtractReading, line: inout Int, source: Int,
    _ filter: inout RecordFilter?
  ) {
    guard !batch.isEmpty else { return }
    let wanted = filter?.filtered(batch, line: line) ?? batch
    result.append(stretches(.memory(wanted), from: 0, line: line, source: source))
    line += batch.span.lineEnds
  }
}

extension HeaderLine {
  /// The first lines of a text that are not blank, each split by a delimiter, for one of them to be the header.
  package static func candidates(
    _ bytes: Span<UInt8>, delimiter: Delimiter, count: Int = 20
  ) -> [HeaderLine] {
    var found: [HeaderLine] = []
    var at = 0
    var line = 1
    while found.count < count {
      while at < bytes.count, bytes[at] == Byte.lineFeed || bytes[at] == Byte.carriageReturn {
        at = bytes.afterLineEnd(at)
        line += 1
      }
      guard at < bytes.count else { break }
      let start = line
      var columns: [String] = []
      while true {
        let end = bytes.endOfField(at, delimiter: delimiter.byte)
        line += bytes.lineEnds(in: at..<end)
        let isQuoted = at < end && bytes[at] == Byte.quote
        let content = bytes.content(
          of: isQuoted ? Cell(escapedFrom: at, end: end) : Cell(start: at, end: end))
        columns.append(String(decoding: content[content.span.trimmed(0..<content.count)], as: UTF8.self))
        at = end
        guard at < bytes.count, bytes[at] == delimiter.byte else { break }
        at += 1
      }
      if at < bytes.count { at = bytes.afterLineEnd(at) }
      line += 1
      found.append(HeaderLine(columns: columns, line: start, end: at, nextLine: line))
    }
    return found
  }
}

extension Span where Element == UInt8 {
  fileprivate var lineEnds: Int { lineEnds(in: 0..<count) }

  /// The delimiter or line end after the field at an index, by the rules of `RecordBlock` for any delimiter.
  fileprivate func endOfField(_ start: Int, delimiter: UInt8) -> Int {
    var at = start
    if at < count, self[at] == Byte.quote {
      at += 1
      while at < count {
        guard self[at] == Byte.quote else {
          at += 1
          continue
        }
        at += 1
        guard at < count, self[at] == Byte.quote else { break }
        at += 1
      }
    }
    while at < count, self[at] != delimiter, self[at] != Byte.lineFeed, self[at] != Byte.carriageReturn {
      at += 1
    }
    return at
  }
}
