package import Declarations
package import Tables

/// Where a file's header is and what separates its fields, decided by what the dataset's fields are called.
package struct HeaderChoice: Sendable {
  package var header: HeaderLine
  package var delimiter: Delimiter
  /// Lines above the header that are not blank.
  package var titleLines: Int
  /// How many columns are fields of the dataset.
  package var matched: Int
  /// Whether the line under the header is dashes, as sqlcmd draws one, and no record.
  package private(set) var isUnderlined = false

  /// Of the first lines that are not blank, split by each delimiter in turn, the one that names most fields.
  ///
  /// Between equals the earlier line and then comma, semicolon, tab, pipe. Where none names a field the first line is
  /// the header, split by what gives the same number of columns on the next. Nil where there is no line at all.
  package init?(_ head: Span<UInt8>, of dataset: Dataset) { self.init(head, HeaderIndex(dataset)) }

  init?(_ head: Span<UInt8>, _ index: HeaderIndex) {
    var best: HeaderChoice?
    var shapes: [HeaderChoice] = []
    for delimiter in Delimiter.allCases {
      let lines = HeaderLine.candidates(head, delimiter: delimiter)
      for (position, line) in lines.enumerated() {
        let matched = Set(line.columns.compactMap { index.field($0)?.position }).count
        var choice = HeaderChoice(line, delimiter, titleLines: position, matched: matched)
        if position + 1 < lines.count { choice.passOver(lines[position + 1]) }
        if matched > best?.matched ?? 0 { best = choice }
        // No other line can name more.
        if matched == index.dataset.fields.count {
          self = choice
          return
        }
        if position == 0 {
          shapes.append(choice)
          let isTable = lines.count > 1 && lines[1].columns.count == line.columns.count
          if !isTable { shapes[shapes.count - 1].matched = -1 }
        }
      }
    }
    guard let first = shapes.first else { return nil }
    if let best {
      self = best
      return
    }
    var shape = first
    for other in shapes where other.matched == 0 && other.header.columns.count > shape.header.columns.count {
      shape = other
    }
    shape.matched = 0
    self = shape
  }

  private mutating func passOver(_ next: HeaderLine) {
    guard next.columns.count == header.columns.count,
      next.columns.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") } })
    else { return }
    isUnderlined = true
    (header.end, header.nextLine) = (next.end, next.nextLine)
  }

  private init(_ header: HeaderLine, _ delimiter: Delimiter, titleLines: Int, matched: Int) {
    self.header = header
    self.delimiter = delimiter
    self.titleLines = titleLines
    self.matched = matched
  }
}
