import FoundationEssentials
import Packing
import Runs
import Tables
import Testing
import Tools

/// Every byte that anybody may read, of 50 small councils.
///
/// Nothing in it may depend on what the policy did not print: where every printed figure of two runs is equal, so is
/// every byte. That holds for every format there is or will be, since it reads none of them.
@Suite struct LeakTests {
  private static let councils = 50

  private static let trials = Result { () throws -> [LeakTrial] in
    let workspace = try LeakProject.workspace()
    return try parallelMap(councils) { index in Result { try LeakTrial(seed: index + 1, in: workspace) } }.map
    { try $0.get() }
  }

  @Test func noPersonalValueAndNoTextOfARefusedRecordIsPublic() throws {
    for trial in try Self.trials.get() {
      #expect(trial.leaks.isEmpty, "council \(trial.seed): \(trial.leaks.prefix(5))")
    }
  }

  @Test func noTableCountsFewerCasesThanThePolicyPrints() throws {
    for trial in try Self.trials.get() {
      #expect(trial.smallCounts.isEmpty, "council \(trial.seed): \(trial.smallCounts.prefix(5))")
    }
  }

  @Test func whatIsNotPrintedChangesNoByte() throws {
    for trial in try Self.trials.get() {
      for change in trial.changes where change.hasSameFigures {
        #expect(
          change.differing.isEmpty, "council \(trial.seed), \(change.name): \(change.differing.prefix(5))")
      }
      for change in trial.changes where change.name == LeakTrial.never {
        #expect(change.hasSameFigures, "council \(trial.seed), \(change.name) moves a figure")
      }
    }
  }

  /// The tests above could all be passed by publishing nothing, or by changes that always move a figure.
  @Test func enoughIsPublishedAndEnoughIsTried() throws {
    let trials = try Self.trials.get()
    let published = trials.filter { !$0.isHeldBack }
    #expect(published.count >= Self.councils * 3 / 4, "\(published.count) councils published")
    #expect(published.allSatisfy { $0.files > 30 && $0.printed > 0 })
    #expect(published.count { $0.printed > 50 } > Self.councils / 2)
    for name in LeakTrial.sometimes {
      let tried = trials.flatMap(\.changes).filter { $0.name == name }
      let same = tried.count(where: \.hasSameFigures)
      #expect(same >= 3, "\(name): figures the same \(same) times of \(tried.count)")
    }
  }

  @Test func aPlantedTextIsFoundPackedOrNot() throws {
    let planted = Array("of \(LeakCouncil.sentinel)Jane".utf8)
    let none = PublicTree(files: ["a.csv": Array("of Jane".utf8)])
    #expect(try none.paths(with: [LeakCouncil.sentinel]).isEmpty)
    for files in [
      ["a.csv": planted], ["\(LeakCouncil.sentinel).csv": Array("x".utf8)],
      ["a.xlsx": Packing.zip([.init(name: "sheet1.xml", bytes: planted)])],
    ] { #expect(try PublicTree(files: files).paths(with: [LeakCouncil.sentinel]).count == 1) }
  }

  /// A count that the policy has not seen, in whatever kind of file, makes two runs differ that print the same.
  @Test func aPlantedCountIsFound() throws {
    let workspace = try LeakProject.workspace()
    let council = try LeakCouncil(seed: 30)
    let other = LeakTrial.changed(council, LeakTrial.never)
    var before = try #require(try LeakTrial.run(council, in: workspace))
    var after = try #require(try LeakTrial.run(other, in: workspace))
    try #require(before.differences(from: after).isEmpty)
    before.files["new.bin"] = [UInt8(clamping: council.refused)]
    after.files["new.bin"] = [UInt8(clamping: other.refused)]
    #expect(before.differences(from: after) == ["new.bin"])

    try #require(try before.smallCounts().isEmpty)
    let page = "pages/measure-assessments-waiting.html"
    let book = try PublicTree.unpacked(before.files["evidence.xlsx"] ?? [])
    let hiddenCell = " t=\"inlineStr\"><is><t xml:space=\"preserve\">[c]</t></is>"
    let sheets = book.filter { part in
      [hiddenCell, ">Numerator<"].allSatisfy(String(decoding: part.bytes, as: UTF8.self).contains)
    }
    try #require(!sheets.isEmpty)
    for (path, bytes, hidden, count) in [
      ("comparison.csv", before.files["comparison.csv"] ?? [], ",c,", ",3,"),
      (page, before.files[page] ?? [], ">[c]<", ">3<"),
      ("evidence.xlsx", sheets[0].bytes, hiddenCell, "><v>3</v>"),
    ] {
      let text = String(decoding: bytes, as: UTF8.self)
      try #require(text.contains(hidden), "\(path) hides nothing")
      let leaking = Array(text.replacing(hidden, with: count).utf8)
      let isBook = path.hasSuffix(".xlsx")
      let tree = PublicTree(
        files: [path: isBook ? Packing.zip([.init(name: sheets[0].name, bytes: leaking)]) : leaking])
      #expect(try !tree.smallCounts().isEmpty, "\(path)")
    }
  }
}
