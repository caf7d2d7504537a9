import Foundation
import Testing

/// Installing over an installation, as `make install` does.
@Suite struct InstallTests {
  private static let script = Scratch.root + "/docs/operations/install-files.sh"

  private func install(_ scratch: Scratch) throws -> [String] {
    let ended = try scratch.shell("\"\(Self.script)\" source share")
    #expect(ended.code == 0 && ended.complained.isEmpty, "\(ended.complained)")
    return ended.said.split(separator: "\n").map(String.init)
  }

  /// Ships files and leaves no others in the source.
  private func ship(_ files: [String: String], _ scratch: Scratch) throws {
    try? FileManager.default.removeItem(atPath: scratch.path + "/source")
    for folder in ["data", "pipelines"] {
      try FileManager.default.createDirectory(
        atPath: "\(scratch.path)/source/\(folder)", withIntermediateDirectories: true)
    }
    for (name, text) in files { try scratch.write(text, to: "source/\(name)") }
  }

  private func installed(_ scratch: Scratch) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/share")
    where name != ".installed" {
      files[name] = scratch.text("share/\(name)")
    }
    return files
  }

  @Test func keepsWhatACouncilAddedChangedAndRemoved() throws {
    let scratch = try Scratch()
    try ship(
      [
        "data/a.json": "1", "data/b b.json": "1", "data/gone.json": "1", "data/old/gone.json": "1",
        "data/mine.json": "1", "data/no.json": "1", "pipelines/c.json": "1",
      ], scratch)
    #expect(try install(scratch) == [])
    #expect(try installed(scratch).count == 7)
    try scratch.write("added", to: "share/data/added.json")
    try scratch.write("added", to: "share/data/old/added.json")
    try scratch.write("changed", to: "share/data/b b.json")
    try scratch.write("changed", to: "share/pipelines/c.json")
    try scratch.write("changed", to: "share/data/mine.json")
    try FileManager.default.removeItem(atPath: scratch.path + "/share/data/no.json")
    // Shipped again: one changed, one as it was, two no more, and one new.
    try ship(
      [
        "data/a.json": "2", "data/b b.json": "2", "data/no.json": "2", "pipelines/c.json": "1",
        "data/new.json": "2",
      ], scratch)
    #expect(
      try install(scratch) == [
        "kept: data/b b.json, which was changed here; the one of this version is beside it as b b.json.new",
        "left out: data/no.json, which was removed here",
        "kept: data/mine.json, which was changed here and is shipped no more",
      ])
    #expect(
      try installed(scratch) == [
        "data/a.json": "2", "data/added.json": "added", "data/b b.json": "changed", "data/b b.json.new": "2",
        "data/mine.json": "changed", "data/new.json": "2", "data/old/added.json": "added",
        "pipelines/c.json": "changed",
      ])
    // And once more: what was put beside is replaced, unless somebody has written into it.
    try ship(["data/a.json": "3", "data/b b.json": "3"], scratch)
    _ = try install(scratch)
    #expect(scratch.text("share/data/b b.json.new") == "3")
    try scratch.write("merging", to: "share/data/b b.json.new")
    try ship(["data/a.json": "3", "data/b b.json": "4"], scratch)
    _ = try install(scratch)
    #expect(
      try installed(scratch) == [
        "data/a.json": "3", "data/added.json": "added", "data/b b.json": "changed",
        "data/b b.json.new": "merging", "data/b b.json.new-2": "4", "data/mine.json": "changed",
        "data/old/added.json": "added", "pipelines/c.json": "changed",
      ])
  }

  /// One that an earlier version of the Makefile installed has no list: nothing is known to be as it was.
  @Test func anInstallationWithoutAListLosesNothing() throws {
    let scratch = try Scratch()
    try ship(["data/a.json": "2", "data/b.json": "2", "data/c.json": "2"], scratch)
    try scratch.write("1", to: "share/data/a.json")
    try scratch.write("2", to: "share/data/b.json")
    try scratch.write("mine", to: "share/data/mine.json")
    #expect(try install(scratch).count == 1)
    #expect(
      try installed(scratch) == [
        "data/a.json": "1", "data/a.json.new": "2", "data/b.json": "2", "data/c.json": "2",
        "data/mine.json": "mine",
      ])
  }

  /// What invents councils is a program for tests and judges, and no council installs it.
  @Test func theInventorOfCouncilsIsNotInstalled() throws {
    let scratch = try Scratch()
    #expect(try scratch.shell("synthesise --help").code == 0)
    #expect(try scratch.shell("caretally synthesise made").code == 2)
    let ended = try scratch.shell(
      "make -s -C \"$ROOT\" install-files DESTDIR=\"$PWD/tree\" PREFIX=/usr BUILT=\"$CARETALLY\"")
    #expect(ended.code == 0, "\(ended.complained)")
    let files = try scratch.everything().keys
    #expect(files.filter { $0.hasPrefix("tree/usr/bin/") } == ["tree/usr/bin/caretally"])
    #expect(!files.contains { $0.contains("synthesise") })
  }

  @Test func nothingElseRemovesAnInstallation() throws {
    let makefile = try String(contentsOfFile: Scratch.root + "/Makefile", encoding: .utf8)
    #expect(!makefile.contains("rm -rf $(SHARE)"))
    #expect(makefile.contains("docs/operations/install-files.sh . $(SHARE)"))
  }
}
