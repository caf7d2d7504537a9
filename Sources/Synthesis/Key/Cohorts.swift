import Periods

/// A case of a cohort, from the generator's own records, person by person.
struct CohortCase: Sendable {
  var person: Int
  var team: Team
  /// Age in years on the relevant day.
  var age = 0
  var isMet = false
  /// Days waited, for measures of waits.
  var days: Int?
}

/// Everybody's true records by person, for definitions that use several of them.
///
/// Written from the definitions, and slow: every question examines all of a person's records.
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

  /// The cases of a cohort with at most one for each person.
  func people(_ cases: (Int, [Service]) -> CohortCase?) -> [CohortCase] {
    world.people.indices.compactMap { services[$0].isEmpty ? nil : cases($0, services[$0]) }
  }
}

extension Service.Kind {
  var isCareHome: Bool { self == .nursing || self == .residential }
}

extension Service {
  /// Its last day; in the far future while it runs.
  var last: Day { ended ?? Day(number: Int32.max) }

  func isOn(_ day: Day) -> Bool { began <= day && day <= last }
  func isIn(_ window: Window) -> Bool { began <= window.end && window.start <= last }
  var isCareHome: Bool { kind.isCareHome }
  /// In a care home, without a component of another kind or for a short stay.
  var isLastingStay: Bool { isCareHome && (component == nil || component == 7 || component == 8) }
  var isDirectPayment: Bool { mechanism == .directPayment || component == 5 }
}
