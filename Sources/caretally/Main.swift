import Commands
import Findings
import Folders

@main struct Main {
  static func main() { runProgram(act) }

  private static func act(on words: [String], _ console: Console) -> ExitStatus {
    var words = words
    // `caretally help run` is `caretally run --help`.
    if words.first == "help", words.count > 1 { words = Array(words[1...1]) + ["--help"] }
    guard let first = words.first, first != "--help", first != "-h", first != "help" else {
      console.print(overview)
      return words.isEmpty ? .usage : .done
    }
    if first == "--version" || first == "-V" || first == "version" {
      console.print("caretally \(version)")
      return .done
    }
    guard let command = commands.first(where: { $0.syntax.command == first }) else {
      let names = commands.map { $0.syntax.command }
      console.complain("caretally: no command '\(Visible.text(first))'")
      if Project.hasPipeline(first) {
        console.complain(" = hint: that is a pipeline: did you mean 'caretally run \(first)'?")
        return .usage
      }
      let near = suggestion(for: first, in: names)
      console.complain(" = hint: \(near ?? "one of: \(names.joined(separator: ", "))")")
      return .usage
    }
    return run(command, Array(words.dropFirst()), console)
  }
}
