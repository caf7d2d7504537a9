/// A text with headings and tables that goes into somebody's paper. Word, HTML and Markdown are written from it, so that
/// they say the same.
package struct DocumentModel: Sendable {
  package enum Block: Sendable {
    /// 1 to 3; the document's own title is above them.
    case heading(Int, String)
    case paragraph(Words)
    case list([Words])
    case table(Table)
  }

  /// A text of which parts are bold or italic.
  package struct Words: Sendable, Equatable, ExpressibleByStringLiteral {
    package struct Span: Sendable, Equatable {
      var text: String
      var isBold = false
      var isItalic = false
    }

    var spans: [Span]

    package init(_ text: String) { spans = [Span(text: text)] }
    package init(stringLiteral value: String) { self.init(value) }
    init(spans: [Span]) { self.spans = spans }
  }

  /// A table of texts with one row of headings, or two where the first spans columns of the second.
  package struct Table: Sendable {
    /// Above the table, and its name for a screen reader.
    package var title: String
    /// What the table holds, for a screen reader.
    package var summary: String
    /// A heading and over how many columns; empty for none. They cover every column.
    package var groups: [(title: String, columns: Int)] = []
    package var heads: [String]
    package var rows: [[String]]
    /// The columns that are aligned right.
    package var numeric: Set<Int> = []
    /// How many columns at the left name their row.
    package var stubs = 1

    package init(title: String, summary: String, heads: [String], rows: [[String]], numeric: Set<Int> = []) {
      self.title = title
      self.summary = summary
      self.heads = heads
      self.rows = rows
      self.numeric = numeric
    }
  }

  package var title: String
  package var author: String
  package var blocks: [Block]

  package init(title: String, author: String, blocks: [Block]) {
    self.title = title
    self.author = author
    self.blocks = blocks
  }

  /// Whether a table is too wide for upright paper.
  var isWide: Bool {
    blocks.contains { if case .table(let table) = $0 { table.heads.count > 6 } else { false } }
  }
}
