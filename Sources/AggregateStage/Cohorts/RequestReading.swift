import Periods
import Tables

/// The columns that requests and what followed them are read from.
///
/// A class, since what goes through every record would otherwise count references to each column every time.
final class RequestReading: Sendable {
  let requested: [Int32]
  private let born: [Int32]
  private let closed: [Int32]
  /// The day an assessment that was completed started; where that is not recorded, the day it was completed.
  private let assessed: [Int32]
  private let completed: [Int32]
  private let records: FlatRecords
  /// Assessments of needs, which are requests and answers to them; not carers' and not financial ones.
  private let isOfNeeds: [Bool]
  /// Whether the assessment led on to services.
  private let leadsOn: [Bool]

  init(_ records: FlatRecords) {
    self.records = records
    requested = records.days("requested_on")
    born = records.days("date_of_birth")
    closed = records.days("closed_on")
    completed = records.days("completed_on")
    // As in client level data, which holds completed assessments alone.
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
    let onward = positions(["progress-to-support", "progress-to-reablement"], "outcome")
    leadsOn = records.codes("outcome").map { onward.contains($0) }
  }

  /// A person's assessments that took place, in order.
  func assessments(_ own: ArraySlice<Int32>) -> [Int32] {
    var taken = own.filter { isOfNeeds[Int($0)] && assessed[Int($0)] != Column.missingNumber }
    guard taken.count > 1 else { return taken }
    taken.sort {
      let (one, other) = (assessed[Int($0)], assessed[Int($1)])
      return one == other ? records.precedes($0, $1) : one < other
    }
    return taken
  }

  /// The step that leaves a request out by itself, if one does.
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

  /// The first assessment or service on or after the day of a request; of the same day, the assessment.
  func response(
    to record: Int, among assessments: [Int32], _ services: ArraySlice<ServiceEvent>
  ) -> Response? {
    let day = requested[record]
    let first = assessments.first { assessed[Int($0)] >= day }
    let service = services.first { $0.kind != .other && $0.start >= day }
    var served = Column.missingNumber
    if let service {
      // Assessments before a service that led to none of it did not bring it about.
      let block = assessments.filter { assessed[Int($0)] >= day && assessed[Int($0)] <= service.start }
      if block.isEmpty || block.contains(where: { leadsOn[Int($0)] }) { served = service.start }
    }
    if let first, service.map({ assessed[Int(first)] <= $0.start }) ?? true {
      return Response(
        event: .assessment(first), day: assessed[Int(first)], ends: completed[Int(first)], served: served)
    }
    return service.map {
      Response(event: .service($0.record), day: $0.start, ends: $0.start, served: served)
    }
  }
}
