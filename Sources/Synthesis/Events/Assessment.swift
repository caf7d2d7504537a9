import Periods

/// One requested assessment, as it really happened.
struct Assessment: Sendable {
  enum Kind: UInt8, CaseIterable { case careAct, carer, occupationalTherapy, sensory, shortTerm, financial }
  enum Priority: UInt8, CaseIterable { case urgent, high, medium, low }
  enum Closure: UInt8, CaseIterable { case declined, noLongerNeeded, deceased, hospital, moved, elsewhere }
  enum Outcome: UInt8, CaseIterable { case support, continuation, reablement, advice, declined, noServices }

  var id: Int
  var person: Int
  var team: Team
  var kind: Kind
  var priority: Priority
  var requested: Day
  var contacted: Day?
  var allocated: Day?
  var started: Day?
  var completed: Day?
  var closed: Day?
  var closure: Closure?
  var outcome: Outcome?
  var hasPlan: Bool

  /// Not a carer's, and not financial.
  var isOfNeeds: Bool { kind != .carer && kind != .financial }

  /// The day the wait ended, with or without an assessment.
  var ended: Day? { completed ?? closed }
}

/// Years of requests, with how long each waited.
struct Assessments {
  let world: World
  private static let kindWeights = [520, 180, 160, 30, 60, 50]
  private static let medianDays = [30, 24, 45, 35, 7, 28]
  private static let priorityWeights = [90, 230, 480, 200]
  /// Thousandths of the usual wait.
  private static let priorityPace = [250, 700, 1000, 1600]
  private static let outcomeWeights = [430, 210, 90, 150, 50, 70]

  func simulate() -> [Assessment] {
    var chance = Chance(seed: world.seed, for: "assessments")
    let rhythm = Rhythm(yearly: max(4, world.people.count * 200 / 1000), growth: 40)
    // Nobody waits for two assessments of needs at the same time.
    var busyUntil = [Day](repeating: world.first - 1, count: world.people.count)
    var all: [Assessment] = []
    for day in world.days {
      for _ in 0..<rhythm.arrivals(on: day, before: world.asOf, world.office, &chance) {
        guard let person = world.population.someone(on: day, &chance), busyUntil[person] < day else {
          continue
        }
        let assessment = one(all.count + 1, person, day, &chance)
        busyUntil[person] = assessment.ended ?? world.asOf
        all.append(assessment)
      }
    }
    return all
  }

  private func one(_ id: Int, _ index: Int, _ day: Day, _ chance: inout Chance) -> Assessment {
    let person = world.people[index]
    let kind = chance.pick(Self.kindWeights)
    let priority = chance.pick(Self.priorityWeights)
    let median = Self.medianDays[kind] * Self.priorityPace[priority] / 1000 * person.team.pace / 1000
    var wait = Spread.wide.days(median: max(1, median), &chance)
    // A few are forgotten, and become the longest waits on the list.
    if priority == 3, chance.happens(perMille: 40) { wait += 400 }
    let finish = world.office.opening(onOrAfter: day + wait)
    var assessment = Assessment(
      id: id, person: index, team: person.team, kind: Assessment.Kind.allCases[kind],
      priority: Assessment.Priority.allCases[priority], requested: day, hasPlan: chance.happens(perMille: 340)
    )
    let contact = world.office.day(Spread.narrow.days(median: 3, &chance), after: day)
    assessment.contacted = world.past(min(contact, finish))
    assessment.allocated = world.past(world.office.opening(onOrAfter: day + wait * 55 / 100))
    assessment.started = world.past(world.office.opening(onOrAfter: day + wait * 80 / 100))
    assessment.completed = world.past(finish)
    if assessment.completed != nil, assessment.kind != .financial {
      assessment.outcome = Assessment.Outcome.allCases[chance.pick(Self.outcomeWeights)]
    }
    if chance.happens(perMille: 110) {
      let reason = Assessment.Closure.allCases[chance.pick([300, 250, 0, 120, 110, 220])]
      close(
        &assessment, on: world.office.opening(onOrAfter: day + wait * chance.between(20, 95) / 100), reason)
    }
    if let died = person.died { close(&assessment, on: died, .deceased) }
    return assessment
  }

  /// Ends the wait without an assessment, if it had not ended by then.
  private func close(_ assessment: inout Assessment, on day: Day, _ reason: Assessment.Closure) {
    guard day <= world.asOf, day >= assessment.requested, assessment.ended.map({ day < $0 }) ?? true else {
      return
    }
    assessment.closed = day
    assessment.closure = reason
    assessment.completed = nil
    assessment.outcome = nil
    func before(_ date: Day?) -> Day? { date.flatMap { $0 <= day ? $0 : nil } }
    assessment.contacted = before(assessment.contacted)
    assessment.allocated = before(assessment.allocated)
    assessment.started = before(assessment.started)
  }
}
