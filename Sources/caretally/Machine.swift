import Commands
import FoundationEssentials
import Periods
import Runs
import Synchronization
import Tools

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a command reports its progress.
enum ProgressStyle: String, CaseIterable {
  /// Lines for people, on standard error, if that is a terminal.
  case auto
  case lines
  /// A JSON object for each line, on standard error.
  case json
  case none
}

extension RunHost {
  /// This machine: its clock, its name, this process.
  static func machine(_ style: ProgressStyle, _ console: Console) -> RunHost {
    let program = (try? Data(contentsOf: URL(filePath: executablePath))).map { contentDigest(Array($0)) }
    let isTerminal = isatty(2) == 1
    return RunHost(
      now: { moment() }, host: hostName(), process: Int(getpid()), program: program ?? "",
      tell: { report in
        switch style {
        case .json: console.complain(report.line)
        case .lines: console.complain(report.words)
        case .auto: if isTerminal { console.complain(report.words) }
        case .none: break
        }
      })
  }
}

extension StageReport {
  /// `validate   4188 records in 0.1 s, 41880 a second; about 3 s left`
  var words: String {
    let name = stage.rawValue + String(repeating: " ", count: max(0, 10 - stage.rawValue.count))
    var out = "\(name) \(count) \(unit)"
    if let seconds {
      out += " in \(tenths(seconds)) s"
      if seconds >= 0.1 { out += ", \(Int(Double(count) / seconds)) a second" }
    }
    if let secondsLeft, secondsLeft >= 0.1 { out += "; about \(tenths(secondsLeft)) s left" }
    return out
  }

  private func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

private func moment() -> Moment {
  Moment(clock: milliseconds(CLOCK_REALTIME), uptime: milliseconds(CLOCK_MONOTONIC))
}

private func milliseconds(_ clock: clockid_t) -> Int {
  var time = timespec()
  // Every system has this clock, and the address is of a local variable.
  guard unsafe clock_gettime(clock, &time) == 0 else { return 0 }
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

private func hostName() -> String {
  let name = ProcessInfo.processInfo.hostName
  return name.isEmpty ? "this machine" : name
}

var executablePath: String {
  FileManager.default.fileExists(atPath: "/proc/self/exe") ? "/proc/self/exe" : CommandLine.arguments[0]
}

/// Today in this machine's time zone.
///
/// `SOURCE_DATE_EPOCH` replaces the clock where it is set (reproducible-builds.org), so that a run can be repeated.
func today() -> Day {
  let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
  let now = epoch.map { Date(timeIntervalSince1970: $0) } ?? Date()
  let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: now)
  return Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1) ?? Day(number: 0)
}

private let kept = Mutex<[any Sendable]>([])

/// Keeps a value of many small parts alive until the process ends, when freeing it would take time for nothing.
func keepUntilExit(_ value: any Sendable) { kept.withLock { $0.append(value) } }
