import Periods
import Tables

extension CohortLinkage {
  /// Requests for support whose first assessment, or first service, started in the period.
  ///
  /// Source: DHSC, adult social care waiting times, method version 1.1 (19 May 2026, provisional).
  static let firstResponses = CohortLinkage(
    name: "first-responses",
    reads: [
      (
        "assessments",
        [
          "person_id", "date_of_birth", "assessment_type", "requested_on", "started_on", "completed_on",
          "closed_on", "outcome",
        ]
      ),
      ("support-services", ["person_id", "service_type", "started_on", "ended_on"]),
    ],
    fields: ["responded_on", "response_days", "served_on", "service_days"], settings: ["firstDay"],
    steps: [
      "other-kinds", "before-first-day", "no-date-of-birth", "under-25", "closed", "existing-client",
      "follows-another", "no-response", "not-in-period",
    ]
  ) { linked, period, settings in
    let firstDay = Int32(settings["firstDay"] ?? 0)
    guard let all = linked.once("first-responses \(firstDay)", { FollowedRequests(&$0, from: firstDay) })
    else {
      return nil
    }
    var cases = CohortCases(recordsIn: all.recordsIn, steps: 9)
    cases.excluded = all.excluded
    var columns = ResponseColumns()
    let span = period.start.number...period.end.number
    for (record, requested, response) in all.followed {
      guard span.contains(response.day) || span.contains(response.served) else {
        cases.excluded[8] += 1
        continue
      }
      cases.records.append(record)
      columns.add(response, requested: requested)
    }
    cases.columns = columns.columns
    return cases
  }
}

/// The requests that were followed by something, whenever that was, by person and in order.
private struct FollowedRequests: Sendable {
  var followed: [(record: Int32, requested: Int32, response: Response)] = []
  var recordsIn: Int
  /// By step; nothing is left out yet for its period.
  var excluded = [Int](repeating: 0, count: 9)

  init?(_ linked: inout LinkedRecords, from firstDay: Int32) {
    guard let requests = linked.records(of: "assessments"),
      let given = linked.records(of: "support-services")
    else { return nil }
    recordsIn = requests.count
    let (people, known) = (linked.peopleCount, linked.knownServices)
    let (services, (reading, groups)) = sideBySide(
      { known ?? ServiceEvents(given, people: people) },
      {
        let reading = RequestReading(requests)
        return (reading, PersonGroups(requests, by: reading.requested, people: people))
      })
    linked.take(services)
    // A stretch of persons for each part, joined in their order.
    let parts = groups.peopleCount >> 12 + 1
    let found = parallelMap(parts) { part in
      let persons = groups.peopleCount * part / parts..<groups.peopleCount * (part + 1) / parts
      return Followed(persons, reading, groups, services, from: firstDay)
    }
    for part in found {
      followed += part.followed
      for step in excluded.indices { excluded[step] += part.excluded[step] }
    }
  }
}

/// What some persons' requests were followed by.
private struct Followed: Sendable {
  var followed: [(record: Int32, requested: Int32, response: Response)] = []
  var excluded = [Int](repeating: 0, count: 9)

  init(
    _ persons: Range<Int>, _ reading: RequestReading, _ groups: PersonGroups, _ services: ServiceEvents,
    from firstDay: Int32
  ) {
    for person in persons {
      let records = groups.records(of: person)
      guard !records.isEmpty else { continue }
      let own = services.services(of: person)
      // Most persons' requests are none of the cohort's, and what followed them is not asked for.
      var known: [Int32]?
      var last: Response?
      for record in records {
        if let step = reading.exclusion(of: Int(record), before: firstDay, services: own) {
          excluded[step] += 1
          continue
        }
        let assessments = known ?? reading.assessments(records)
        known = assessments
        let response = reading.response(to: Int(record), among: assessments, own)
        let requested = reading.requested[Int(record)]
        if let last, requested < last.ends || (response != nil && response?.event == last.event) {
          excluded[6] += 1
          continue
        }
        guard let response else {
          excluded[7] += 1
          continue
        }
        last = response
        followed.append((record, requested, response))
      }
    }
  }
}

/// What followed a request first.
struct Response: Sendable {
  /// The assessment or service it was: a record of the one or the other.
  enum Event: Sendable, Equatable { case assessment(Int32), service(Int32) }
  var event: Event
  var day: Int32
  /// When it was over; a service counts by its start alone.
  var ends: Int32
  /// When the first service that the request led to started; `Column.missingNumber` where none did.
  var served: Int32
}

private struct ResponseColumns {
  var responded: [Int32] = []
  var responseDays: [Int32] = []
  var served: [Int32] = []
  var serviceDays: [Int32] = []

  mutating func add(_ response: Response, requested: Int32) {
    responded.append(response.day)
    responseDays.append(response.day - requested)
    served.append(response.served)
    serviceDays.append(
      response.served == Column.missingNumber ? Column.missingNumber : response.served - requested)
  }

  var columns: [String: Column] {
    [
      "responded_on": .days(responded), "response_days": .integers(responseDays), "served_on": .days(served),
      "service_days": .integers(serviceDays),
    ]
  }
}
