import Tables

/// The latest known details of each person, from all their events.
///
/// The event that ended last decides, then the one that started last. Events equal in both that contradict each other
/// give "not known". Source: DHSC, ASC-CLD-LA-Dashboard, `ASCOF_measures/Create_personal_details_table.sql`: "Get latest
/// accommodation status", "Get Primary Support Reason".
struct PersonDetails: Sendable {
  private let homes: LatestKnown?
  private let reasons: LatestKnown?
  private let sexes: LatestKnown?
  /// By person. Nothing is presumed where a home is known.
  private let presumed: [PresumedHome]

  init?(_ linked: inout LinkedRecords) {
    guard let services = linked.services() else { return nil }
    let events = PersonEventDays.all(&linked, services)
    let people = linked.peopleCount
    reasons = LatestKnown(
      "primary_support_reason", notKnown: ["unknown", "social-unpaid-carer"], events, people: people)
    sexes = LatestKnown("sex", notKnown: ["unknown"], events, people: people)
    var homes = LatestKnown("accommodation_status", notKnown: ["unknown"], events, people: people)
    var presumed = [PresumedHome](repeating: .notPresumed, count: people)
    if homes != nil {
      let presuming = Presuming(services)
      for person in 0..<min(people, services.peopleCount) where homes?.isKnown(person) == false {
        let home = presuming.home(of: services.services(of: person))
        presumed[person] = home.presumed
        if let code = home.code { homes?.set(code, of: person) }
      }
    }
    (self.homes, self.presumed) = (homes, presumed)
  }

  /// The columns that the cases of these persons copy from here.
  func columns(of persons: [Int]) -> [String: Column] {
    var out: [String: Column] = [
      "presumed_home": .codes(persons.map { UInt16(presumed[$0].rawValue) })
    ]
    for latest in [homes, reasons, sexes].compactMap(\.self) {
      out[latest.field] = .codes(persons.map { latest.codes[$0] })
    }
    return out
  }
}

/// Where somebody is presumed to live, in the codes that `presumed_home` declares.
enum PresumedHome: Int, CaseIterable, Sendable {
  case atHome, inCommunity, notPresumed

  var code: String {
    switch self {
    case .atHome: "at-home"
    case .inCommunity: "in-community"
    case .notPresumed: "not-presumed"
    }
  }
}

/// The records of one dataset with details of persons, and when each started and ended.
private struct PersonEventDays {
  let records: FlatRecords
  let starts: [Int32]
  let ends: [Int32]

  /// Services, assessments and reviews, as far as the run has them.
  static func all(_ linked: inout LinkedRecords, _ services: ServiceEvents) -> [PersonEventDays] {
    var out = [PersonEventDays(services)]
    if let assessments = linked.records(of: "assessments") {
      let asked = assessments.days("requested_on")
      let over = zip(assessments.days(known: "completed_on"), assessments.days(known: "closed_on")).map(max)
      out.append(PersonEventDays(records: assessments, starts: asked, ends: zip(over, asked).map(max)))
    }
    if let reviews = linked.records(of: "reviews") {
      // A review that has not taken place is no event.
      let completed = reviews.days(known: "completed_on")
      let starts = zip(reviews.days("started_on"), completed).map { $0 == Column.missingNumber ? $1 : $0 }
      out.append(PersonEventDays(records: reviews, starts: starts, ends: completed))
    }
    return out
  }

  private init(records: FlatRecords, starts: [Int32], ends: [Int32]) {
    (self.records, self.starts, self.ends) = (records, starts, ends)
  }

  /// A service that ends before it starts is ignored.
  private init(_ services: ServiceEvents) {
    records = services.records
    var starts = [Int32](repeating: Column.missingNumber, count: records.count)
    var ends = starts
    for service in services.all {
      (starts[Int(service.record)], ends[Int(service.record)]) = (service.start, service.end)
    }
    (self.starts, self.ends) = (starts, ends)
  }
}

/// The latest known value of one field, by person.
private struct LatestKnown: Sendable {
  let field: String
  /// Positions in the dictionary of the first records that have the field.
  private(set) var codes: [UInt16]
  private let dictionary: [String]
  private let known: [Bool]

  /// nil where no records have the field.
  init?(_ field: String, notKnown: Set<String>, _ events: [PersonEventDays], people: Int) {
    guard let first = events.first(where: { $0.records.field(field) != nil }) else { return nil }
    self.field = field
    let names = first.records.dictionary(field)
    dictionary = names
    let unknown = names.firstIndex(of: "unknown").map { UInt16($0) } ?? Column.missingCode
    var codes = [UInt16](repeating: unknown, count: people)
    var latest = [(isKnown: Bool, end: Int32, start: Int32)?](repeating: nil, count: people)
    for event in events where event.records.field(field) != nil {
      // Datasets that share a code list number its codes alike; the texts make sure.
      let places = event.records.dictionary(field).map { code in
        names.firstIndex(of: code).map { UInt16($0) } ?? unknown
      }
      let isKnown = event.records.dictionary(field).map { !notKnown.contains($0) }
      for (record, code) in event.records.codes(field).enumerated() {
        let person = Int(event.records.persons[record])
        guard person >= 0, event.ends[record] != Column.missingNumber else { continue }
        let place = Int(code)
        let own = place < places.count ? places[place] : unknown
        let rank = (place < places.count && isKnown[place], event.ends[record], event.starts[record])
        guard let other = latest[person] else {
          (latest[person], codes[person]) = (rank, own)
          continue
        }
        if Self.precedes(other, rank) {
          (latest[person], codes[person]) = (rank, own)
        } else if !Self.precedes(rank, other), codes[person] != own {
          codes[person] = unknown
        }
      }
    }
    known = codes.map { $0 != unknown && $0 != Column.missingCode }
    self.codes = codes
  }

  private static func precedes(
    _ a: (isKnown: Bool, end: Int32, start: Int32), _ b: (isKnown: Bool, end: Int32, start: Int32)
  ) -> Bool {
    (a.isKnown ? 1 : 0, a.end, a.start) < (b.isKnown ? 1 : 0, b.end, b.start)
  }

  func isKnown(_ person: Int) -> Bool { known[person] }

  /// Sets a code, if the list has it.
  mutating func set(_ code: String, of person: Int) {
    if let place = dictionary.firstIndex(of: code) { codes[person] = UInt16(place) }
  }
}

/// Presumes a home from the latest service: the method's part for people whose accommodation is not known.
private struct Presuming {
  private let components: [UInt16]
  /// The components that show where somebody lives, by position.
  private let telling: [UInt16: String]

  init(_ services: ServiceEvents) {
    let records = services.records
    components = records.codes("service_component")
    let names = ["shared-lives", "community-supported-living", "extra-care", "home-support"]
    telling = Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        records.dictionary("service_component").firstIndex(of: name).map { (UInt16($0), name) }
      })
  }

  /// The latest by end, then by priority of its type, then with a component that shows the home, then by start.
  func home(of services: ArraySlice<ServiceEvent>) -> (code: String?, presumed: PresumedHome) {
    func rank(_ service: ServiceEvent) -> (Int, Int, Int, Int) {
      (
        -Int(service.end), Int(service.kind.rawValue), tells(service) == nil ? 1 : 0, -Int(service.start)
      )
    }
    guard let best = services.map(rank).min(by: <) else { return (nil, .notPresumed) }
    let latest = services.filter { rank($0) == best }
    let kinds = Set(latest.map(\.kind).filter { $0 != .other })
    let told = Set(latest.compactMap(tells))
    return Self.home(kinds.count == 1 ? kinds.first : nil, told.count == 1 ? told.first : nil)
  }

  private func tells(_ service: ServiceEvent) -> String? { telling[components[Int(service.record)]] }

  private static func home(
    _ kind: ServiceEvent.Kind?, _ component: String?
  ) -> (code: String?, presumed: PresumedHome) {
    switch (kind, component) {
    case (.nursing, _): ("nursing-home", .notPresumed)
    case (.residential, _): ("care-home", .notPresumed)
    case (_, "shared-lives"): ("shared-lives", .notPresumed)
    case (_, "extra-care"): ("sheltered-or-extra-care", .notPresumed)
    case (_, "community-supported-living"): ("supported", .notPresumed)
    case (.community, "home-support"): (nil, .atHome)
    case (.community, nil): (nil, .inCommunity)
    case (.prison, _): ("prison", .notPresumed)
    default: (nil, .notPresumed)
    }
  }
}
