import FoundationEssentials
import Packing
import Pipelines
import Tables
import Testing

/// Every byte that anybody may read, of 50 small councils.
///
/// Nothing in it may depend on what the policy did not print: where every printed figure of two runs is equal, so is
/// every byte. That holds for every format there is or will be, since it reads none of them.
@Suite struct LeakTests {
  private static let councils = 50

  private static let trials = Result { () throws -> [LeakTrial] in
    let workspace = try LeakProject.workspace()
    return try parallelMap(councils) { index in Result { try LeakTrial(seed: index + 1, in: workspace) } }.map
    { try $0.get() }
  }

  @Test func noPersonalValueAndNoTextOfARefusedRecordIsPublic() throws {
    for trial in try Self.trials.get() {
      #expect(trial.leaks.isEmpty, "council \(trial.seed): \(trial.leaks.prefix(5))")
    }
  }

  @Test func noTableCountsFewerCasesThanThePolicyPrints() throws {
    for trial in try Self.trials.get() {
      #expect(trial.smallCounts.isEmpty, "council \(trial.seed): \(trial.smallCounts.prefix(5))")
    }
  }

  @Test func whatIsNotPrintedChangesNoByte() throws {
    for trial in try Self.trials.get() {
      for change in trial.changes where change.hasSameFigures {
        #expect(
          change.differing.isEmpty, "council \(trial.seed), \(change.name): \(change.differing.prefix(5))")
      }
      for change in trial.unprinted {
        #expect(change.hasSameFigures, "council \(trial.seed), \(change.name) moves a figure")
      }
    }
  }

  /// The tests above could all be passed by publishing nothing, or by changes that always move a figure.
  @Test func enoughIsPublishedAndEnoughIsTried() throws {
    let trials = try Self.trials.get()
    let published = trials.filter { !$0.isHeldBack }
    for trial in trials {
      print(
        "STAT", trial.seed, trial.isHeldBack, trial.files,
        trial.changes.map { "\($0.name) \($0.hasSameFigures)" })
    }
    #expect(published.count >= Self.councils * 3 / 4, "\(published.count) councils published")
    #expect(published.allSatisfy { $0.files > 30 })
    for name in LeakTrial.sometimes {
      let tried = trials.flatMap(\.changes).filter { $0.name == name }
      let same = tried.count(where: \.hasSameFigures)
      #expect(same >= 3, "\(name): figures the same \(same) times of \(tried.count)")
    }
  }
}
