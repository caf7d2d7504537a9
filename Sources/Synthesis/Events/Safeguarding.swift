import Periods

/// Concerns, triage, and the enquiries that some lead to.
struct Safeguarding {
  let world: World
  private var chance: Chance
  private(set) var concerns: [Concern] = []
  private(set) var enquiries: [Enquiry] = []
  /// The day of each person's latest concern, and the position of their latest enquiry.
  private var lastConcern: [Day?]
  private var lastEnquiry: [Int?]

  init(world: World) {
    self.world = world
    chance = Chance(seed: world.seed, for: "safeguarding")
    lastConcern = Array(repeating: nil, count: world.people.count)
    lastEnquiry = Array(repeating: nil, count: world.people.count)
    let rhythm = Rhythm(yearly: max(4, world.people.count * 200 / 1000), growth: 60, closedDays: 350)
    for day in world.days {
      for _ in 0..<rhythm.arrivals(on: day, before: world.asOf, world.office, &chance) { receive(on: day) }
    }
  }

  private mutating func receive(on day: Day) {
    guard let person = someone(on: day), lastConcern[person] != day else { return }
    var concern = Concern(
      id: concerns.count + 1, person: person, team: world.people[person].team, received: day,
      previous: lastConcern[person], reporter: chance.pick([110, 40, 280, 260, 90, 130, 40, 30, 20]),
      risk: chance.pick([180, 35, 110, 130, 5, 40, 320, 60, 10, 10, 100]),
      location: chance.pick([460, 60, 20, 120, 230, 40, 20, 10, 40]), source: chance.pick([420, 430, 150]))
    lastConcern[person] = day
    let pace = concern.team.pace
    let waited = max(0, Spread.wide.days(median: 1000, &chance) * pace / 1_000_000)
    if let triaged = world.past(world.office.day(waited, after: world.office.opening(onOrAfter: day))) {
      concern.triaged = triaged
      decide(&concern, on: triaged)
    }
    concerns.append(concern)
  }

  /// One concern in four is about somebody with others in the months before.
  private mutating func someone(on day: Day) -> Int? {
    if chance.happens(perMille: 250), !concerns.isEmpty {
      let recent = concerns[concerns.count - 1 - chance.below(min(concerns.count, 60))].person
      return world.people[recent].isAlive(on: day) ? recent : nil
    }
    return world.population.someone(on: day, &chance)
  }

  private mutating func decide(_ concern: inout Concern, on day: Day) {
    // While an enquiry is new, a further concern about the person joins it.
    if let last = lastEnquiry[concern.person], day - enquiries[last].opened <= 10,
      enquiries[last].opened <= day,
      enquiries[last].completed.map({ $0 > day }) ?? true
    {
      concern.decision = enquiries[last].isSection42 ? .section42 : .otherEnquiry
      concern.enquiry = enquiries[last].id
      concern.isJoined = true
      return
    }
    let decision = Concern.Decision.allCases[chance.pick([220, 40, 190, 150, 400])]
    concern.decision = decision
    guard decision == .section42 || decision == .otherEnquiry else { return }
    concern.enquiry = enquiries.count + 1
    lastEnquiry[concern.person] = enquiries.count
    enquiries.append(enquiry(for: concern, on: day))
  }

  private mutating func enquiry(for concern: Concern, on day: Day) -> Enquiry {
    let office = world.office
    var enquiry = Enquiry(
      id: enquiries.count + 1, concern: concern.id, person: concern.person, team: concern.team,
      isSection42: concern.decision == .section42, received: concern.received, triaged: day, opened: day,
      risk: concern.risk, location: concern.location, source: concern.source)
    let toAllocate = Spread.wide.days(median: 4, &chance) * concern.team.pace / 1000
    let allocated = office.day(toAllocate, after: day)
    enquiry.allocated = world.past(allocated)
    let toComplete = Spread.wide.days(median: 19, &chance) * concern.team.pace / 1000
    guard let completed = world.past(office.day(toComplete, after: allocated)) else { return enquiry }
    enquiry.completed = completed
    conclude(&enquiry)
    return enquiry
  }

  private mutating func conclude(_ enquiry: inout Enquiry) {
    let found = Enquiry.RiskFound.allCases[chance.pick([560, 60, 70, 60, 60, 130, 60])]
    enquiry.riskFound = found
    if found.isIdentified {
      enquiry.riskOutcome = Enquiry.RiskOutcome.allCases[chance.pick([280, 630, 90])]
    }
    let capacity = Enquiry.Capacity.allCases[chance.pick([330, 520, 90, 60])]
    enquiry.capacity = capacity
    if capacity == .lacked { enquiry.hadAdvocate = chance.happens(perMille: 880) }
    let asked = Enquiry.Asked.allCases[chance.pick([640, 160, 120, 40, 40])]
    enquiry.asked = asked
    if asked == .expressed { enquiry.achieved = Enquiry.Achieved.allCases[chance.pick([640, 290, 70])] }
  }
}
