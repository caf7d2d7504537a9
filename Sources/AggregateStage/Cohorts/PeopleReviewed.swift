import Periods
import Tables

extension CohortLinkage {
  /// LTS001c and LTS002b: people in long-term support for more than a year, and when they were last reviewed.
  ///
  /// Source: NHS England, client level data to SALT transformation principles, LTS001c and LTS002b: support goes on
  /// even if service lines break; a review is planned or unplanned.
  static let peopleReviewed = CohortLinkage(
    name: "people-reviewed",
    reads: [
      ("support-services", ["person_id", "service_type", "started_on", "ended_on"]),
      ("reviews", ["person_id", "completed_on"]),
    ],
    fields: ["supported_since", "last_reviewed_on"], settings: ["breakDays"],
    steps: ["other-services", "backwards", "not-on-the-day", "counted-once", "not-for-a-year"],
    isOncePerPerson: true
  ) { linked, period, settings in
    guard let services = linked.services(), let reviews = linked.records(of: "reviews") else { return nil }
    let day = period.end.number
    var reviewed = [Int32](repeating: Column.missingNumber, count: linked.peopleCount)
    for (person, completed) in zip(reviews.persons, reviews.days("completed_on"))
    where person >= 0 && completed <= day {
      // A missing day is the smallest number there is.
      reviewed[Int(person)] = max(reviewed[Int(person)], completed)
    }
    var cases = CohortCases(recordsIn: services.records.count, steps: 5)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isLongTerm)
    let longest = Int(settings["breakDays"] ?? 0)
    let yearBefore = period.end.adding(months: -12).number
    var since: [Int32] = []
    var last: [Int32] = []
    for person in 0..<services.peopleCount {
      var latest: ServiceEvent?
      var spell: (start: Int32, end: Int32)?
      for service in services.services(of: person) where service.kind.isLongTerm {
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
      guard spell.start <= yearBefore else {
        cases.excluded[4] += 1
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
