import Artefacts
import DisclosureStage
import Statistics
import TestKit
import Testing

/// What is printed after suppression, attacked by somebody who has nothing else.
@Suite struct SuppressionPropertyTests {
  /// Teams beside reasons beside each team's reasons: every margin and every link between them.
  @Test(arguments: [false, true]) func nothingHiddenCanBeWorkedOut(crossed: Bool) {
    forAll(count: trials(crossed ? 600 : 1_000)) {
      SampleTable(&$0, crossed: crossed)
    } holds: { table in
      let tables = table.disclosed().tables(under: table.policy)
      return Audit(of: tables).exposures.isEmpty
    }
  }

  /// Percentages, both their counts, what is left of them, and a count of the same cases in another table.
  @Test func percentagesGiveNoCountAway() {
    forAll(count: trials(1_000)) {
      SampleTable(&$0, crossed: false, proportion: true)
    } holds: { table in
      let tables = table.disclosed().tables(under: table.policy)
      return Audit(of: tables).exposures.isEmpty
    }
  }

  /// The check can fail: with the small counts hidden and nothing else, most tables give one away.
  @Test func hidingSmallCountsAloneGivesThemAway() {
    var given = 0
    var withSmall = 0
    forAll(count: trials(400)) {
      SampleTable(&$0, crossed: true)
    } holds: { table in
      var primary = table.disclosed()
      for (index, reading) in table.readings.enumerated() {
        primary.show(index, table.policy.count(reading.numerator))
      }
      let audit = Audit(of: primary.tables(under: table.policy))
      if !audit.hidden.isEmpty { withSmall += 1 }
      if !audit.exposures.isEmpty { given += 1 }
      return true
    }
    #expect(withSmall > trials(320))
    #expect(given * 2 > withSmall, "\(given) of \(withSmall) tables with a small count")
  }

  /// A hidden count may be any of what is left possible, and is one of it.
  @Test func theTruthStaysPossible() {
    forAll(count: trials(200)) {
      SampleTable(&$0, crossed: true)
    } holds: { table in
      let audit = Audit(
        of: table.disclosed().tables(under: table.policy))
      let truth = Dictionary(
        table.readings.map { ($0.key.category, $0.numerator ?? -1) }, uniquingKeysWith: { first, _ in first })
      return !audit.isContradictory
        && audit.hidden.allSatisfy { hidden in
          truth[hidden.name.category].map { hidden.range.contains($0) } ?? false
        }
    }
  }

  /// Minimal in the sense that is claimed: no row that is hidden for another's sake could be shown alone.
  @Test func nothingIsHiddenInVain() {
    forAll(count: trials(60)) {
      SampleTable(&$0, crossed: true)
    } holds: { table in
      let disclosed = table.disclosed()
      for (index, reading) in table.readings.enumerated() {
        let isHidden = disclosed.printed[index].value.isHidden
        guard isHidden, let count = reading.numerator, !table.policy.hides(count) else { continue }
        var shown = disclosed
        shown.show(index, table.policy.count(count))
        let audit = Audit(of: shown.tables(under: table.policy))
        if audit.exposures.isEmpty { return false }
      }
      return true
    }
  }

  @Test func everySmallCountIsHidden() {
    forAll(count: trials(200)) {
      SampleTable(&$0, crossed: false, proportion: true)
    } holds: { table in
      zip(table.disclosed().printed, table.readings).allSatisfy { printed, reading in
        let small = [reading.numerator, reading.denominator].compactMap(\.self)
          .contains(where: table.policy.hides)
        return !small || (printed.value.number == nil && printed.numerator?.number == nil)
      }
    }
  }
}

extension DisclosedCounts {
  /// Prints a count in place of what is printed of it.
  fileprivate mutating func show(_ index: Int, _ figure: Figure) {
    ledger[index].printed.value = figure
    ledger[index].printed.numerator = figure
  }
}
