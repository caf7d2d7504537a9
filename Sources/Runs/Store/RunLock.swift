import Declarations
import Findings
import Folders
import FoundationEssentials
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes sure that only one process runs a pipeline into a store.
///
/// The system holds the lock and releases it when the process ends, however it ends, so no lock outlives its run. The
/// file says who holds it. Text in a file that nobody holds is of an interrupted run.
final class RunLock: Sendable {
  private let file: Int32
  private let path: String
  /// Who held the lock and was interrupted, in words; nil where nobody was.
  let cutOff: String?

  /// - Throws: `RUN-010` where another run holds it; `RUN-003` where the file cannot be made.
  init(_ path: String, in surroundings: RunHost) throws(Finding) {
    self.path = path
    file = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode_t(0o644))
    guard file >= 0 else { throw SystemFailure(path: path, code: errno).finding }
    let holder = Self.holder(path)
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let code = errno
      close(file)
      guard isHeld else { throw SystemFailure(path: path, code: code).finding }
      throw Finding(
        "RUN-010", "another run holds '\(path)': \(holder ?? "it is just starting")",
        hint: "wait for it to end; a lock whose process has ended frees itself")
    }
    // Read again: its holder may have ended properly between the first look and the lock.
    cutOff = Self.holder(path)
    let text = JSONText.object([
      ("pid", .number(surroundings.process)), ("host", .text(surroundings.host)),
      ("started", .text(surroundings.now().description)),
    ])
    do throws(SystemFailure) {
      guard ftruncate(file, 0) == 0 else { throw SystemFailure(path: path, code: errno) }
      try SystemFile.append(text.file, to: file, path)
    } catch {
      close(file)
      throw error.finding
    }
  }

  /// Releases the lock. The empty file stays: removing it could remove another run's lock.
  func release() { ftruncate(file, 0) }

  deinit { close(file) }

  /// Whether a process holds the lock at this moment.
  static func isHeld(_ path: String) -> Bool {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0
  }

  /// `process 4711 on care-01, started 2026-10-31T01:00:03Z`
  static func holder(_ path: String) -> String? {
    guard let bytes = try? PlainFile.bytes(path), !bytes.isEmpty,
      let node = JSONNode.parse(SourceText(path: path, bytes: Array(bytes))).node,
      case .number(let pid) = node["pid"]?.value, case .text(let host) = node["host"]?.value,
      case .text(let started) = node["started"]?.value
    else { return nil }
    return "process \(pid) on \(host), started \(started)"
  }
}
