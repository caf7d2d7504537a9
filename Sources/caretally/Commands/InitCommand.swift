import Commands
import Findings
import Runs
import Tools

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

enum InitCommand: Command {
  static let syntax = Syntax(
    command: "init",
    summary: "Make a council's own folder from its extracts: settings, and how each file is read.",
    operands: [.init("FOLDER", "The folder to make. Nothing in it is ever replaced.")],
    options: [
      .init("--input FOLDER", "Where the extracts are. Default: the current folder."),
      .init("--area AREA", "The council, by name, GSS code or CASSR number; required."),
      .init("--answer 'WHAT=ANSWER'", "Decide what could not be told; may be given more than once."),
      .init("--dry-run", "Say what would be written and what is left to decide, and write nothing."),
    ],
    examples: ["init oxfordshire --input extracts --area Oxfordshire"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let folder = arguments.operands[0]
    let input = arguments["--input"] ?? "."
    guard let named = arguments["--area"] else {
      throw UsageProblem(
        message: "'--area' is needed: the council, such as Oxfordshire or E10000025",
        hint: "'caretally list areas' has them all")
    }
    var answers: [String: String] = [:]
    for answer in arguments.all("--answer") {
      guard let sign = answer.lastIndex(of: "=") else {
        throw UsageProblem(message: "'--answer' is WHAT=ANSWER, not '\(answer)'")
      }
      answers[String(answer[..<sign])] = String(answer[answer.index(after: sign)...])
    }
    let project = try Project(arguments)
    let workspace = try project.open(console)
    let area = try workspace.council(named, on: today()).area
    let plan = try decided(input, &answers, workspace, console)
    guard plan.strayAnswers.isEmpty else {
      throw UsageProblem(
        message: "nothing is asked that '\(plan.strayAnswers[0])' answers",
        hint: "an answer begins as its question says; 'none' leaves a file, column or text unread")
    }
    console.print(plan.report(of: area, input: input))
    if !plan.questions.isEmpty {
      let count = plan.questions.count == 1 ? "1 thing is" : "\(plan.questions.count) things are"
      console.print("\n\(count) left to decide, and not read until then:\n\(plan.openQuestions)")
    }
    guard !arguments.has("--dry-run") else { return .done }
    let files = plan.files(for: folder, input: input, area: area, in: workspace)
    console.print("")
    for path in try plan.write(files, to: folder) { console.print(line: "wrote \(path)") }
    console.print(line: "Next: caretally run --council \(folder)")
    return .done
  }

  /// Plans with the answers given, and on a terminal with those that are typed.
  private static func decided(
    _ input: String, _ answers: inout [String: String], _ workspace: Workspace, _ console: Console
  ) throws -> InitPlan {
    var plan = try planInit(of: input, answers: answers, asOf: today(), in: workspace)
    guard isatty(0) == 1, isatty(1) == 1 else { return plan }
    var asked: Set<String> = []
    while let question = plan.questions.first(where: { !asked.contains($0.key) }) {
      console.print(
        "\(question.text)\n  \(question.choices.prefix(8).joined(separator: ", ")), none; or nothing, to decide later:"
      )
      guard let line = readLine()?.trimmed, !line.isEmpty else {
        asked.insert(question.key)
        continue
      }
      var given = answers
      given[question.key] = line
      let next = try planInit(of: input, answers: given, asOf: today(), in: workspace)
      // An answer that decides nothing is misspelt: what was typed before it is kept.
      guard next.strayAnswers.count <= plan.strayAnswers.count else {
        console.print(line: "'\(line)' is none of these")
        continue
      }
      asked.insert(question.key)
      (answers, plan) = (given, next)
    }
    return plan
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
