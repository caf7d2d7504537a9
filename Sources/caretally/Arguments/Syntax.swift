/// What a command understands: the one source of its parsing and of its help.
struct Syntax {
  /// A word in its place, such as the pipeline's name.
  struct Operand {
    var name: String
    var summary: String
    var isRequired = true
  }

  /// `--name VALUE`, or a switch where `value` is nil.
  struct Option {
    var name: String
    var value: String?
    var summary: String
  }

  var command: String
  var summary: String
  var operands: [Operand] = []
  var options: [Option] = []

  /// The options that every command has.
  static let common = [
    Option(
      name: "--root", value: "FOLDER",
      summary: "Where data/ and pipelines/ are; the current folder if not said."),
    Option(name: "--help", value: nil, summary: "Print this help."),
  ]

  var allOptions: [Option] { options + Self.common }

  var usage: String {
    let words = operands.map { $0.isRequired ? $0.name : "[\($0.name)]" }
    return (["caretally", command] + words + ["[options]"]).joined(separator: " ")
  }

  var help: String {
    var out = "\(summary)\n\nUsage: \(usage)\n"
    if !operands.isEmpty { out += "\n" + table(operands.map { ($0.name, $0.summary) }) }
    out += "\nOptions:\n"
    return out + table(allOptions.map { ($0.name + ($0.value.map { " \($0)" } ?? ""), $0.summary) })
  }
}

/// Two columns, the first padded to its widest word.
func table(_ rows: [(String, String)]) -> String {
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)\n" }.joined()
}
