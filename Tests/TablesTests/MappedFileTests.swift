import Findings
import FoundationEssentials
import Tables
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder for one test, gone after it.
private final class Scratch {
  let url: URL
  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(at: url) }
  func path(_ name: String) -> String { url.appending(path: name).path }
}

@Suite struct MappedFileTests {
  @Test func showsTheBytesOfAFile() throws {
    let scratch = try Scratch()
    try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: scratch.path("t.csv")))
    let file = try MappedFile(path: scratch.path("t.csv"))
    #expect(file.count == 8)
    #expect(file.withSpan { span in span.indices.map { span[$0] } } == Array("a,b\n1,2\n".utf8))
    file.release(0..<8)
    #expect(file.withSpan { $0[7] } == 10)
  }

  @Test func anEmptyFileHasAnEmptySpan() throws {
    let scratch = try Scratch()
    try Data().write(to: URL(filePath: scratch.path("t.csv")))
    let file = try MappedFile(path: scratch.path("t.csv"))
    #expect(file.count == 0)
    #expect(file.withSpan { $0.isEmpty })
    file.release(0..<0)
  }

  @Test func aMissingFileIsSaidToBeMissing() {
    #expect {
      try MappedFile(path: "/no/such/file.csv")
    } throws: {
      "\($0)" == """
        /no/such/file.csv: error[FILE-001]: there is no such file
         = hint: check the name, and that the extract has been delivered
        """
    }
  }

  @Test func aFolderIsRefused() throws {
    let scratch = try Scratch()
    #expect { try MappedFile(path: scratch.url.path) } throws: {
      "\($0)" == """
        \(scratch.url.path): error[FILE-008]: this is a folder, not a file
         = hint: name a file that can be read from its beginning to its end
        """
    }
  }

  /// To open a pipe would wait for somebody to write into it.
  @Test(.timeLimit(.minutes(1))) func aPipeAndADeviceAreRefusedAtOnce() throws {
    let scratch = try Scratch()
    let pipe = scratch.path("pipe.csv")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    for (path, what) in [(pipe, "a pipe"), ("/dev/zero", "a device")] {
      for error in [
        #expect(throws: Finding.self) { _ = try MappedFile(path: path) },
        #expect(throws: Finding.self) { _ = try PlainFile.bytes(path) },
      ] {
        #expect(error?.code == "FILE-008" && error?.message == "this is \(what), not a file")
      }
    }
  }

  @Test func plainFilesAreReadWhole() throws {
    let scratch = try Scratch()
    for count in [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Data(bytes).write(to: URL(filePath: scratch.path("t.bin")))
      #expect(try PlainFile.bytes(scratch.path("t.bin")) == bytes)
    }
    #expect(try PlainFile.bytesIfThere(scratch.path("none")) == nil)
  }

  @Test func permissionIsAskedFor() throws {
    let scratch = try Scratch()
    let path = scratch.path("t.csv")
    try Data("a\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    // The administrator may read everything, so there the file opens.
    guard !FileManager.default.isReadableFile(atPath: path) else { return }
    #expect { try MappedFile(path: path) } throws: { "\($0)".contains("error[FILE-008]: permission") }
  }

  /// Offsets past 4 GiB once wrapped in a prototype, and lost records without a word.
  @Test func readsRecordsPastFourGibibytes() throws {
    let scratch = try Scratch()
    let path = scratch.path("big.csv")
    try Data().write(to: URL(filePath: path))
    let start = 5 << 30 + 3
    let rows = Array((0..<2000).map { "2024-07-31,case \($0),\"x\ny\"\n" }.joined().utf8)
    // A hole of five gibibytes takes no room on the disk.
    let descriptor = unsafe open(path, O_WRONLY)
    #expect(unsafe pwrite(descriptor, rows, rows.count, start) == rows.count)
    close(descriptor)
    let fields = [FieldPlan("day", .day), FieldPlan("id", .text), FieldPlan("team", .openCode)]
    let reading = ExtractReader(fields: fields, columns: [0, 1, 2], segmentBytes: 1000)
      .read(.mapped(try MappedFile(path: path)), from: start, line: 2, source: 0)
    let records = flat(reading, fields).records
    #expect(records.count == 2000)
    #expect(records.last == FlatRecord(line: 4000, values: ["19935", "case 1999", "x\ny"]))
  }
}
