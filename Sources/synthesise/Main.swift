import Commands

@main struct Main {
  static func main() { runProgram { words, console in run(SynthesiseCommand.self, words, console) } }
}
