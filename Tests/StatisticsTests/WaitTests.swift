import Statistics
import TestKit
import Testing

@Suite struct WaitTests {
  private func waits(_ ended: [Int], stillWaiting: [Int] = []) -> [KaplanMeier.Wait] {
    ended.map { .init(days: $0, hasEnded: true) } + stillWaiting.map { .init(days: $0, hasEnded: false) }
  }

  @Test(arguments: goldenRows("kaplan_meier.csv"))
  func agreesWithExactFractionsAndScipy(row: GoldenRow) throws {
    let waits = zip(try row.wholes("days"), try row.wholes("ended")).map {
      KaplanMeier.Wait(days: $0, hasEnded: $1 == 1)
    }
    let estimate = try #require(KaplanMeier(waits))
    #expect(try estimate.steps.map(\.days) == row.wholes("step_days"))
    #expect(try zip(estimate.steps, row.reals("shares")).allSatisfy { agrees($0.share, $1) })
    let errors = try row.list("errors").map(Double.init)
    #expect(errors.count == estimate.steps.count)
    #expect(
      zip(estimate.steps, errors).allSatisfy { step, error in
        step.standardError.map { ours in error.map { agrees(ours, $0) } ?? false } ?? (error == nil)
      })
    #expect(try estimate.median == row.wholeIfAny("median"))
    #expect(try estimate.days(within: 75) == row.wholeIfAny("upper_quartile"))
  }

  @Test(arguments: goldenRows("delayed_entries.csv"))
  func agreesWhereSomeAreSeenLate(row: GoldenRow) throws {
    let days = try row.wholes("days")
    let waits = try zip(days, zip(row.wholes("ended"), row.wholes("entered"))).map {
      KaplanMeier.Wait(days: $0, hasEnded: $1.0 == 1, entered: $1.1)
    }
    let estimate = try #require(KaplanMeier(waits))
    #expect(try estimate.steps.map(\.days) == row.wholes("step_days"))
    #expect(try estimate.steps.map(\.atRisk) == row.wholes("at_risk"))
    #expect(try zip(estimate.steps, row.reals("shares")).allSatisfy { agrees($0.share, $1) })
    let interval = estimate.medianInterval(.ninetyFive)
    #expect(try estimate.median == row.wholeIfAny("median"))
    #expect(try interval.lower == row.wholeIfAny("lower"))
    #expect(try interval.upper == row.wholeIfAny("upper"))
  }

  @Test func aWaitThatEndedBeforeItWasSeenIsRefused() {
    #expect(KaplanMeier([.init(days: 3, hasEnded: true, entered: 4)]) == nil)
    #expect(KaplanMeier([.init(days: 3, hasEnded: true, entered: 3)])?.median == 3)
  }

  @Test func theStillWaitingMakeTheMedianLonger() throws {
    // Ended after 10, 20, 30; still waiting after 25, 40, 50. By hand: 5/6 after 10, 4/6 after 20; at 30 three
    // are left, so 4/6 × 2/3 = 4/9.
    let estimate = try #require(KaplanMeier(waits([10, 20, 30], stillWaiting: [25, 40, 50])))
    let shares = estimate.steps.filter { $0.ended > 0 }.map(\.share)
    let expected: [Double] = [5.0 / 6, 4.0 / 6, 4.0 / 9]
    #expect(zip(shares, expected).allSatisfy { agrees($0, $1) } && shares.count == 3)
    #expect(estimate.steps.map(\.atRisk) == [6, 5, 4, 3, 2, 1])
    #expect(estimate.median == 30)
    #expect(try #require(KaplanMeier(waits([10, 20, 30]))).median == 20, "completed waits alone look better")
  }

  @Test func aMedianThatIsNotReachedIsNotGiven() throws {
    let estimate = try #require(KaplanMeier(waits([10, 20], stillWaiting: [30, 30, 30])))
    #expect(estimate.median == nil, "three fifths are still waiting")
    #expect(estimate.days(within: 40) == 20)
    #expect(try #require(KaplanMeier(waits([], stillWaiting: [5, 6]))).median == nil)
    let none = try #require(KaplanMeier([]))
    #expect(none.steps.isEmpty && none.median == nil)
  }

  @Test func waitsThatEndComeBeforeThoseThatGoOnTheSameDay() throws {
    // All four are at risk on day 7: 2/4. Were those still waiting to leave first, it would be 0/2.
    let estimate = try #require(KaplanMeier(waits([7, 7], stillWaiting: [7, 7])))
    #expect(estimate.steps.count == 1)
    #expect(
      estimate.steps[0].atRisk == 4 && estimate.steps[0].ended == 2 && estimate.steps[0].stillWaiting == 2)
    #expect(estimate.steps[0].share == 0.5 && estimate.median == 7)
  }

  @Test func aWaitOfNoDaysCountsAndANegativeOneIsRefused() throws {
    #expect(try #require(KaplanMeier(waits([0, 0, 9]))).median == 0)
    #expect(KaplanMeier(waits([-1])) == nil)
  }

  @Test func withNobodyStillWaitingItIsTheShareLeft() {
    forAll(
      count: 300,
      generate: { g in (0..<Int.random(in: 1...80, using: &g)).map { _ in Int.random(in: 0...90, using: &g) }
      }
    ) {
      days in
      let estimate = try #require(KaplanMeier(waits(days)))
      let sorted = days.sorted()
      return estimate.steps.allSatisfy { step in
        step.share == Double(days.count { $0 > step.days }) / Double(days.count)
      } && estimate.median == sorted[(days.count - 1) / 2]
    }
  }

  @Test func theOrderOfWaitsChangesNothing() {
    let make = { (generator: inout Seeded) in
      (0..<60).map { _ in
        KaplanMeier.Wait(
          days: Int.random(in: 0...40, using: &generator), hasEnded: Bool.random(using: &generator))
      }
    }
    forAll(count: 200, generate: make) { waits in
      var generator = Seeded(seed: 1)
      return KaplanMeier(waits)?.steps == KaplanMeier(waits.shuffled(using: &generator))?.steps
    }
  }

  @Test func agesWaitsInBands() throws {
    let bands = try #require(AgeingBands(upTo: [42, 84]))
    #expect(bands.labels == ["0 to 42 days", "43 to 84 days", "85 days and over"])
    #expect(bands.counts(of: [0, 42, 43, 84, 85, 400]) == [2, 2, 2])
    #expect(bands.counts(of: []) == [0, 0, 0])
    #expect(bands.counts(of: [3, -1]) == nil, "a negative wait belongs to no band")
    #expect(bands.band(of: -1) == nil)
    #expect(
      AgeingBands(upTo: []) == nil && AgeingBands(upTo: [7, 7]) == nil && AgeingBands(upTo: [-1]) == nil)
    #expect(AgeingBands(upTo: [0, 6])?.labels == ["0 days", "1 to 6 days", "7 days and over"])
  }

  @Test func aListBalancesOrSaysByHowMuchItDoesNot() {
    let balance = FlowBalance(opening: 592, joined: 140, left: 150, closing: 582)
    #expect(balance.balances && balance.unexplained == 0)
    #expect(FlowBalance(opening: 592, joined: 140, left: 150, closing: 585).unexplained == 3)
    #expect(FlowBalance(opening: 592, joined: 140, left: 150, closing: 580).unexplained == -2)
    let next = FlowBalance(opening: 582, joined: 0, left: 2, closing: 580)
    let restated = FlowBalance(opening: 579, joined: 1, left: 0, closing: 580)
    #expect(FlowBalance.breaks(in: [balance, next, restated]) == [2])
    #expect(FlowBalance.breaks(in: []).isEmpty)
  }

  /// Ten waits that end after 1, 2, … 10 days in order: by hand nine tenths last longer than 1, and so on. Over 7 days
  /// three are left, over 14 none.
  @Test func aCurveHasAPointForEveryWeekInWhichAWaitEnded() throws {
    let estimate = try #require(KaplanMeier(waits(Array(1...10) + [40])))
    let curve = WaitCurve(estimate)
    #expect(curve.points.map(\.days) == [7, 14, 42], "no point where nothing ended")
    // 4, 1 and 0 of 11.
    #expect(curve.points.map(\.share.description) == ["36", "9", "0"])
    #expect(curve.points.map(\.ended) == [7, 3, 1])
    #expect(curve.points.map(\.atRisk) == [4, 1, 0])
    #expect(curve.coarsened(to: 3).points.map(\.days) == [7, 42], "after 14 one wait would be left over")
    #expect(curve.coarsened(to: 3).points.map(\.ended) == [7, 4])
    #expect(curve.coarsened(to: 5).points.map(\.days) == [42])
    #expect(WaitCurve(try #require(KaplanMeier([]))).points.isEmpty)
    #expect(WaitCurve(try #require(KaplanMeier(waits([], stillWaiting: [5])))).points.isEmpty)
  }

  @Test func aCurveOfLongWaitsHasNoMorePointsThanThereIsRoomFor() throws {
    let estimate = try #require(KaplanMeier(waits((1...3000).map { $0 })))
    let curve = WaitCurve(estimate)
    #expect(curve.points.first?.days == 91 && curve.points.count == 33)
    #expect(curve.points.last?.share.units == 0)
  }

  /// Nobody's own wait may be read off a curve: every step has enough people in it, as does what lies beyond the last.
  @Test func everyStepOfACoarsenedCurveHasEnoughPeople() {
    forAll(count: 300) { generator in
      (0..<Int.random(in: 1...60, using: &generator)).map { _ in
        KaplanMeier.Wait(
          days: Int.random(in: 0...400, using: &generator), hasEnded: Bool.random(using: &generator))
      }
    } holds: { waits in
      guard let estimate = KaplanMeier(waits) else { return false }
      let curve = WaitCurve(estimate)
      let coarse = curve.coarsened(to: 5)
      let shown = coarse.points.reduce(0) { $0 + $1.ended }
      let rest = waits.count(where: \.hasEnded) - shown
      return coarse.points.allSatisfy { $0.ended >= 5 && ($0.atRisk == 0 || $0.atRisk >= 5) }
        && (coarse.points.isEmpty || rest == 0 || rest >= 5)
        && zip(coarse.points, coarse.points.dropFirst()).allSatisfy { $0.share.units >= $1.share.units }
        && curve.points.reduce(0) { $0 + $1.ended } == waits.count(where: \.hasEnded)
    }
  }
}
