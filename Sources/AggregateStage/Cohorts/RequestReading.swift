import Periods
import Tables

/// The columns for requests and what followed them.
///
/// It is a class because going through the records of a struct would count references to each column every time.
final class RequestReading: Sendable {
  let requested: [Int32]
  private let born: [Int32]
  private let closed: [Int32]
  /// The start day of a completed assessment; where it is not recorded, the day of completion.
  private let assessed: [Int32]
  private let records: FlatRecords
  /// Whether it assesses needs: both a request and a response. Carers' and financial assessments are neither.
  private let isOfNeeds: [Bool]
  /// Whether the assessment led to services.
  private let leadsOn: [Bool]

  init(_ records: FlatRecords) {
    self.records = records
    requested = records.days("requested_on")
    born = records.days("date_of_birth")
    closed = records.days(known: "closed_on")
    // As in client level data, which holds only completed assessments.
    let completed = records.days(known: "completed_on")
    assessed = zip(records.days("started_on"), completed).map { started, completed in
      completed == Column.missingNumber || started == Column.missingNumber ? completed : started
    }
    func positions(_ codes: Set<String>, _ field: String) -> Set<UInt16> {
      Set(
        records.dictionary(field).enumerated().filter { codes.contains($0.element) }.map { UInt16($0.offset) }
      )
    }
    let needs = positions(["care-act", "occupational-therapy", "sensory", "short-term"], "assessment_type")
    isOfNeeds = records.codes("assessment_type").map { needs.contains($0) }
    let onward = positions(["progress-to-reablement", "progress-to-support", "continuation"], "outcome")
    leadsOn = records.codes("outcome").map { onward.contains($0) }
  }

  /// The step that leaves out a request by its own fields, if one does: "Filter for valid requests".
  func exclusion(of record: Int, before firstDay: Int32, services: ArraySlice<ServiceEvent>) -> Int? {
    let day = requested[record]
    guard isOfNeeds[record] else { return 0 }
    guard day >= firstDay else { return 1 }
    guard born[record] != Column.missingNumber else { return 2 }
    guard wholeYears(from: born[record], to: day) >= 25 else { return 3 }
    guard closed[record] == Column.missingNumber else { return 4 }
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
    of requests: [Int32], among records: ArraySlice<Int32>, _ services: ArraySlice<ServiceEvent>
  ) -> [PersonEvent] {
    var events = requests.map { PersonEvent(day: requested[Int($0)], kind: .request, record: $0) }
    for record in records where isOfNeeds[Int(record)] && assessed[Int(record)] != Column.missingNumber {
      events.append(
        PersonEvent(
          day: assessed[Int(record)], kind: .assessment(leadsOn: leadsOn[Int(record)]), record: record))
    }
    for service in services where service.kind != .other {
      events.append(PersonEvent(day: service.start, kind: .service, record: service.record))
    }
    // Services are sorted already, and two things of one kind differ only by their ids.
    return events.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      guard (a.day, a.kind.place) == (b.day, b.kind.place) else {
        return (a.day, a.kind.place) < (b.day, b.kind.place)
      }
      if case .assessment = a.kind { return self.records.precedes(a.record, b.record) }
      return one.offset < other.offset
    }.map(\.element)
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
  /// Its position in the records of assessments, or of services.
  var record: Int32
}
