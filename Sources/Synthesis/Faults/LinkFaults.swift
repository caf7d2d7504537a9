import Periods

/// Faults that are found only by comparing records, and that every extract can have.
struct LinkFaults<Record> {
  let world: World
  let roster: Roster<Record>
  let dates: ExtractWriter.DateStyle
  /// Whether a person has a record in the extract of support services.
  let hasService: (Int) -> Bool

  /// People whose NHS numbers faults in other extracts borrow, so that their own are left alone.
  static func isLender(_ person: Int) -> Bool { person % 5 == 3 }

  /// A later record of somebody, with a date of birth that differs by a day and changes no counted age.
  func birth(_ code: String) -> Fault<Record> {
    var fault = Fault<Record>(
      code, "date_of_birth",
      .remark { record in dates.text(world.people[roster.person(record)].born + 1) },
      where: { roster.earlier($0) != nil })
    fault.anchor = roster.earlier
    return fault
  }

  /// The NHS number of somebody with an earlier record in the same extract.
  func borrowedNumber(_ code: String, where isFree: @escaping (Int) -> Bool) -> Fault<Record> {
    let owners = world.people.indices.filter { roster.has($0) && isFree($0) }
      .sorted { (roster.firstPosition(ofPerson: $0) ?? 0) < (roster.firstPosition(ofPerson: $1) ?? 0) }
      .prefix(40)
    func owner(_ record: Record) -> Int? {
      guard !owners.isEmpty else { return nil }
      let someone = owners[roster.position(record) % owners.count]
      guard someone != roster.person(record), let first = roster.firstPosition(ofPerson: someone) else {
        return nil
      }
      return first < roster.position(record) ? someone : nil
    }
    var fault = Fault<Record>(
      code, "person_id",
      .remark { record in Array(String(world.people[owner(record) ?? 0].nhsNumber).utf8) },
      where: { owner($0) != nil && !Self.isLender(roster.person($0)) })
    fault.column = "nhs_number"
    fault.anchor = { owner($0).flatMap { roster.firstPosition(ofPerson: $0) } }
    return fault
  }

  /// The NHS number of somebody with support and no record in this extract. A number is borrowed once.
  func numberFromServices(_ code: String) -> Fault<Record> {
    let owners = world.people.indices.filter { Self.isLender($0) && hasService($0) && !roster.has($0) }
    let step = max(1, roster.records.count / max(1, owners.count) + 1)
    func owner(_ record: Record) -> Int? {
      let place = roster.position(record)
      guard place % step == 0, place / step < owners.count else { return nil }
      return owners[place / step]
    }
    var fault = Fault<Record>(
      code, "person_id",
      .remark { record in Array(String(world.people[owner(record) ?? 0].nhsNumber).utf8) },
      where: { owner($0) != nil })
    fault.column = "nhs_number"
    return fault
  }
}

/// The rosters of all extracts: what a fault in one of them must know about the others.
struct Rosters {
  let assessments: Roster<Assessment>
  let applications: Roster<DolsApplication>
  let reviews: Roster<Review>
  let concerns: Roster<Concern>
  let enquiries: Roster<Enquiry>
  let services: Roster<Service>

  init(
    _ world: World, _ assessments: [Assessment], _ applications: [DolsApplication], _ reviews: [Review],
    _ safeguarding: Safeguarding, _ services: [Service]
  ) {
    let people = world.people.count
    self.assessments = Roster(assessments, people: people, id: \.id, person: \.person)
    self.applications = Roster(applications, people: people, id: \.id, person: \.person)
    self.reviews = Roster(reviews, people: people, id: \.id, person: \.person)
    concerns = Roster(safeguarding.concerns, people: people, id: \.id, person: \.person)
    enquiries = Roster(safeguarding.enquiries, people: people, id: \.id, person: \.person)
    self.services = Roster(services, people: people, id: \.id, person: \.person)
  }

  func isOnlyInServices(_ person: Int) -> Bool {
    !assessments.has(person) && !applications.has(person) && !reviews.has(person) && !concerns.has(person)
      && !enquiries.has(person)
  }

  func links<Record>(
    _ world: World, _ roster: Roster<Record>, _ extract: ExtractLayout<Record>
  ) -> LinkFaults<Record> {
    LinkFaults(world: world, roster: roster, dates: extract.dates, hasService: services.has)
  }
}
