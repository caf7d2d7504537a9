/// Which records of a file belong to a table, by the texts of its columns.
///
/// A file can hold several kinds of record, as Client Level Data does. A text is compared as codes are: case, spaces and the
/// shapes of quotes and dashes do not count. A blank text equals nothing.
package indirect enum RecordCondition: Sendable, Hashable {
  /// Whether the column's text is one of these.
  case isIn(column: String, [String])
  case isBlank(column: String)
  case not(RecordCondition)
  case all([RecordCondition])
  case any([RecordCondition])

  /// The columns that it reads, each once, as they are written.
  package var columns: [String] {
    switch self {
    case .isIn(let column, _), .isBlank(let column): [column]
    case .not(let condition): condition.columns
    case .all(let parts), .any(let parts):
      parts.flatMap(\.columns).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
  }

  /// As a column's header is compared: by its letters and digits alone.
  package static func folded(header: String) -> String {
    Spelling.folded(header).filter { $0.isLetter || $0.isNumber }
  }
}

/// Takes the records out of a text that a condition does not want, and leaves the others on their lines.
package struct RecordFilter: Sendable {
  private let condition: Test
  /// The conditions of all that read the file: a record that none of them wants is lost to everybody.
  private let anyones: [Test]
  private let columns: [Int]
  /// How many records were wanted, and how many not.
  package private(set) var kept = 0
  package private(set) var leftOut = 0
  /// Records that none of the file's conditions wants, and the lines of the first of them.
  package private(set) var unclaimed = 0
  package private(set) var unclaimedLines: [Int] = []
  private static let mostLines = 3
  /// What was decided for the texts of the columns met so far.
  private var known: [[UInt8]: (isKept: Bool, isClaimed: Bool)] = [:]
  private static let mostKnown = 4_096
  /// Lines whose records are none, whatever they hold.
  private var leftLines: Set<Int> = []

  /// The column whose blanks are filled with the record's line; beyond the last column, one that is added.
  private var numbered: Int?
  private var width = 0
  /// What the column is filled with; nil for the record's line.
  private var filling: [UInt8]?
  /// How many records were called by their line.
  package private(set) var numberedRecords = 0

  /// Fills the blanks of a column with `line 7`, so that a record without a name of its own has one in its file.
  package mutating func number(_ column: Int, width: Int) { (numbered, self.width) = (column, width) }

  /// Adds a column, after the last, in which every record has this text.
  package mutating func add(_ text: String, width: Int) {
    (numbered, self.width) = (width, width)
    filling = Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }

  /// Takes out the records of some lines, and those that are blank in a column.
  package init(leavingOut lines: Set<Int>, blankIn column: Int? = nil) {
    (condition, anyones, columns) = (
      column == nil ? .all([]) : .not(.isBlank(0)), [], column.map { [$0] } ?? []
    )
    leftLines = lines
  }

  /// A condition with the columns' positions among those that are read, and its texts folded.
  private indirect enum Test: Sendable {
    case isIn(Int, Set<String>)
    case isBlank(Int)
    case not(Test)
    case all([Test])
    case any([Test])

    init(_ condition: RecordCondition, _ names: [String]) {
      func place(_ column: String) -> Int {
        names.firstIndex(of: RecordCondition.folded(header: column)) ?? 0
      }
      switch condition {
      case .isIn(let column, let texts):
        self = .isIn(place(column), Set(texts.map { Spelling.folded(Array($0.utf8)) }))
      case .isBlank(let column): self = .isBlank(place(column))
      case .not(let condition): self = .not(Test(condition, names))
      case .all(let parts): self = .all(parts.map { Test($0, names) })
      case .any(let parts): self = .any(parts.map { Test($0, names) })
      }
    }

    func holds(_ texts: [String]) -> Bool {
      switch self {
      case .isIn(let column, let wanted): !texts[column].isEmpty && wanted.contains(texts[column])
      case .isBlank(let column): texts[column].isEmpty
      case .not(let test): !test.holds(texts)
      case .all(let parts): parts.allSatisfy { $0.holds(texts) }
      case .any(let parts): parts.contains { $0.holds(texts) }
      }
    }
  }

  /// Nil where the file has no column of a name that a condition reads; `missing` says which.
  ///
  /// - Parameter others: the conditions of what else reads the file.
  package init?(
    _ condition: RecordCondition, others: [RecordCondition] = [], header: [String], missing: inout [String]
  ) {
    let found = header.map { RecordCondition.folded(header: $0) }
    missing = condition.columns.filter { !found.contains(RecordCondition.folded(header: $0)) }
    guard missing.isEmpty else { return nil }
    // Other readers of the file report their own missing columns.
    let readable = others.filter { other in
      other.columns.allSatisfy { found.contains(RecordCondition.folded(header: $0)) }
    }
    var names: [String] = []
    for column in ([condition] + readable).flatMap(\.columns) {
      let name = RecordCondition.folded(header: column)
      if !names.contains(name) { names.append(name) }
    }
    columns = names.map { found.firstIndex(of: $0) ?? 0 }
    self.condition = Test(condition, names)
    anyones = ([condition] + readable).map { Test($0, names) }
  }

  /// Whole records of a text with commas, each that is not wanted as blank lines.
  ///
  /// - Parameter line: the number of the text's first line.
  package mutating func filtered(_ text: [UInt8], line first: Int) -> [UInt8] {
    let bytes = text.span
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 2)
    var (at, line) = (0, first)
    while at < bytes.count {
      let start = at
      if bytes[at] == Byte.lineFeed || bytes[at] == Byte.carriageReturn {
        at = bytes.afterLineEnd(at)
        out += text[start..<at]
        line += 1
        continue
      }
      var cells = [Cell](repeating: Cell(start: 0, end: 0), count: columns.count)
      var column = 0
      var blank: Range<Int>?
      while true {
        let field = bytes.anyField(at)
        if column == numbered, bytes.isBlank(field.cell), !field.isUnclosed { blank = at..<field.end }
        for (place, wanted) in columns.enumerated() where wanted == column && !field.isUnclosed {
          cells[place] = field.cell
        }
        at = field.end
        column += 1
        guard at < bytes.count, bytes[at] == Byte.comma else { break }
        at += 1
      }
      if numbered == width, column == width { blank = at..<at }
      if at < bytes.count { at = bytes.afterLineEnd(at) }
      let lines = bytes.lineEnds(in: start..<at)
      guard !leftLines.contains(line) else {
        out += repeatElement(Byte.lineFeed, count: lines)
        line += lines
        continue
      }
      let decided = decide(cells.map { bytes.content(of: $0) })
      if decided.isKept {
        kept += 1
        if let blank {
          numberedRecords += 1
          out += text[start..<blank.lowerBound]
          if numbered == width { out.append(Byte.comma) }
          out += filling ?? Array("line \(line)".utf8)
          out += text[blank.upperBound..<at]
        } else {
          out += text[start..<at]
        }
      } else {
        leftOut += 1
        out += repeatElement(Byte.lineFeed, count: lines)
      }
      if !anyones.isEmpty, !decided.isClaimed {
        unclaimed += 1
        if unclaimedLines.count < Self.mostLines { unclaimedLines.append(line) }
      }
      line += lines
    }
    return out
  }

  private mutating func decide(_ texts: [[UInt8]]) -> (isKept: Bool, isClaimed: Bool) {
    let key = Array(texts.joined(separator: [0]))
    if let before = known[key] { return before }
    let folded = texts.map { Spelling.folded($0) }
    let decided = (condition.holds(folded), anyones.contains { $0.holds(folded) })
    if known.count < Self.mostKnown { known[key] = decided }
    return decided
  }
}
