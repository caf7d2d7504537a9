import Declarations
import Findings
import FoundationEssentials
import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Feeds the readers mutated input and checks that nothing crashes, hangs or fills the memory.
///
/// `Fuzz EXECUTIONS [SEED]`: so many in all, shared out over the readers. Input number n of a seed is always the same;
/// `Fuzz --only TARGET FROM COUNT SEED` runs some of them again. Meant for a release build with the address sanitizer.
@main struct Fuzz {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.count == 5, words[0] == "--only", let target = FuzzTarget.named(words[1]),
      let from = UInt64(words[2]),
      let count = UInt64(words[3]), let seed = UInt64(words[4])
    {
      run(target, from: from, count: count, seed: seed, isVerbose: true)
      return
    }
    let total = words.first.flatMap(UInt64.init) ?? 100_000
    let seed = words.dropFirst().first.flatMap(UInt64.init) ?? 1
    var done: UInt64 = 0
    for target in FuzzTarget.all {
      let count = total * target.share / 100
      run(target, from: 0, count: count, seed: seed, isVerbose: false)
      done += count
    }
    checkMemory()
    print("\(done) executions, no crash, no hang; at most \(peakMemory() >> 10) MB of memory")
  }

  static func run(_ target: FuzzTarget, from: UInt64, count: UInt64, seed: UInt64, isVerbose: Bool) {
    let wall = ContinuousClock()
    let start = wall.now
    // Processor time: on a busy machine the wall clock tells of the neighbours.
    var slowest = (number: from, seconds: 0.0)
    for number in from..<from + count {
      var chance = FuzzChance(state: seed &* 0x9E37_79B9 &+ number &* 0xD1B5_4A32_D192_ED03)
      if isVerbose { print("\(target.name) \(number)") }
      let began = clock()
      target.execute(&chance)
      let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
      if seconds > slowest.seconds { slowest = (number, seconds) }
      // A hang is said by stopping: nothing here holds more than some kilobytes.
      precondition(seconds < mostSeconds, "\(target.name) \(number) of seed \(seed) took \(seconds) s")
      if number % 250_000 == 249_999 {
        print("\(target.name) \(number + 1)")
        checkMemory()
      }
    }
    let rate = Double(count) / max(0.001, (wall.now - start) / .seconds(1))
    print(
      "\(target.name): \(count) executions, \(Int(rate)) a second, the slowest number \(slowest.number): \(slowest.seconds) s"
    )
  }

  /// Of processor time, for one input.
  static let mostSeconds = 5.0

  /// The sanitizer itself holds back a quarter of a gigabyte of freed memory.
  static func checkMemory() { precondition(peakMemory() < 1 << 20, "memory grew beyond 1 GB") }

  /// In KiB, as Linux tells it; 0 elsewhere.
  static func peakMemory() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }
}

/// One reader, with what it starts from.
struct FuzzTarget: Sendable {
  let name: String
  /// Per cent of the executions.
  let share: UInt64
  let execute: @Sendable (inout FuzzChance) -> Void

  static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

  static var all: [FuzzTarget] { [csv, gzip, workbook, json, expression] }
}
