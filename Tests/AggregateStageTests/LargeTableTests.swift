import AggregateStage
import Artefacts
import Declarations
import Periods
import Runs
import Statistics
import Testing

/// Figures of tables of one batch and of several are those of the cases put in order here.
@Suite struct LargeTableTests {
  private struct Case {
    var person: Int
    var requested: Day
    var completed: Day
    var days: Int { completed - requested }
  }

  private static func cases(_ count: Int) -> [Case] {
    (0..<count).map { number in
      let completed = Council.asOf - number * 7 % 900
      return Case(
        person: number * 31 % (count / 3), requested: completed - number * number % 397, completed: completed)
    }
  }

  private static func extract(_ cases: [Case]) -> [UInt8] {
    var out = Array("assessment_id,person_id,requested_on,completed_on,closed_on\n".utf8)
    for (number, one) in cases.enumerated() {
      out += "A\(number),P\(one.person),\(one.requested),\(one.completed),\n".utf8
    }
    return out
  }

  private static func measure(_ id: String) throws -> Declared<Measure> {
    try #require(try Council.workspace.catalogue.measures.all.first { $0.value.measure.value == id })
  }

  @Test(arguments: [2_000, 66_000]) func mediansAreThoseOfTheCases(_ count: Int) throws {
    let cases = Self.cases(count)
    let period = ReportingPeriod(latest: .rollingYear, asOf: Council.asOf)
    let counted = try Council.count(
      ["assessments": Self.extract(cases)], [Self.measure("assessments-completed-median-days")],
      over: [period])
    let days = cases.filter { $0.completed >= period.start && $0.completed <= period.end }.map(\.days)
      .sorted()
    #expect(days.count > count / 3)
    let middle = days[(days.count - 1) / 2] + days[days.count / 2]
    let reading = try #require(counted.readings.first)
    #expect(reading.rounded(to: 1) == FixedPoint(units: middle * 5, places: 1))
    #expect(reading.denominator == days.count)
  }

  @Test(arguments: [1, 40]) func personsAreThoseOfTheCases(_ days: Int) throws {
    let cases = Self.cases(9_000)
    let periods = (0..<days).map { back in
      let day = Council.asOf - 40 - back * 9
      return ReportingPeriod(.day, from: day, to: day)
    }
    let counted = try Council.count(
      ["assessments": Self.extract(cases)], [Self.measure("people-waiting-for-assessment")], over: periods)
    #expect(counted.readings.count == days)
    for reading in counted.readings {
      let day = reading.key.period.end
      let people = Set(cases.filter { $0.requested <= day && $0.completed > day }.map(\.person))
      #expect(reading.numerator == people.count)
      #expect(people.count > 100)
    }
  }

  /// Totals by days alone, one of which may lie far off; a case may lack its end, and periods come in no order and again.
  @Test(arguments: [false, true]) func totalsAreThoseOfTheCases(_ isFarOff: Bool) throws {
    var cases = Self.cases(3_000)
    if isFarOff { cases[7].requested = try #require(Day(iso: "1066-10-14")) }
    var lines = Self.extract(cases)
    lines += "OPEN,P1,2024-05-01,,\n".utf8
    let ends = (0..<60).map { Council.asOf - $0 * 37 % 50 * 13 } + [Council.asOf]
    let periods = ends.map { ReportingPeriod(.day, from: $0, to: $0) }
    let counted = try Council.count(
      ["assessments": lines],
      [Self.measure("assessments-waiting"), Self.measure("people-waiting-for-assessment")], over: periods)
    #expect(counted.readings.count == Set(periods).count * 2, "a period asked for again has one figure")
    for reading in counted.readings {
      let day = reading.key.period.end
      let waiting = cases.filter { $0.requested <= day && $0.completed > day }
      let open = day >= Day(iso: "2024-05-01") ?? day
      let people = Set(waiting.map(\.person) + (open ? [1] : []))
      let isOfPeople = reading.key.measure == "people-waiting-for-assessment"
      #expect(reading.numerator == (isOfPeople ? people.count : waiting.count + (open ? 1 : 0)), "\(day)")
    }
  }
}
