import CSystem
package import Findings
import FoundationEssentials

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A system call that failed.
package struct SystemFailure: Error {
  var path: String
  package var code: Int32

  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// What went wrong, in words for whoever corrects it.
  package var reason: String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the account's share of the disk is used up"
    case EFBIG: "the account may not write a file that large"
    case EROFS: "the disk can only be read"
    case EACCES, EPERM: "permission is refused"
    case ENOENT: "it is not there"
    case ENOTDIR: "a part of its path is not a folder"
    case EIO: "the disk reported an error"
    case EPIPE: "its reader has stopped reading"
    case EBADF: "it is closed"
    default: "system error \(code)"
    }
  }

  /// `RUN-003`, which says that nothing was published and what to correct.
  package var finding: Finding {
    Finding(
      "RUN-003", "cannot write '\(path)': \(reason)",
      hint: "nothing was published; correct that and run again")
  }
}

/// System calls that Foundation lacks: writes that survive a power cut, and atomic swaps.
package enum SystemFile {
  /// Writes a new file and waits until the disk has it.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt16) throws(SystemFailure) {
    try finish(try begin([bytes], to: path, mode: mode), path)
  }

  /// Writes a new file in parts and asks the disk to take it, without waiting. `finish` waits and closes it.
  package static func begin(_ stretches: [[UInt8]], to path: String, mode: UInt16) throws(SystemFailure)
    -> Int32
  {
    let file = try create(path, mode: mode)
    do throws(SystemFailure) {
      for stretch in stretches { try append(stretch, to: file, path) }
    } catch {
      close(file)
      throw error
    }
    #if os(Linux)
      // Syncing many files at once takes a third of the time of one after another. Only a request: `finish` reports
      // whether the disk has them.
      _ = caretally_begin_sync(file)
    #endif
    return file
  }

  /// Waits until the disk has a file. Uses the descriptor that wrote it, which reports earlier errors.
  package static func finish(_ file: Int32, _ path: String) throws(SystemFailure) {
    defer { close(file) }
    guard fsync(file) == 0 else { throw SystemFailure(path: path, code: errno) }
  }

  /// Closes and removes a file that was begun.
  package static func discard(_ file: Int32, _ path: String) {
    close(file)
    // If that fails, writing the file again fails too, because it must be new.
    unsafe unlink(path)
  }

  private static func create(_ path: String, mode: UInt16) throws(SystemFailure) -> Int32 {
    // O_EXCL and O_NOFOLLOW: never writes through a file or link that somebody else put there.
    try Interruption.making { () throws(SystemFailure) in
      let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
      guard file >= 0 else { throw SystemFailure(path: path, code: errno) }
      return file
    }
  }

  /// Replaces a file's contents atomically: readers see the old text or the new.
  package static func replace(_ path: String, with text: String, mode: UInt16 = 0o644) throws(SystemFailure) {
    try replace(path, with: Array(text.utf8), mode: mode, by: path + ".partial")
  }

  /// As above, in a folder that others use too, through a name that nobody else has.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt16) throws(SystemFailure) {
    CutOff.remove(beside: path)
    try replace(path, with: bytes, mode: mode, by: CutOff.partial(of: path))
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt16, by partial: String
  ) throws(SystemFailure) {
    unsafe unlink(partial)
    Interruption.own(partial)
    defer { Interruption.disown(partial) }
    do throws(SystemFailure) {
      try write(bytes, to: partial, mode: mode)
      try rename(partial, to: path)
    } catch {
      unsafe unlink(partial)
      throw error
    }
  }

  /// Appends lines to a file, which is made if missing.
  package static func append(_ text: String, toFile path: String) throws(SystemFailure) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, mode_t(0o644))
    guard file >= 0 else { throw SystemFailure(path: path, code: errno) }
    defer { close(file) }
    try append(Array(text.utf8), to: file, path)
  }

  package static func append(_ bytes: [UInt8], to file: Int32, _ path: String) throws(SystemFailure) {
    var start = 0
    while start < bytes.count {
      // The kernel reads the bytes during the call only.
      let written = unsafe bytes[start...].withUnsafeBytes { rest in
        unsafe Self.write(file, rest.baseAddress, rest.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw SystemFailure(path: path, code: errno) }
      start += written
    }
  }

  /// The system's write(2), which may take fewer bytes than it is given.
  package static func write(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      return unsafe Glibc.write(file, start, count)
    #elseif canImport(Musl)
      return unsafe Musl.write(file, start, count)
    #else
      return unsafe Darwin.write(file, start, count)
    #endif
  }

  package static func makeFolder(_ path: String, mode: UInt16 = 0o755) throws(SystemFailure) {
    try Interruption.making { () throws(SystemFailure) in
      guard unsafe mkdir(path, mode_t(mode)) != 0, errno != EEXIST else { return }
      throw SystemFailure(path: path, code: errno)
    }
  }

  /// Makes a folder and its missing parents. Returns those made, outermost first.
  @discardableResult
  package static func makeFolders(_ path: String, mode: UInt16 = 0o755) throws(SystemFailure) -> [String] {
    var folder = path.hasPrefix("/") ? "/" : ""
    var made: [String] = []
    for part in path.split(separator: "/") {
      folder += folder.isEmpty || folder.hasSuffix("/") ? String(part) : "/\(part)"
      guard mark(of: folder) == nil else { continue }
      try makeFolder(folder, mode: mode)
      made.append(folder)
    }
    return made
  }

  /// Removes a folder if it is empty.
  package static func removeEmpty(_ folder: String) { _ = unsafe rmdir(folder) }

  /// Whether a process of this machine has ended; false where that is not known.
  static func hasEnded(_ process: Int32) -> Bool { kill(process, 0) != 0 && errno == ESRCH }

  /// The error for making a file where one exists.
  package static func isThere(_ path: String) -> SystemFailure { SystemFailure(path: path, code: EEXIST) }

  /// How many files this process may have open, at least a few.
  package static var mostOpen: Int { max(16, Int(sysconf(Int32(_SC_OPEN_MAX)))) }

  /// This machine's network name, without characters that paths must not have.
  static var host: String {
    ProcessInfo.processInfo.hostName.filter { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  /// Waits until the disk has a folder's names.
  package static func sync(folder path: String) throws(SystemFailure) {
    let folder = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw SystemFailure(path: path, code: errno) }
    defer { close(folder) }
    // Some network shares cannot sync a folder; they keep names in order anyway.
    guard fsync(folder) == 0 || errno == EINVAL else { throw SystemFailure(path: path, code: errno) }
  }

  package static func rename(_ path: String, to other: String) throws(SystemFailure) {
    #if canImport(Glibc)
      let failed = unsafe Glibc.rename(path, other)
    #elseif canImport(Musl)
      let failed = unsafe Musl.rename(path, other)
    #else
      let failed = unsafe Darwin.rename(path, other)
    #endif
    guard failed == 0 else { throw SystemFailure(path: other, code: errno) }
  }

  /// Points a link somewhere else, atomically.
  package static func link(_ path: String, to target: String) throws(SystemFailure) {
    let partial = path + ".partial"
    unsafe unlink(partial)
    guard unsafe symlink(target, partial) == 0 else { throw SystemFailure(path: path, code: errno) }
    try rename(partial, to: path)
  }

  /// Where a link points, or nil where there is no link.
  package static func target(ofLink path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }
}

extension SystemFailure {
  /// Whether the limit of open files, of the process or the system, is reached.
  package var isOfOpenFiles: Bool { code == EMFILE || code == ENFILE }
}
