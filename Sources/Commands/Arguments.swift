import Findings
package import Periods

/// Words that a command does not accept. Printed with its usage; exit code 2.
package struct UsageProblem: Error {
  let message: String
  let hint: String?

  /// Typed words, such as file names, are made visible.
  package init(message: String, hint: String? = nil) {
    self.message = Visible.text(message)
    self.hint = hint.map(Visible.text)
  }
}

/// A command's words, sorted into operands and options.
package struct Arguments {
  package private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  private let syntax: Syntax

  /// - Throws: on an unknown option, a missing value, a missing operand or too many.
  init(_ words: some Sequence<String>, for syntax: Syntax) throws(UsageProblem) {
    self.syntax = syntax
    var words = Array(words)[...]
    while let word = words.popFirst() {
      if word == "-h" {
        values["--help"] = [""]
        continue
      }
      if word.hasPrefix("-"), !word.hasPrefix("--"), word.count > 1, word.dropFirst().first?.isLetter == true
      {
        let long = "-" + (word.split(separator: "=").first.map(String.init) ?? word)
        throw UsageProblem(
          message: "unknown option '\(word)'",
          hint: syntax.allOptions.contains { $0.name == long }
            ? "did you mean '\(long)'?" : "options begin with two dashes; usage: \(syntax.usage)")
      }
      guard word.hasPrefix("--") else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = syntax.allOptions.first(where: { $0.name == parts[0] }) else {
        let names = syntax.allOptions.map(\.name)
        throw UsageProblem(
          message: "unknown option '\(parts[0])'",
          hint: suggestion(for: parts[0], in: names))
      }
      guard let placeholder = option.value else {
        guard parts.count == 1 else { throw UsageProblem(message: "'\(option.name)' takes no value") }
        values[option.name] = [""]
        continue
      }
      guard let value = parts.count == 2 ? parts[1] : words.popFirst() else {
        throw UsageProblem(message: "'\(option.name)' needs a value: \(option.name) \(placeholder)")
      }
      values[option.name, default: []].append(value)
    }
    guard !has("--help") else { return }
    let required = syntax.operands.filter(\.isRequired)
    guard operands.count >= required.count else { throw missing(required[operands.count]) }
    guard operands.count <= syntax.operands.count || syntax.operands.last?.isRepeated == true else {
      throw UsageProblem(
        message: "unexpected '\(operands[syntax.operands.count])'", hint: "usage: \(syntax.usage)")
    }
  }

  /// The folder with `data/` and `pipelines/`.
  package var root: String { self["--root"] ?? "." }

  /// The command's first operand, which need not be given where there is another.
  package func operand(or other: String?) throws(UsageProblem) -> String {
    guard let word = operands.first ?? other else { throw missing(syntax.operands[0]) }
    return word
  }

  private func missing(_ operand: Syntax.Operand) -> UsageProblem {
    UsageProblem(message: "missing \(operand.name)", hint: "usage: \(syntax.usage)")
  }

  package func has(_ option: String) -> Bool { values[option] != nil }

  /// The last value that is given.
  package subscript(option: String) -> String? { values[option]?.last }

  /// Every value, of an option that may be given more than once.
  package func all(_ option: String) -> [String] { values[option] ?? [] }

  /// A whole number within bounds, or the default.
  package func number(_ option: String, in bounds: ClosedRange<Int>, default fallback: Int)
    throws(UsageProblem)
    -> Int
  {
    guard let text = self[option] else { return fallback }
    guard let number = Int(text), bounds.contains(number) else {
      throw UsageProblem(
        message:
          "'\(option)' is a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not '\(text)'")
    }
    return number
  }

  /// A day of the calendar; nil where none is given.
  package func day(_ option: String) throws(UsageProblem) -> Day? {
    guard let text = self[option] else { return nil }
    guard let day = Day(iso: text) else {
      throw UsageProblem(message: "'\(option)' is a day such as 2026-10-31, not '\(text)'")
    }
    return day
  }

  /// One of a list of words.
  package func word<Word: RawRepresentable & CaseIterable>(_ option: String, as type: Word.Type)
    throws(UsageProblem)
    -> Word?
  where Word.RawValue == String {
    guard let text = self[option] else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    let near = suggestion(for: text, in: words)
    throw UsageProblem(
      message: "'\(option)' does not know '\(text)'",
      hint: near ?? "one of: \(words.joined(separator: ", "))")
  }
}
