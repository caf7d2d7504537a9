import Periods
import Tables

extension CohortLinkage {
  /// ASCOF 2B and 2C: people newly admitted to long-term residential or nursing care, each once.
  ///
  /// A stay whose component is short term, or not a care home, is no care home here: it is no admission, and it does not
  /// make a later admission an old one. Source: DHSC, methodologies for metrics derived from client level data, 2B and 2C
  /// (2024-25 onwards), and `ASCOF_measures/Create_ASCOF_2B2C_2425_Onwards.sql` of its ASC-CLD-LA-Dashboard: steps
  /// "Select data", "Admissions within the year", "Determine which are new admissions" and "Aggregated counts".
  static let careHomeAdmissions = CohortLinkage(
    name: "care-home-admissions",
    reads: [
      (
        "support-services",
        ["person_id", "client_type", "service_type", "started_on", "ended_on", "date_of_birth"]
      )
    ],
    fields: ["admitted_on"], settings: [],
    steps: [
      "other-services", "backwards", "not-started-in-period", "other-component", "self-funded",
      "no-date-of-birth", "under-18", "not-new", "again",
    ],
    isOncePerPerson: true
  ) { linked, period, _ in
    guard let services = linked.services() else { return nil }
    let records = services.records
    let born = records.days("date_of_birth")
    let stays = CareHomeStays(records)
    let selfFunded = records.dictionary("outcome").firstIndex(of: "nfa-self-funded")
    var cases = CohortCases(recordsIn: records.count, steps: 9)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isCareHome)
    var admitted: [Int32] = []
    for person in 0..<services.peopleCount {
      let own = services.usersServices(of: person).filter(\.kind.isCareHome)
      var isCounted = false
      for service in own {
        let record = Int(service.record)
        func leave(_ step: Int) { cases.excluded[step] += 1 }
        if service.start < period.start.number || service.start > period.end.number {
          leave(2)
        } else if !stays.isOne(service) {
          leave(3)
        } else if let selfFunded, Int(services.outcomes[record]) == selfFunded {
          leave(4)
        } else if born[record] == Column.missingNumber {
          leave(5)
        } else if wholeYears(from: born[record], to: service.start) < 18 {
          leave(6)
        } else if own.contains(where: {
          $0.start < service.start && $0.end > service.start - 365 && stays.isOne($0)
        }) {
          leave(7)
        } else if isCounted {
          leave(8)
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

/// Tells lasting stays in care homes from others, by their component.
private struct CareHomeStays {
  private let components: [UInt16]
  private let lasting: [UInt16]

  init(_ records: FlatRecords) {
    components = records.codes("service_component")
    let names = records.dictionary("service_component")
    // A stay without a recorded component is kept, as the method says.
    lasting =
      [Column.missingCode]
      + ["residential", "nursing"].compactMap { code in names.firstIndex(of: code).map { UInt16($0) } }
  }

  func isOne(_ service: ServiceEvent) -> Bool { lasting.contains(components[Int(service.record)]) }
}
