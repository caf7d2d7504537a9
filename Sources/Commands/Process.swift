import CSystem
import Findings

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns signals that would silently end the process into errors or messages.
func surviveSignals() {
  // A reader that has gone away, as with `| head`, must not end a run, nor a limit on file sizes before it is reported.
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
  // An extract that another program shortens while it is read disappears from the mapping. Only `write` and `_exit` may
  // be called here (signal-safety(7)).
  signal(SIGBUS) { _ in
    let words: StaticString = """
      error[FILE-020]: an extract was shortened while it was being read; nothing was published
       = hint: run again once the extract has been delivered whole

      """
    _ = unsafe write(2, words.utf8Start, words.utf8CodeUnitCount)
    _exit(ExitStatus.unreadable.rawValue)
  }
}

/// Opens standard files that were closed by the caller, so that no file of a run gets the number of standard output.
func openStandardFiles() {
  for file in 0...2 as ClosedRange<Int32> where fcntl(file, F_GETFD) < 0 {
    // Read-only: printing there fails, and is reported. The lowest free number is used.
    _ = unsafe open("/dev/null", O_RDONLY)
  }
}

/// The least address space (`ulimit -v`) in which the example council's nightly run finishes, with a margin.
private let leastMemory = 512 << 20

/// Reports a lack of memory: at once where the limit is too low for any run, otherwise when it happens.
func lackOfMemory() -> Finding? {
  let words: StaticString = """
    error[RUN-053]: the system refuses more memory; the command ended before its work was done
     = hint: raise the account's limit on memory (ulimit -v), or run where there is more

    """
  // A literal does not move.
  unsafe caretally_tell_of_memory(
    words.utf8Start, words.utf8CodeUnitCount, ExitStatus.unwritable.rawValue)
  let limit = caretally_memory_limit()
  guard limit > 0, limit < leastMemory else { return nil }
  return Finding(
    "RUN-053",
    "this account may use \(limit >> 20) MiB of memory (ulimit -v), and CareTally needs \(leastMemory >> 20)",
    hint: "nothing was done; raise the limit, or do not set one")
}

/// Keeps freed memory for later use where the system's allocator would return it at once.
///
/// A run makes and frees thousands of arrays of some hundred kilobytes, and the kernel would clear their pages each time: a
/// tenth of its time. The amount kept is limited, and larger arrays are still returned.
func keepFreedMemory() {
  #if canImport(Glibc)
    caretally_keep_freed_memory(8 << 20, 16 << 20, 1 << 20)
  #endif
}

func exitProcess(_ status: Int32) -> Never { exit(status) }
