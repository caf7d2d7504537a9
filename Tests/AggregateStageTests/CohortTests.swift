import AggregateStage
import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import TestKit
import Testing

@Suite struct CohortTests {
  @Test func everyWaterfallAddsUpAndEveryNumeratorFits() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let counted = try Council.count(
        Council.extracts(seed: seed, people: 300), Council.cohortMeasures, over: Council.periods)
      #expect(counted.waterfalls.count == (try Council.cohortMeasures.count) * Council.periods.count)
      for waterfall in counted.waterfalls {
        let place = "\(waterfall.measure) \(waterfall.period.label) seed \(seed)"
        var remaining = waterfall.recordsIn
        for step in waterfall.steps {
          remaining -= step.excluded
          #expect(step.excluded >= 0 && step.remaining == remaining, "\(place): \(step.title)")
        }
        #expect(waterfall.denominator <= remaining, "\(place)")
        if let numerator = waterfall.numerator { #expect(numerator <= waterfall.denominator, "\(place)") }
        let reading = counted.readings.first {
          $0.key.measure == waterfall.measure && $0.key.period == waterfall.period
        }
        // What a rate is over is its population; what it counts is what the waterfall ends in.
        let counts = try #require(reading)
        let last = counts.population == nil ? counts.denominator : counts.numerator
        #expect(last == waterfall.denominator, "\(place)")
      }
    }
  }

  /// No definition may hang on the order of an extract.
  @Test func shufflingTheExtractsChangesNothing() throws {
    let measures = try Council.cohortMeasures
    forAll(count: 6) {
      $0.next()
    } holds: { seed in
      // Without faults: a key that is there twice is refused where it comes second, whichever that is.
      let extracts = Council.extracts(seed: seed % 50, people: 250).filter { !$0.value.isEmpty }
      var generator = Seeded(seed: seed)
      let clean = extracts.mapValues { singleLines($0) }
      let shuffled = clean.mapValues { lines -> [UInt8] in
        var body = Array(lines.dropFirst())
        body.shuffle(using: &generator)
        return Array((lines.prefix(1) + body).joined())
      }
      let one = try Council.count(clean.mapValues { Array($0.joined()) }, measures, over: Council.periods)
      let other = try Council.count(shuffled, measures, over: Council.periods)
      return one.readings == other.readings && one.waterfalls == other.waterfalls
    }
  }

  /// The lines of records that are one line each and whose key is there once.
  private func singleLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    let lines = bytes.split(separator: 10).map { Array($0) + [10] }
    return lines.filter { line in
      line.count(where: { $0 == 34 }) % 2 == 0 && seen.insert(Array(line.prefix { $0 != 44 })).inserted
    }
  }

  @Test func aDenominatorOfNothingIsAStateOfItsOwn() throws {
    let header =
      "service_id,person_id,service_type,service_component,client_type,started_on,ended_on,outcome,"
    let services = header + "delivery_mechanism,date_of_birth,accommodation_status\n"
    let row = "S1,P1,carer-direct,carer-respite,unpaid-carer,2026-01-01,,,,1960-01-01,\n"
    let measures = try Council.cohortMeasures.filter {
      ["reablement-no-further-support", "settled-home-18-to-64"].contains($0.value.measure.value)
    }
    let counted = try Council.count(
      ["support-services": Array((services + row).utf8)], measures, over: [Council.periods[0]])
    for reading in counted.readings {
      #expect(reading.missing == .nothingToMeasure && reading.value == nil && reading.denominator == 0)
    }
    #expect(counted.waterfalls.map(\.denominator) == [0, 0])
    #expect(counted.waterfalls.map(\.recordsIn) == [1, 1])
  }

  @Test(arguments: [
    (
      "reviews", "long-term-support-reviewed-in-year",
      "AGG-001: no extract of reviews, so 'long-term-support-reviewed-in-year' is not computed"
    ),
    (
      "accommodation_status", "settled-home-18-to-64",
      "AGG-002: the extract of support-services has no column for Accommodation status, so "
        + "'settled-home-18-to-64' is not computed"
    ),
  ])
  func whatACohortCannotReadIsSaid(missing: String, measure: String, expected: String) throws {
    let row =
      "service_id,person_id,client_type,service_type,started_on,ended_on,date_of_birth\n"
      + "S1,P1,service-user,long-term-nursing,"
    let measures = try Council.cohortMeasures.filter { $0.value.measure.value == measure }
    let counted = try Council.count(
      ["support-services": Array((row + "2026-01-01,,1950-01-01\n").utf8)], measures,
      over: [Council.periods[0]])
    #expect(counted.readings.map(\.missing) == [.unavailable])
    let said = counted.findings.filter { $0.code.rawValue.hasPrefix("AGG") }
    #expect(said.map { "\($0.code): \($0.message)" } == [expected])
  }
}
