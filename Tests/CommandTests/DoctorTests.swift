import Foundation
import Testing

/// What the commands around a run say: `doctor`, completions and the manual's page, all of the one table of commands.
@Suite struct DoctorTests {
  @Test func saysWhatHasNoDataAndWhichMappingNobodyUses() throws {
    let scratch = try Scratch()
    try scratch.copyExample(to: "in")
    let well = try scratch.shell("caretally doctor --root \"$ROOT\" --input in")
    #expect(well.said.contains("ok    every mapping is used by a pipeline"), "\(well.said)")
    #expect(well.said.contains("ok    no run holds a lock") && well.said.contains("MiB free"))
    #expect(well.said.contains("every measure of nightly has its dataset"))
    try FileManager.default.removeItem(atPath: scratch.path + "/in/reviews.csv")
    try scratch.write("{ \"council\": \"mine\", \"input\": \"../in\" }", to: "mine/caretally.json")
    let mapping = try String(
      contentsOfFile: Scratch.root + "/data/mappings/dols-return.json", encoding: .utf8
    )
    .replacing("\"mapping\": \"dols-return\"", with: "\"mapping\": \"idle\"")
    try scratch.write(mapping, to: "mine/data/mappings/idle.json")
    let ended = try scratch.shell("caretally doctor --root \"$ROOT\" --council mine")
    #expect(ended.code == 1, "\(ended.complained)")
    #expect(ended.said.contains("LOOK  no extract of reviews in 'mine/../in', so "), "\(ended.said)")
    #expect(ended.said.contains("LOOK  no pipeline uses the mapping idle"), "\(ended.said)")
  }

  @Test func everyCommandAndOptionIsCompleted() throws {
    let scratch = try Scratch()
    let bash = try scratch.shell("caretally completions bash > c.bash && bash -n c.bash")
    #expect(bash.code == 0, "\(bash.complained)")
    let typed = try scratch.shell(
      "bash -c 'source c.bash; COMP_WORDS=(caretally ru); COMP_CWORD=1; _caretally; echo ${COMPREPLY[@]};"
        + " COMP_WORDS=(caretally run --as); COMP_CWORD=2; _caretally; echo ${COMPREPLY[@]}'")
    #expect(typed.said == "run\n--as-of\n", "\(typed.said)\(typed.complained)")
    let fish = try scratch.shell("caretally completions fish").said
    let page = try scratch.shell("caretally completions man").said
    for command in ["init", "run", "profile", "doctor"] {
      let help = try scratch.shell("caretally \(command) -h").said
      let options = help.split(separator: "\n").compactMap { line in
        line.split(separator: " ").first.map(String.init).flatMap { $0.hasPrefix("--") ? $0 : nil }
      }
      #expect(options.count >= 3)
      for option in options {
        #expect(fish.contains("from \(command)' -l \(option.dropFirst(2))"), "\(command) \(option)")
        #expect(page.contains(option.replacing("-", with: "\\-")), "\(command) \(option)")
      }
    }
  }

  @Test func nothingIsColoured() throws {
    let scratch = try Scratch()
    let ended = try scratch.shell("NO_COLOR=1 caretally run nowhere; TERM=xterm-256color caretally help")
    #expect(!(ended.said + ended.complained).contains("\u{1B}"))
  }
}
