/// The stable code of one kind of fault, such as `EXPR-003`. It is never reused for another.
package struct FindingCode: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
  package var description: String { rawValue }
  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// How serious a finding is.
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

/// What the program does about it.
package enum Effect: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing later can be trusted; the run ends.
  case stops
  /// The file contributes no cases.
  case refusesFile = "refuses-file"
  /// The record counts in no measure and is listed.
  case refusesRecord = "refuses-record"
  /// It is reported, without other effect.
  case reports
}

/// A place in a file. Line and column count from 1; column 0 means the whole line.
package struct Location: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var path: String
  package var line: Int
  package var column: Int

  package init(path: String, line: Int = 0, column: Int = 0) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// The path without control characters. `path` is the file's own.
  package var description: String {
    let path = Visible.text(path)
    guard line > 0 else { return path }
    return column > 0 ? "\(path):\(line):\(column)" : "\(path):\(line)"
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.path, a.line, a.column) < (b.path, b.line, b.column)
  }
}

/// The line of a finding, and how many characters of it from the column on.
package struct Excerpt: Sendable, Hashable {
  package var line: String
  package var width: Int

  package init(line: String, width: Int) {
    self.line = line
    self.width = width
  }
}

/// A fault in the data or the declarations: what, where, and what to do about it.
///
/// A message never has a value of a personal field. Hidden characters in quoted text, such as a file name, are made
/// visible.
package struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
  package var code: FindingCode
  package var severity: Severity
  package var effect: Effect
  package var message: String
  package var hint: String?
  package var location: Location?
  package var excerpt: Excerpt?
  /// The dataset's field it is about, if any.
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

  /// The finding for people: place, severity, code and message; the line with a caret; the hint.
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

/// Several findings thrown together.
package struct Findings: Error, Sendable, CustomStringConvertible {
  package var all: [Finding]
  package init(_ all: [Finding]) { self.all = all }
  package var description: String { all.map(\.description).joined(separator: "\n\n") }
}
