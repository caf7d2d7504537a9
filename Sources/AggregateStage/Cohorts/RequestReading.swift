import Periods
import Tables

/// The columns that requests are read from, and which of them count.
///
/// It is a class because going through the records of a struct would count references to each column every time.
final class RequestReading: Sendable {
  let requested: [Int32]
  private let born: [Int32]
  /// Requests of the kind that counts.
  private let isOfKind: [Bool]
  /// Requests that came to nothing.
  private let isClosed: [Bool]

  /// Requests as the day an assessment was asked for: of needs, not carers' and not financial ones.
  init(asAssessments records: FlatRecords, _ answers: AssessmentReading) {
    requested = records.days("requested_on")
    born = records.days("date_of_birth")
    isOfKind = answers.isOfNeeds
    isClosed = records.days(known: "closed_on").map { $0 != Column.missingNumber }
  }

  /// Requests that are recorded as such: of people who use services, and not those that ended in no further action or in
  /// hospital.
  init(asRequests records: FlatRecords) {
    requested = records.days("requested_on")
    born = records.days("date_of_birth")
    let users = records.positions(["service-user"], "client_type")
    isOfKind = records.codes("client_type").map { users.contains($0) }
    let endings = records.dictionary("outcome").filter {
      $0.hasPrefix("nfa-") || $0 == "admitted-to-hospital"
    }
    let closing = records.positions(Set(endings), "outcome")
    isClosed = records.outcomes(over: "ended_on").map { closing.contains($0) }
  }

  /// The step that leaves out a request by its own fields, if one does: "Filter for valid requests".
  func exclusion(of record: Int, before firstDay: Int32, services: ArraySlice<ServiceEvent>) -> Int? {
    let day = requested[record]
    guard isOfKind[record] else { return 0 }
    guard day >= firstDay else { return 1 }
    guard born[record] != Column.missingNumber else { return 2 }
    guard wholeYears(from: born[record], to: day) >= 25 else { return 3 }
    guard !isClosed[record] else { return 4 }
    let yearBefore = Day(number: day).adding(months: -12).number
    let quarterBefore = Day(number: day).adding(months: -3).number
    let isExisting = services.contains { service in
      guard service.start < day else { return false }
      if service.kind.isLongTerm { return service.end >= yearBefore }
      guard service.kind == .maximising || service.kind == .otherShort else { return false }
      return service.end >= quarterBefore
    }
    return isExisting ? 5 : nil
  }

  /// A person's events in order: on one day, requests come first and services last.
  ///
  /// "Create single table of requests, assessments and services": requests that count, assessments of needs that took
  /// place, and services of the seven kinds of support.
  func history(
    of requests: [Int32], _ answers: AssessmentReading, among records: ArraySlice<Int32>,
    _ services: ArraySlice<ServiceEvent>
  ) -> [PersonEvent] {
    var events = requests.map { PersonEvent(day: requested[Int($0)], kind: .request, record: $0) }
    events += answers.events(among: records)
    for service in services where service.kind != .other {
      events.append(PersonEvent(day: service.start, kind: .service, record: service.record))
    }
    // Services are sorted already, and two things of one kind differ only by their ids.
    return events.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      guard (a.day, a.kind.place) == (b.day, b.kind.place) else {
        return (a.day, a.kind.place) < (b.day, b.kind.place)
      }
      if case .assessment = a.kind { return answers.records.precedes(a.record, b.record) }
      return one.offset < other.offset
    }.map(\.element)
  }
}

/// The columns that assessments are read from as answers to requests.
final class AssessmentReading: Sendable {
  /// The start day of a completed assessment; where it is not recorded, the day of completion.
  let assessed: [Int32]
  let records: FlatRecords
  /// Whether it assesses needs: both a request and a response. Carers' and financial assessments are neither.
  let isOfNeeds: [Bool]
  /// Whether the assessment led to services.
  private let leadsOn: [Bool]

  init(_ records: FlatRecords) {
    self.records = records
    // As in client level data, which holds only completed assessments.
    let completed = records.days(known: "completed_on")
    assessed = zip(records.days("started_on"), completed).map { started, completed in
      completed == Column.missingNumber || started == Column.missingNumber ? completed : started
    }
    let needs = records.positions(
      ["care-act", "occupational-therapy", "sensory", "short-term"], "assessment_type")
    isOfNeeds = records.codes("assessment_type").map { needs.contains($0) }
    let onward = records.positions(
      ["progress-to-reablement", "progress-to-support", "continuation"], "outcome")
    leadsOn = records.codes("outcome").map { onward.contains($0) }
  }

  func events(among records: ArraySlice<Int32>) -> [PersonEvent] {
    records.compactMap { record in
      guard isOfNeeds[Int(record)], assessed[Int(record)] != Column.missingNumber else { return nil }
      return PersonEvent(
        day: assessed[Int(record)], kind: .assessment(leadsOn: leadsOn[Int(record)]), record: record)
    }
  }
}

extension FlatRecords {
  /// The positions of codes in a field's dictionary.
  fileprivate func positions(_ codes: Set<String>, _ field: String) -> Set<UInt16> {
    Set(dictionary(field).enumerated().filter { codes.contains($0.element) }.map { UInt16($0.offset) })
  }
}

/// A request, an assessment or a service of one person.
struct PersonEvent: Sendable {
  enum Kind: Sendable, Equatable {
    case request
    case assessment(leadsOn: Bool)
    case service

    fileprivate var place: Int {
      switch self {
      case .request: 0
      case .assessment: 1
      case .service: 2
      }
    }
  }

  var day: Int32
  var kind: Kind
  /// Position in the records of requests, of assessments, or of services.
  var record: Int32
}
