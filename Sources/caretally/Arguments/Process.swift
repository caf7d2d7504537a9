import FoundationEssentials
import Periods

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Today in this machine's time zone.
func today() -> Day {
  let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
  return Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1) ?? Day(number: 0)
}

/// Turns signals that would end the process without a word into errors or words.
func surviveSignals() {
  // A reader that has gone away, as `| head` does, must not end a run; nor a limit on file sizes before it is told.
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
  // An extract that another program shortens while it is read is gone from under the mapping; only `write` and
  // `_exit` may be called here (signal-safety(7)).
  signal(SIGBUS) { _ in
    let words: StaticString = """
      error[FILE-020]: an extract was shortened while it was being read; nothing was published
       = hint: run again once the extract has been delivered whole

      """
    _ = unsafe write(2, words.utf8Start, words.utf8CodeUnitCount)
    _exit(ExitStatus.unreadable.rawValue)
  }
}

func exitProcess(_ status: Int32) -> Never { exit(status) }
