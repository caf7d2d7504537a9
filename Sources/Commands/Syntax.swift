/// A command's syntax: the one source of its parser and its help.
package struct Syntax {
  /// A positional word, such as the pipeline's name.
  package struct Operand {
    let name: String
    let summary: String
    let isRequired: Bool
    /// Whether any number of words may follow; only of the last operand.
    let isRepeated: Bool

    package init(_ name: String, _ summary: String, isRequired: Bool = true, isRepeated: Bool = false) {
      (self.name, self.summary, self.isRequired) = (name, summary, isRequired)
      self.isRepeated = isRepeated
    }
  }

  /// `--name VALUE`, or a switch where `value` is nil.
  package struct Option {
    package let name: String
    let value: String?
    let summary: String

    /// - Parameter form: the option as in help, such as `--input FOLDER`.
    package init(_ form: String, _ summary: String) {
      let words = form.split(separator: " ", maxSplits: 1).map(String.init)
      (name, value, self.summary) = (words[0], words.count > 1 ? words[1] : nil, summary)
    }
  }

  /// nil for a program with a single command.
  var program: String? = "caretally"
  package var command: String
  package var summary: String
  var operands: [Operand] = []
  var options: [Option] = []
  /// What people type most, without the program's name.
  package var examples: [String] = []

  package init(
    program: String? = "caretally", command: String, summary: String, operands: [Syntax.Operand] = [],
    options: [Syntax.Option] = [], examples: [String] = []
  ) {
    self.program = program
    self.command = command
    self.summary = summary
    self.operands = operands
    self.options = options
    self.examples = examples
  }

  /// The options that every command has.
  static let common = [
    Option("--root FOLDER", "Where data/ and pipelines/ are. Default: the current folder."),
    Option("--help", "Print this help."),
  ]

  /// Where a program has several commands, that of the council's folder too.
  static let council = Option(
    "--council FOLDER",
    "The council's own folder, with caretally.json. Default: the current folder, if it has one.")

  var allOptions: [Option] { options + (program == nil ? [] : [Self.council]) + Self.common }

  /// Such as `caretally run`.
  package var name: String { program.map { "\($0) \(command)" } ?? command }

  var usage: String {
    let words = operands.map { ($0.isRequired ? $0.name : "[\($0.name)]") + ($0.isRepeated ? "…" : "") }
    return ([name] + words + ["[options]"]).joined(separator: " ")
  }

  var help: String {
    var out = "\(summary)\n\nUsage: \(usage)\n"
    if !operands.isEmpty { out += "\n" + table(operands.map { ($0.name, $0.summary) }) }
    out += "\nOptions:\n"
    out += table(allOptions.map { ($0.name + ($0.value.map { " \($0)" } ?? ""), $0.summary) })
    guard !examples.isEmpty else { return out }
    let program = program.map { "\($0) " } ?? ""
    return out + "\nExamples:\n" + examples.map { "  \(program)\($0)\n" }.joined()
  }
}

/// Two columns, the first padded to its widest word.
package func table(_ rows: [(String, String)]) -> String {
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)\n" }.joined()
}
