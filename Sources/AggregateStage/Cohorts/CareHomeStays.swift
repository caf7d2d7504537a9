import Periods
import Tables

extension CohortLinkage {
  /// People who began a stay in a care home in the period, are still there after it, and were in none before it.
  ///
  /// The measure of the short and long term return, as NHS England recounts it from client level data: as seen on the day
  /// after the period, from services that still run then. Source: NHS England, client level data to SALT and ASCOF
  /// transformation principles, 2B and 2C.
  static let careHomeStaysBegun = CohortLinkage(
    name: "care-home-stays-begun",
    reads: [
      (
        "support-services",
        ["person_id", "client_type", "service_type", "started_on", "ended_on", "date_of_birth"]
      )
    ],
    fields: ["admitted_on"], settings: [],
    steps: [
      "other-services", "backwards", "not-running-after", "not-started-in-period", "no-date-of-birth",
      "under-18", "not-new", "again",
    ],
    isOncePerPerson: true
  ) { linked, period, _ in
    guard let services = linked.services() else { return nil }
    let born = services.records.days("date_of_birth")
    let after = period.end.number + 1
    var cases = CohortCases(recordsIn: services.records.count, steps: 8)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isCareHome)
    var admitted: [Int32] = []
    for person in 0..<services.peopleCount {
      let own = services.usersServices(of: person).filter(\.kind.isCareHome)
      let isKnown = own.contains { $0.start < period.start.number && $0.end >= after }
      var isCounted = false
      for service in own {
        let birth = born[Int(service.record)]
        func leave(_ step: Int) { cases.excluded[step] += 1 }
        if service.end < after {
          leave(2)
        } else if service.start < period.start.number || service.start > period.end.number {
          leave(3)
        } else if birth == Column.missingNumber {
          leave(4)
        } else if wholeYears(from: birth, to: after) < 18 {
          leave(5)
        } else if isKnown {
          leave(6)
        } else if isCounted {
          leave(7)
        } else {
          isCounted = true
          cases.records.append(service.record)
          admitted.append(service.start)
        }
      }
    }
    cases.columns = ["admitted_on": .days(admitted)]
    return cases
  }
}
