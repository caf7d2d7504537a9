import Synchronization
import Tables
import Testing

/// Work on all cores, and work inside it, must do every index once and return each result in its place.
@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 2, 3, 64, 1_000])
  func everyIndexIsDoneOnce(_ count: Int) {
    let times = Mutex([Int](repeating: 0, count: count))
    parallelForEach(count) { index in times.withLock { $0[index] += 1 } }
    #expect(times.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  /// Uneven, so that some wait while others have work left, three deep and over and over.
  @Test func workInsideWorkIsWholeAndInOrder() {
    func sum(_ count: Int) -> Int { (0..<count).reduce(0, +) }
    for round in 0..<200 {
      let found = parallelMap(7) { outer in
        parallelMap(outer * 5) { middle in
          parallelMap(weights: Array(0..<middle % 4)) { $0 + middle }.reduce(outer + round, +)
        }
      }
      for outer in 0..<7 {
        let expected = (0..<outer * 5).map { middle in
          (0..<middle % 4).reduce(outer + round) { $0 + $1 + middle }
        }
        #expect(found[outer] == expected)
      }
    }
  }

  /// Callers on threads of their own share the cores, and none waits for another's work.
  @Test func callersSideBySideEachGetTheirOwn() {
    let found = parallelWaits(12) { caller in parallelMap(50) { index in caller * 100 + index } }
    for caller in found.indices { #expect(found[caller] == (0..<50).map { caller * 100 + $0 }) }
    let (one, other) = sideBySide({ parallelMap(9) { $0 } }, { parallelMap(9) { -$0 } })
    #expect(one == other.map { -$0 })
  }

  @Test func whatIsMadeLaterIsWaitedFor() {
    let later = Future { parallelMap(100) { $0 * $0 } }
    #expect(later.value == (0..<100).map { $0 * $0 })
    #expect(later.value.count == 100)
  }
}
