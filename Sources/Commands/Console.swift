import Findings
import Folders
import FoundationEssentials
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error; everything that a command says goes through here, with nothing in it that a terminal obeys.
package final class Console: Sendable {
  /// Why standard output can no longer be written.
  private let failure = Mutex<Int32?>(nil)

  /// Writes to standard output. Once that has failed nothing more is written, and `finding` says so.
  package func print(_ text: String) {
    failure.withLock { failure in
      if failure == nil { failure = Self.write(text, to: 1) }
    }
  }

  /// The same of one line, which what it quotes, such as a path, never breaks.
  package func print(line: String) { print(Visible.text(line)) }

  package func complain(line: String) { complain(Visible.text(line)) }

  package func complain(_ text: String) { _ = Self.write(text, to: 2) }

  /// What became of standard output where it did not take all that was printed.
  var finding: Finding? {
    failure.withLock(\.self).map { code in
      Finding(
        "RUN-052",
        "standard output does not take what is printed: \(SystemFailure(path: "", code: code).reason)",
        hint: "what was printed is not whole; print to a file or a program that takes all of it")
    }
  }

  /// - Returns: the system's error where not all was written.
  private static func write(_ text: String, to file: Int32) -> Int32? {
    var rest = Array((Visible.lines(text) + "\n").utf8)[...]
    while !rest.isEmpty {
      // The kernel reads the bytes during the call only.
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe SystemFile.write(file, bytes.baseAddress, bytes.count)
      }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written == 0 || (errno != EINTR && errno != EAGAIN) {
        return written == 0 ? EIO : errno
      } else if errno == EAGAIN {
        // A reader who asked not to be waited for: wait all the same.
        var waited = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waited, 1, -1)
      }
    }
    return nil
  }
}
