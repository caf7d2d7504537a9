import Periods
import Tables

extension CohortLinkage {
  /// LTS001c and LTS002b: people in long-term support for more than a year, and when they were last reviewed.
  ///
  /// Source: NHS England, client level data to SALT transformation principles, LTS001c and LTS002b. Support continues
  /// even if service lines have a break. Adults only. A review is planned or unplanned.
  static let peopleReviewed = CohortLinkage(
    name: "people-reviewed",
    reads: [
      ("support-services", ["person_id", "client_type", "service_type", "started_on", "ended_on"]),
      ("reviews", ["person_id", "completed_on"]),
    ],
    fields: ["supported_since", "last_reviewed_on"], settings: ["breakDays"],
    steps: ["other-services", "backwards", "not-on-the-day", "counted-once", "under-18", "not-for-a-year"],
    isOncePerPerson: true
  ) { linked, period, settings in
    guard let services = linked.services(), let reviews = linked.records(of: "reviews") else { return nil }
    let day = period.end.number
    var reviewed = [Int32](repeating: Column.missingNumber, count: linked.peopleCount)
    for (person, completed) in zip(reviews.persons, reviews.days("completed_on"))
    where person >= 0 && completed <= day {
      // A missing day is the smallest number.
      reviewed[Int(person)] = max(reviewed[Int(person)], completed)
    }
    var cases = CohortCases(recordsIn: services.records.count, steps: 6)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isLongTerm)
    let longest = Int(settings["breakDays"] ?? 0)
    let born = services.records.days("date_of_birth")
    let year = period.end.firstDay(ofMonths: 12).number
    var since: [Int32] = []
    var last: [Int32] = []
    for person in 0..<services.peopleCount {
      var latest: ServiceEvent?
      var spell: (start: Int32, end: Int32)?
      for service in services.usersServices(of: person) where service.kind.isLongTerm {
        if service.start <= day {
          if let known = spell, Int(service.start) - Int(known.end) <= longest + 1 {
            spell = (known.start, max(known.end, service.end))
          } else {
            spell = (service.start, service.end)
          }
        }
        guard service.overlaps(day, day) else {
          cases.excluded[2] += 1
          continue
        }
        if latest != nil { cases.excluded[3] += 1 }
        latest = service
      }
      guard let latest, let spell else { continue }
      let birth = born[Int(latest.record)]
      if birth != Column.missingNumber, wholeYears(from: birth, to: day) < 18 {
        cases.excluded[4] += 1
        continue
      }
      guard spell.start < year else {
        cases.excluded[5] += 1
        continue
      }
      cases.records.append(latest.record)
      since.append(spell.start)
      last.append(reviewed[person])
    }
    cases.columns = ["supported_since": .days(since), "last_reviewed_on": .days(last)]
    return cases
  }
}
