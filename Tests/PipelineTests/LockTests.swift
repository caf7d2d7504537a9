import Findings
import FoundationEssentials
import Periods
import Testing

@testable import Runs
@testable import Tools

@Suite struct LockTests {
  @Test func aSecondRunIsToldWhoHoldsTheLock() throws {
    let fixture = try StoreFixture()
    try fixture.store.prepare()
    let lock = try RunLock(fixture.store.lock, in: fixture.surroundings)
    let refusal = #expect(throws: Finding.self) { try fixture.run("2026-10-31") }
    #expect(refusal?.code == "RUN-010")
    #expect(
      refusal?.message == """
        another run holds '\(fixture.store.lock)': process 4711 on care-01, started 2027-01-15T08:00:01Z
        """)
    lock.release()
    #expect(fixture.store.latest == nil)
  }

  @Test func aLockOfARunThatWasCutOffIsExplainedAndTaken() throws {
    let fixture = try StoreFixture()
    try fixture.store.prepare()
    try Data(#"{ "pid": 99, "host": "care-02", "started": "2026-10-30T01:00:00Z" }"#.utf8)
      .write(to: URL(filePath: fixture.store.lock))
    let outcome = try fixture.run("2026-10-31")
    #expect(outcome.state == .published)
    #expect(
      outcome.notes.first == """
        the run of process 99 on care-02, started 2026-10-30T01:00:00Z, was interrupted before it ended
        """)
  }

  @Test func aRunLeavesNoNameInTheLock() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    #expect(try fixture.text(fixture.store.lock).isEmpty)
    #expect(try fixture.run("2026-10-31").notes.count == 1)
  }
}
