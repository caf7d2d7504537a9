import Periods
import Tables

extension CohortLinkage {
  /// ASCOF 2B and 2C: people newly admitted to long-term residential or nursing care, each once.
  ///
  /// Source: DHSC, methodologies for metrics derived from client level data, 2B and 2C (2024-25 onwards).
  static let careHomeAdmissions = CohortLinkage(
    name: "care-home-admissions",
    reads: [("support-services", ["person_id", "service_type", "started_on", "ended_on", "date_of_birth"])],
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
    let components = records.codes("service_component")
    let careHome = ["residential", "nursing"].map { code in
      records.dictionary("service_component").firstIndex(of: code).map { UInt16($0) } ?? Column.missingCode
    }
    let outcomes = records.codes("outcome")
    let selfFunded = records.dictionary("outcome").firstIndex(of: "nfa-self-funded")
    var cases = CohortCases(recordsIn: records.count, steps: 9)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isCareHome)
    var admitted: [Int32] = []
    for person in 0..<services.peopleCount {
      let own = services.services(of: person)
      var isCounted = false
      for service in own where service.kind.isCareHome {
        let record = Int(service.record)
        let component = components[record]
        func leave(_ step: Int) { cases.excluded[step] += 1 }
        guard service.start >= period.start.number, service.start <= period.end.number else {
          leave(2)
          continue
        }
        guard component == Column.missingCode || careHome.contains(component) else {
          leave(3)
          continue
        }
        if let selfFunded, Int(outcomes[record]) == selfFunded {
          leave(4)
        } else if born[record] == Column.missingNumber {
          leave(5)
        } else if wholeYears(from: born[record], to: service.start) < 18 {
          leave(6)
        } else if own.contains(where: {
          $0.kind.isCareHome && $0.start < service.start && $0.end > service.start - 365
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
