import FoundationEssentials
import Periods
import Runs
import Synchronization
import Testing
import Tools

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store of its own for one test, in a folder that goes when the test does.
final class StoreFixture: Sendable {
  let folder: String
  let input: String
  let pipeline: String
  private let time: Mutex<Int>

  init(_ pipeline: String = "nightly", copying example: String = "exampleshire") throws {
    self.pipeline = pipeline
    time = Mutex(1_800_000_000_000)
    folder = Self.newFolder()
    input = "\(folder)/input"
    let manager = FileManager.default
    try manager.createDirectory(atPath: input, withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: ExampleCouncil.input(example))
    where name.hasSuffix(".csv") {
      try manager.copyItem(atPath: "\(ExampleCouncil.input(example))/\(name)", toPath: "\(input)/\(name)")
    }
  }

  /// A store in which some nights have run, copied from one that is made once for all tests.
  convenience init(after first: String, _ others: String...) throws {
    let nights = [first] + others
    try self.init(
      copyOf: try Self.made(called: nights) { fixture in
        for night in nights { try fixture.run(night, keeping: .init(publishesAnyway: true)) }
      })
  }

  init(copyOf other: StoreFixture) throws {
    pipeline = other.pipeline
    time = Mutex(other.time.withLock { $0 })
    folder = Self.newFolder()
    input = "\(folder)/input"
    try FileManager.default.copyItem(atPath: other.folder, toPath: folder)
  }

  /// A store that is made once for all tests, which only read it or copy it.
  static func made(called name: [String], _ make: (StoreFixture) throws -> Void) throws -> StoreFixture {
    try made.withLock { made in
      if let known = made[name] { return known }
      let fixture = try StoreFixture()
      try make(fixture)
      made[name] = fixture
      return fixture
    }
  }

  /// Removed when the tests end.
  private static let made: Mutex<[[String]: StoreFixture]> = {
    atexit { StoreFixture.made.withLock { $0 = [:] } }
    return Mutex([:])
  }()

  private static func newFolder() -> String {
    FileManager.default.temporaryDirectory.appending(path: "caretally-stores/\(UUID().uuidString)").path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var store: RunStore { RunStore("\(folder)/runs", pipeline: pipeline) }

  /// A clock that goes on by a second each time it is looked at.
  var surroundings: RunHost {
    RunHost(
      now: { [self] in
        let now = time.withLock { time in
          time += 1000
          return time
        }
        return Moment(clock: now, uptime: now)
      }, host: "care-01", process: 4711, program: "test", tell: { _ in })
  }

  static let workspace = Result { try Workspace.open(ExampleCouncil.root) }

  @discardableResult func run(
    _ day: String, keeping: KeepingRequest = KeepingRequest(), until: Stage = .evidence,
    in workspace: Workspace? = nil
  ) throws -> RunOutcome {
    let request = RunRequest(
      pipeline: pipeline, inputFolder: input, asOf: try #require(Day(iso: day)), until: until)
    return try keepRun(request, of: keeping, in: store, workspace ?? Self.workspace.get(), surroundings)
  }

  /// Every file of the store by path, but logs, keys and status, which tell of moments.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: store.folder) {
      guard !path.hasPrefix("logs"), !path.hasPrefix("."), !path.hasPrefix("status"),
        let data = FileManager.default.contents(atPath: "\(store.folder)/\(path)")
      else { continue }
      files[path] = Array(data)
    }
    return files
  }

  func text(_ path: String) throws -> String {
    String(decoding: try #require(FileManager.default.contents(atPath: path), "no \(path)"), as: UTF8.self)
  }

  /// Keeps the header and every so many records of an extract.
  func thin(_ name: String, keepingOneIn step: Int) throws {
    let lines = try text("\(input)/\(name)").split(separator: "\n")
    let kept = lines.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    try Data((kept.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: "\(input)/\(name)"))
  }
}
