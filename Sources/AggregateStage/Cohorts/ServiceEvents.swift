import Tables

/// One support service, as whole numbers.
struct ServiceEvent: Sendable {
  /// Kinds of service, in the order of priority of national measures.
  enum Kind: UInt8, Sendable {
    case nursing, residential, community, prison, maximising, lowLevel, otherShort, other
    var isLongTerm: Bool { rawValue <= Kind.prison.rawValue }
    var isCareHome: Bool { self == .nursing || self == .residential }

    init(code: String) {
      switch code {
      case "long-term-nursing": self = .nursing
      case "long-term-residential": self = .residential
      case "long-term-community": self = .community
      case "long-term-prison": self = .prison
      case "short-term-maximising": self = .maximising
      case "short-term-ongoing-low-level": self = .lowLevel
      case "short-term-other": self = .otherShort
      default: self = .other
      }
    }
  }
  /// A service that has not ended.
  static let open = Int32.max

  var start: Int32
  /// The recorded end or the day of death, whichever comes first; `open` where there is neither.
  var end: Int32
  /// Position in the flat records.
  var record: Int32
  var kind: Kind
  /// Whether it is for somebody who uses services, rather than for a carer.
  var isUsers: Bool

  /// Whether it ran on any day of a span, both ends included.
  func overlaps(_ first: Int32, _ last: Int32) -> Bool { start <= last && end >= first }
}

/// Everybody's services as known on the run's day, sorted by person, start, end and their own ids.
///
/// A service that ends after that day still runs, and has no outcome yet.
struct ServiceEvents: Sendable {
  let records: FlatRecords
  /// The services of a person are at `first[person]..<first[person + 1]`.
  private let first: [Int]
  let all: [ServiceEvent]
  /// As `first`, for services of people who use services.
  private let usersFirst: [Int]
  private let users: [ServiceEvent]
  /// The earliest recorded day of death of each person; `Column.missingNumber` where none is.
  let died: [Int32]
  /// By record, the position of its outcome in the dictionary.
  let outcomes: [UInt16]
  /// By kind: services of people who use services that end, or whose person died, before they start.
  private let backwards: [ServiceEvent.Kind: Int]
  /// By record, its kind; nil for a carer's, or where it does not say whose it is.
  private let kinds: [ServiceEvent.Kind?]

  init(_ records: FlatRecords, people: Int) {
    self.records = records
    let starts = records.days("started_on")
    let ends = records.days(known: "ended_on")
    outcomes = records.outcomes(over: "ended_on")
    let deaths = records.days(known: "date_of_death")
    let types = records.codes("service_type")
    let names = records.dictionary("service_type").map { ServiceEvent.Kind(code: $0) }
    let clients = records.codes("client_type")
    let user = records.dictionary("client_type").firstIndex(of: "service-user").map { UInt16($0) }
    let all = types.map { Int($0) < names.count ? names[Int($0)] : .other }
    kinds = zip(all, clients).map { $1 == user ? $0 : nil }
    var died = [Int32](repeating: Column.missingNumber, count: people)
    for record in 0..<records.count where records.persons[record] >= 0 {
      let person = Int(records.persons[record])
      let day = deaths[record]
      if day != Column.missingNumber, died[person] == Column.missingNumber || day < died[person] {
        died[person] = day
      }
    }
    var counts = [Int](repeating: 0, count: people + 1)
    var backwards: [ServiceEvent.Kind: Int] = [:]
    var found: [(person: Int32, event: ServiceEvent)] = []
    found.reserveCapacity(records.count)
    for record in 0..<records.count {
      let person = records.persons[record]
      guard person >= 0, starts[record] != Column.missingNumber else { continue }
      var end = ends[record] == Column.missingNumber ? ServiceEvent.open : ends[record]
      let death = died[Int(person)]
      if death != Column.missingNumber { end = min(end, death) }
      guard end >= starts[record] else {
        if let kind = kinds[record] { backwards[kind, default: 0] += 1 }
        continue
      }
      counts[Int(person) + 1] += 1
      found.append(
        (
          person,
          ServiceEvent(
            start: starts[record], end: end, record: Int32(record), kind: all[record],
            isUsers: kinds[record] != nil)
        ))
    }
    for person in 0..<people { counts[person + 1] += counts[person] }
    var next = counts
    let blank = ServiceEvent(start: 0, end: 0, record: 0, kind: .other, isUsers: false)
    var ordered = [ServiceEvent](repeating: blank, count: found.count)
    for (person, event) in found {
      ordered[next[Int(person)]] = event
      next[Int(person)] += 1
    }
    for person in 0..<people where counts[person + 1] - counts[person] > 1 {
      ordered.sortStretch(counts[person]..<counts[person + 1]) {
        ($0.start, $0.end) == ($1.start, $1.end)
          ? records.precedes($0.record, $1.record) : ($0.start, $0.end) < ($1.start, $1.end)
      }
    }
    (self.died, self.all, first, self.backwards) = (died, ordered, counts, backwards)
    var users: [ServiceEvent] = []
    users.reserveCapacity(ordered.count)
    var usersFirst = [0]
    usersFirst.reserveCapacity(counts.count)
    for person in 0..<people {
      for event in ordered[counts[person]..<counts[person + 1]] where event.isUsers { users.append(event) }
      usersFirst.append(users.count)
    }
    (self.users, self.usersFirst) = (users, usersFirst)
  }

  var peopleCount: Int { first.count - 1 }

  /// A person's services, by start; none where the record has no person.
  func services(of person: Int) -> ArraySlice<ServiceEvent> {
    person < peopleCount ? all[first[person]..<first[person + 1]] : []
  }

  /// The services of somebody who uses services, by start, without those of carers.
  func usersServices(of person: Int) -> ArraySlice<ServiceEvent> {
    person < peopleCount ? users[usersFirst[person]..<usersFirst[person + 1]] : []
  }

  /// How many records are of other kinds or for carers, and how many of these kinds end before they start.
  func leftOut(_ isWanted: (ServiceEvent.Kind) -> Bool) -> (others: Int, backwards: Int) {
    let wanted = kinds.count { $0.map(isWanted) ?? false }
    let turned = backwards.reduce(0) { $0 + (isWanted($1.key) ? $1.value : 0) }
    return (kinds.count - wanted, turned)
  }
}
