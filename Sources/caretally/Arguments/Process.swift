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

func exitProcess(_ status: Int32) -> Never { exit(status) }
