import Artefacts
import DisclosureStage
import Statistics
import TestKit
import Testing

/// Suppression judged by what a reader could fill in, and not by the proof that chose it.
@Suite struct FillingOracleTests {
  /// Teams, reasons and each team's reasons; the counts of a few people.
  @Test func noFillingOfACrossedTableNarrowsACount() {
    forAll(count: trials(200)) {
      SampleTable(
        &$0, crossed: true, teams: 2...3, reasons: 2...2, sizes: [4, 8, 12], thresholds: 3...5,
        bases: [1, 1, 5])
    } holds: { table in
      FillingOracle(table, table.disclosed()).narrowed().isEmpty
    }
  }

  /// Teams and reasons alone: what lies in each team's reasons nobody prints, and it must add up all the same.
  @Test func noFillingOfTwoBreakdownsNarrowsACount() {
    forAll(count: trials(200)) {
      SampleTable(
        &$0, crossed: false, teams: 2...3, reasons: 2...2, sizes: [4, 8, 12], thresholds: 3...5,
        bases: [1, 1, 5])
    } holds: { table in
      FillingOracle(table, table.disclosed()).narrowed().isEmpty
    }
  }

  /// Percentages with both their counts, what is left of them, and a count of the same cases in another table.
  @Test func noFillingOfPercentagesNarrowsACountOrWhatIsLeft() {
    forAll(count: trials(200)) {
      SampleTable(
        &$0, crossed: false, proportion: true, teams: 2...2, reasons: 2...2, sizes: [3, 5, 7],
        thresholds: 3...4,
        bases: [1, 1, 5])
    } holds: { table in
      FillingOracle(table, table.disclosed()).narrowed().isEmpty
    }
  }

  /// Rounded counts beside a percentage that is printed: what is left of them is none, or enough.
  @Test func noFillingOfRoundedPercentagesNarrowsACount() {
    forAll(count: trials(200)) {
      SampleTable(
        &$0, crossed: false, proportion: true, teams: 2...2, reasons: 1...1, sizes: [12, 16],
        thresholds: 6...8, bases: [5])
    } holds: { table in
      FillingOracle(table, table.disclosed()).narrowed().isEmpty
    }
  }

  /// A nought is printed as it is: were one hidden, "hidden" would stand for nought, and with it every hidden count.
  @Test func noNoughtIsHidden() {
    forAll(count: trials(300)) {
      SampleTable(&$0, crossed: true, sizes: [2, 4, 12])
    } holds: { table in
      zip(table.disclosed().printed, table.readings).allSatisfy { row, reading in
        reading.numerator != 0 || row.value.number?.units == 0
      }
    }
  }

  /// The judge can find something: with the small counts hidden and nothing else, many tables give one away.
  @Test(arguments: [(true, false), (false, true)])
  func smallCountsAloneAreGivenAway(crossed: Bool, proportion: Bool) {
    var narrowed = 0
    var hiding = 0
    forAll(count: trials(120)) {
      SampleTable(
        &$0, crossed: crossed, proportion: proportion, teams: 2...2, reasons: 2...2, sizes: [7],
        thresholds: 3...4,
        bases: [1])
    } holds: { table in
      var primary = table.disclosed()
      for (index, reading) in table.readings.enumerated() {
        primary.hideSmallAlone(index, reading, table.policy)
      }
      let oracle = FillingOracle(table, primary)
      if !oracle.secrets.isEmpty { hiding += 1 }
      if !oracle.narrowed().isEmpty { narrowed += 1 }
      return true
    }
    #expect(hiding > trials(60))
    #expect(narrowed * 2 > hiding, "\(narrowed) of \(hiding)")
  }

  /// 37 of 40 in time leaves 3 who were not: the policy hides under 5, so nothing of the row is printed.
  @Test(arguments: [
    (37, 40, "c"), (36, 40, "c"), (35, 40, "87.5"), (40, 40, "100.0"), (4, 40, "c"), (5, 40, "12.5"),
  ])
  func aRowIsHiddenForWhatIsLeftOfIt(numerator: Int, denominator: Int, printed: String) {
    let reading = Reading(
      key: .init(measure: "seen-in-time", period: SampleTable.period), numerator: numerator,
      denominator: denominator, value: Fraction(numerator, denominator), multiplier: 100)
    let disclosed = disclose(
      SampleTable.aggregated([reading]), under: DisclosurePolicy(threshold: 5),
      named: SampleTable.declaration,
      measures: SampleTable.measures)
    #expect(disclosed.printed.map(\.value.tidy) == [printed])
  }
}

extension FillingOracle {
  /// What readers have of a table as it is printed; its cells are each team's reasons, those in time apart where they are told.
  init(_ table: SampleTable, _ disclosed: DisclosedCounts) {
    let columns = table.cells[0].count
    let count = table.cells.count * columns
    let flat = table.cells.flatMap(\.self)
    let isSplit = table.readings.contains { $0.key.measure == "seen-in-time" }
    truth = isSplit ? flat.map(\.n) + flat.map { $0.d - $0.n } : flat.map(\.d)
    most = (truth.max() ?? 0) + table.policy.threshold + 2
    let policy = table.policy
    for (row, reading) in zip(disclosed.printed, table.readings) {
      let place = Self.cells(of: reading.key.category, table)
      let (inTime, late) = (place, isSplit ? place.map { $0 + count } : [])
      if reading.key.measure == "waiting" {
        add("\(reading.key)", row.numerator, inTime + late, policy, mayBeNought: false)
      } else {
        add("\(reading.key) numerator", row.numerator, inTime, policy, mayBeNought: true)
        add("\(reading.key) denominator", row.denominator, inTime + late, policy, mayBeNought: false)
        let left = late.reduce(0) { $0 + truth[$1] }
        if row.numerator?.number != nil, row.denominator?.number != nil {
          sums.append(
            Sum(cells: late, least: 0, most: most * late.count, leastPositive: max(1, policy.threshold)))
        }
        // Where nothing is left there is nothing to protect.
        if row.value.isHidden, left > 0 { keep("\(reading.key) remainder", late, policy, isCounted: false) }
      }
    }
  }

  private static func cells(of category: Reading.Category?, _ table: SampleTable) -> [Int] {
    let columns = table.cells[0].count
    let all = Array(0..<table.cells.count * columns)
    guard let category else { return all }
    let labels = category.label.split(separator: " × ")
    return all.filter { cell in
      labels.allSatisfy { $0 == "T\(cell / columns)" || $0 == "R\(cell % columns)" }
    }
  }

  private mutating func add(
    _ name: String, _ figure: Figure?, _ cells: [Int], _ policy: DisclosurePolicy, mayBeNought: Bool
  ) {
    guard let figure else { return }
    if let told = Self.told(figure, policy) {
      sums.append(Sum(cells: cells, least: told.lowerBound, most: told.upperBound))
      guard policy.roundingBase > 1, figure.number.map({ $0.units > 0 }) ?? false else { return }
      secrets.append(Secret(name: name, cells: cells, truth: sum(cells), width: 2, small: nil))
    } else if figure.isHidden {
      // A nought is never hidden by itself, but beside a hidden denominator it is.
      let least = mayBeNought || policy.hidesZero ? 0 : 1
      sums.append(Sum(cells: cells, least: least, most: most * cells.count))
      keep(name, cells, policy, isCounted: true)
    }
  }

  private mutating func keep(_ name: String, _ cells: [Int], _ policy: DisclosurePolicy, isCounted: Bool) {
    let least = isCounted && policy.hidesZero ? 0 : 1
    secrets.append(
      Secret(
        name: name, cells: cells, truth: sum(cells),
        width: policy.hidesZero ? policy.threshold : policy.threshold - 1,
        small: least...max(least, policy.threshold - 1)))
  }

  private func sum(_ cells: [Int]) -> Int { cells.reduce(0) { $0 + truth[$1] } }
}

extension DisclosedCounts {
  /// Prints a row by its own counts alone, and what is left of them.
  fileprivate mutating func hideSmallAlone(_ index: Int, _ reading: Reading, _ policy: DisclosurePolicy) {
    let counts = [reading.numerator, reading.denominator].compactMap(\.self)
    let left = counts.count == 2 ? counts[1] - counts[0] : 0
    let isSmall = counts.contains(where: policy.hides) || left > 0 && policy.hides(left)
    ledger[index].printed.numerator = policy.count(reading.numerator, isHidden: isSmall)
    if reading.denominator != nil {
      ledger[index].printed.denominator = policy.count(reading.denominator, isHidden: isSmall)
    }
    ledger[index].printed.value =
      isSmall ? policy.count(reading.numerator, isHidden: true) : policy.count(reading.numerator)
  }
}
