import Periods

/// One application to authorise a deprivation of liberty, as it really happened.
struct DolsApplication: Sendable {
  enum Priority: UInt8, CaseIterable { case red, amber, green }
  enum Setting: UInt8, CaseIterable { case careHome, nursingHome, hospital, mentalHealthHospital, other }
  enum Outcome: UInt8, CaseIterable { case granted, notGranted, withdrawn }
  enum Assessed: UInt8, CaseIterable { case fully, partly, notAssessed }
  enum Reason: UInt8, CaseIterable { case circumstances, died, mentalCapacity, bestInterests, eligibility }
  enum Team: UInt8, CaseIterable { case east, west }

  var id: Int
  var person: Int
  var team: Team
  var isUrgent: Bool
  var priority: Priority
  var setting: Setting
  var received: Day
  var allocated: Day?
  var completed: Day?
  var outcome: Outcome?
  var assessed: Assessed?
  var reason: Reason?
  var authorisedFrom: Day?
  var authorisedTo: Day?
  var authorisationEnded: Day?
}

/// Applications arrive faster than they are signed off, so the backlog grows.
struct DolsApplications {
  let world: World
  /// Thousandths of the usual wait, by priority.
  private static let pace = [250, 800, 1700]

  func simulate() -> [DolsApplication] {
    var chance = Chance(seed: world.seed, for: "dols-applications")
    let rhythm = Rhythm(yearly: max(4, world.people.count * 130 / 1000), growth: 70, closedDays: 250)
    // One authorisation, or application for it, at a time.
    var busyUntil = [Day](repeating: world.first - 1, count: world.people.count)
    var all: [DolsApplication] = []
    for day in world.days {
      for _ in 0..<rhythm.arrivals(on: day, before: world.asOf, world.office, &chance) {
        let likely: (Person) -> Bool = {
          $0.reason == .memory || $0.reason == .learningDisability || $0.age(on: day) > 74
        }
        guard let person = world.population.someone(on: day, &chance, where: likely), busyUntil[person] < day
        else { continue }
        let application = one(all.count + 1, person, day, &chance)
        busyUntil[person] = max(application.completed ?? world.asOf, application.authorisedTo ?? day)
        all.append(application)
      }
    }
    return all
  }

  private func one(_ id: Int, _ index: Int, _ day: Day, _ chance: inout Chance) -> DolsApplication {
    let priority = chance.pick([190, 450, 360])
    let isUrgent = chance.happens(perMille: 560)
    // Applications wait longer each year.
    let yearsIn = (day - world.first) / 365
    let median = (isUrgent ? 45 : 80) * Self.pace[priority] / 1000 * (90 + 9 * yearsIn) / 100
    let wait = Spread.wide.days(median: max(2, median), &chance)
    var application = DolsApplication(
      id: id, person: index, team: chance.happens(perMille: 540) ? .east : .west, isUrgent: isUrgent,
      priority: DolsApplication.Priority.allCases[priority],
      setting: DolsApplication.Setting.allCases[chance.pick([430, 330, 180, 30, 30])], received: day)
    application.allocated = world.past(world.office.opening(onOrAfter: day + wait * 60 / 100))
    finish(&application, on: world.office.opening(onOrAfter: day + wait), &chance)
    if let died = world.people[index].died, died >= day, application.completed.map({ died < $0 }) ?? true {
      // The home tells the council some days later; nobody can be authorised after death.
      closeOnDeath(&application, died: died, told: died + chance.between(0, 12))
    }
    return application
  }

  private func finish(_ application: inout DolsApplication, on day: Day, _ chance: inout Chance) {
    guard day <= world.asOf else { return }
    application.completed = day
    switch chance.pick([460, 440, 100]) {
    case 0:
      application.outcome = .granted
      application.assessed = .fully
      application.authorisedFrom = day
      let planned = day + chance.between(80, 364)
      application.authorisedTo = planned
      let stopped = chance.happens(perMille: 250) ? day + chance.below(planned - day + 1) : planned
      let died = world.people[application.person].died ?? planned
      application.authorisationEnded = world.past(min(stopped, max(died, day)))
    case 1:
      application.outcome = .notGranted
      let reason = chance.pick([820, 0, 90, 50, 40])
      application.reason = DolsApplication.Reason.allCases[reason]
      application.assessed = reason == 0 ? [.notAssessed, .notAssessed, .partly][chance.below(3)] : .fully
    default:
      application.outcome = .withdrawn
      application.assessed = .notAssessed
    }
  }

  private func closeOnDeath(_ application: inout DolsApplication, died: Day, told: Day) {
    let clean = DolsApplication(
      id: application.id, person: application.person, team: application.team, isUrgent: application.isUrgent,
      priority: application.priority, setting: application.setting, received: application.received)
    let allocated = application.allocated.flatMap { $0 <= died ? $0 : nil }
    application = clean
    application.allocated = allocated
    guard told <= world.asOf else { return }
    application.completed = told
    application.outcome = .notGranted
    application.reason = .died
    application.assessed = .notAssessed
  }
}
