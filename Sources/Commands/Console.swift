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

/// Standard output and standard error. All output of commands goes through here, without control characters.
package final class Console: Sendable {
  /// The error after which standard output can no longer be written.
  private let failure = Mutex<Int32?>(nil)

  /// Writes to standard output. After a failure nothing more is written, and `finding` reports it.
  ///
  /// On a terminal, lines that are wider than it are broken between words.
  package func print(_ text: String) {
    let shown = TerminalLines.width(of: 1).map { TerminalLines.fitted(text, to: $0) } ?? text
    failure.withLock { failure in
      if failure == nil { failure = Self.write(shown, to: 1) }
    }
  }

  /// As above for one line, which quoted text, such as a path, never breaks.
  package func print(line: String) { print(Visible.text(line)) }

  package func complain(line: String) { complain(Visible.text(line)) }

  package func complain(_ text: String) { _ = Self.write(text, to: 2) }

  /// The finding for a failure of standard output.
  var finding: Finding? {
    failure.withLock(\.self).map { code in
      Finding(
        "RUN-052",
        "standard output could not be written: \(SystemFailure(path: "", code: code).reason)",
        hint: "the output is incomplete; write it to a file, or to a program that reads all of it")
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
        // A reader set the output to non-blocking: wait for it.
        var waited = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waited, 1, -1)
      }
    }
    return nil
  }
}
