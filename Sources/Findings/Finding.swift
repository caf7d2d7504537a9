/// A stable name for one way of being wrong, such as `EXPR-003`; never reused for another.
package struct FindingCode: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
  package var description: String { rawValue }
  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// How much a reader should mind.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

/// What the machine does about it.
package enum Effect: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing after this can be trusted; the run ends.
  case stops
  /// The file contributes no cases.
  case refusesFile = "refuses-file"
  /// The record contributes to no measure and is listed.
  case refusesRecord = "refuses-record"
  /// Said, and nothing else.
  case reports
}

/// A place in a file; line and column count from 1, and a column of 0 means the whole line.
package struct Location: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var path: String
  package var line: Int
  package var column: Int

  package init(path: String, line: Int = 0, column: Int = 0) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// The path is shown with nothing in it that a terminal would obey; `path` is the file's own.
  package var description: String {
    let path = Visible.text(path)
    guard line > 0 else { return path }
    return column > 0 ? "\(path):\(line):\(column)" : "\(path):\(line)"
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.path, a.line, a.column) < (b.path, b.line, b.column)
  }
}

/// The line a finding is about, and how many characters of it from the column on.
package struct Excerpt: Sendable, Hashable {
  package var line: String
  package var width: Int

  package init(line: String, width: Int) {
    self.line = line
    self.width = width
  }
}

/// Something in the data or the declarations that is wrong, where, and what to do about it.
///
/// A message never holds a value of a field marked personal. What it quotes, such as the name of a file, is made visible.
package struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
  package var code: FindingCode
  package var severity: Severity
  package var effect: Effect
  package var message: String
  package var hint: String?
  package var location: Location?
  package var excerpt: Excerpt?
  /// The dataset's field it is about, when it is about one.
  package var field: String?

  package init(
    _ code: FindingCode, severity: Severity = .error, effect: Effect = .stops, _ message: String,
    hint: String? = nil, location: Location? = nil, excerpt: Excerpt? = nil, field: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.effect = effect
    self.message = Visible.text(message)
    self.hint = hint.map(Visible.text)
    self.location = location
    self.excerpt = excerpt
    self.field = field
  }

  /// The finding as people read it: place, severity, code, message; the line with a caret; the hint.
  package var description: String {
    var out = location.map { "\($0): " } ?? ""
    out += "\(severity.rawValue)[\(code)]: \(message)"
    if let location, let excerpt {
      let gutter = String(repeating: " ", count: String(location.line).count)
      let margin = String(repeating: " ", count: max(0, location.column - 1))
      let caret = String(repeating: "^", count: max(1, excerpt.width))
      out +=
        "\n \(gutter) |\n \(location.line) | \(Visible.lines(excerpt.line))\n \(gutter) | \(margin)\(caret)"
    }
    if let hint { out += "\n = hint: \(hint)" }
    return out
  }
}

/// Several findings thrown as one, where many things are wrong at once.
package struct Findings: Error, Sendable, CustomStringConvertible {
  package var all: [Finding]
  package init(_ all: [Finding]) { self.all = all }
  package var description: String { all.map(\.description).joined(separator: "\n\n") }
}
