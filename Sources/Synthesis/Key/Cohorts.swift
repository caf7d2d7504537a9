import Periods

/// A case that a cohort's measures count, worked out from the generator's own records, person by person.
struct CohortCase: Sendable {
  var person: Int
  var team: Team
  /// Years old on the day that matters.
  var age = 0
  var isMet = false
  /// Days waited, for measures of waits.
  var days: Int?
}

/// Everybody's true records by person, for the definitions that look at more than one of them.
///
/// Written from the definitions and slow: every question is asked of all of a person's records.
struct Lives {
  let world: World
  let services: [[Service]]
  let reviews: [[Review]]
  let assessments: [[Assessment]]
  let concerns: [Concern]
  let enquiries: [Enquiry]

  init(
    world: World, services: [Service], reviews: [Review], assessments: [Assessment], concerns: [Concern],
    enquiries: [Enquiry]
  ) {
    func grouped<Record>(_ records: [Record], _ person: (Record) -> Int) -> [[Record]] {
      var out = [[Record]](repeating: [], count: world.people.count)
      for record in records { out[person(record)].append(record) }
      return out
    }
    self.world = world
    self.services = grouped(services) { $0.person }
    self.reviews = grouped(reviews) { $0.person }
    self.assessments = grouped(assessments) { $0.person }
    self.concerns = concerns
    self.enquiries = enquiries
  }

  func age(_ person: Int, on day: Day) -> Int { world.people[person].age(on: day) }

  /// The cases of a cohort for which somebody has at most one.
  func people(_ cases: (Int, [Service]) -> CohortCase?) -> [CohortCase] {
    world.people.indices.compactMap { services[$0].isEmpty ? nil : cases($0, services[$0]) }
  }
}

extension Service.Kind {
  var isCareHome: Bool { self == .nursing || self == .residential }
}

extension Service {
  /// Its last day; far away while it runs.
  var last: Day { ended ?? Day(number: Int32.max) }

  func isOn(_ day: Day) -> Bool { began <= day && day <= last }
  func isIn(_ window: Window) -> Bool { began <= window.end && window.start <= last }
  var isCareHome: Bool { kind.isCareHome }
  /// In a care home, and not by its component of another kind or short.
  var isLastingStay: Bool { isCareHome && (component == nil || component == 7 || component == 8) }
  var isDirectPayment: Bool { mechanism == .directPayment || component == 5 }
}
