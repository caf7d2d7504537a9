import Periods
import Tables

extension CohortLinkage {
  /// LTS004: everybody with long-term support for a learning disability in the period, by their latest service.
  ///
  /// Of services begun on one day, one that says where the person lives is preferred. Source: NHS England, client level
  /// data to SALT transformation principles, LTS004.
  static let peopleWithLearningDisability = CohortLinkage(
    name: "people-with-a-learning-disability",
    reads: [
      (
        "support-services",
        [
          "person_id", "client_type", "service_type", "started_on", "ended_on", "accommodation_status",
          "primary_support_reason",
        ]
      )
    ],
    fields: [], settings: [],
    steps: ["other-services", "backwards", "not-in-period", "other-reason", "counted-once"],
    isOncePerPerson: true
  ) { linked, period, _ in
    guard let services = linked.services() else { return nil }
    let records = services.records
    var cases = CohortCases(recordsIn: records.count, steps: 5)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isLongTerm)
    let reasons = records.codes("primary_support_reason")
    let disability = records.dictionary("primary_support_reason").firstIndex(of: "learning-disability")
    let homes = records.codes("accommodation_status")
    let unknown = records.dictionary("accommodation_status").firstIndex(of: "unknown")
    func saysHome(_ service: ServiceEvent) -> Bool {
      let home = homes[Int(service.record)]
      return home != Column.missingCode && Int(home) != unknown
    }
    for person in 0..<services.peopleCount {
      var latest: ServiceEvent?
      for service in services.usersServices(of: person) where service.kind.isLongTerm {
        if !service.overlaps(period.start.number, period.end.number) {
          cases.excluded[2] += 1
        } else if disability == nil || Int(reasons[Int(service.record)]) != disability {
          cases.excluded[3] += 1
        } else if let known = latest {
          cases.excluded[4] += 1
          // Services come in order, so the later of two equal ones wins.
          if service.start > known.start || saysHome(service) || !saysHome(known) { latest = service }
        } else {
          latest = service
        }
      }
      if let latest { cases.records.append(latest.record) }
    }
    return cases
  }
}
