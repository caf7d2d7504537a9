import Periods
import Tables

extension CohortLinkage {
  /// Requests for support whose first assessment or first service started in the period.
  ///
  /// Source: DHSC, adult social care waiting times, method version 1.1 (19 May 2026, provisional), and
  /// `Waiting_times/waiting_times_method.sql` of its ASC-CLD-LA-Dashboard.
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
    return linked.once("first-responses \(firstDay)") {
      FollowedRequests(&$0, of: "assessments", from: firstDay)
    }?.cases(over: period)
  }

  /// The same of requests that an extract of their own holds, as Client Level Data does.
  static let requestsAnswered = CohortLinkage(
    name: "requests-answered",
    reads: [
      ("requests", ["person_id", "date_of_birth", "client_type", "requested_on", "outcome"]),
      ("assessments", ["person_id", "assessment_type", "started_on", "completed_on", "outcome"]),
      ("support-services", ["person_id", "service_type", "started_on", "ended_on"]),
    ],
    fields: firstResponses.fields, settings: firstResponses.settings, steps: firstResponses.steps
  ) { linked, period, settings in
    let firstDay = Int32(settings["firstDay"] ?? 0)
    return linked.once("requests-answered \(firstDay)") {
      FollowedRequests(&$0, of: "requests", from: firstDay)
    }?.cases(over: period)
  }
}

extension FollowedRequests {
  /// Those whose first response, or first service, started in a period.
  fileprivate func cases(over period: ReportingPeriod) -> CohortCases {
    var cases = CohortCases(recordsIn: recordsIn, steps: 9)
    cases.excluded = excluded
    var columns = ResponseColumns()
    let span = period.start.number...period.end.number
    for (record, requested, response) in followed {
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

/// The requests that something followed, at any time, sorted by person.
private struct FollowedRequests: Sendable {
  var followed: [(record: Int32, requested: Int32, response: Response)] = []
  var recordsIn: Int
  /// By step. Requests outside the period are not left out yet.
  var excluded = [Int](repeating: 0, count: 9)

  /// - Parameter dataset: whose records are the requests.
  init?(_ linked: inout LinkedRecords, of dataset: String, from firstDay: Int32) {
    guard let requests = linked.records(of: dataset), let assessments = linked.records(of: "assessments"),
      let given = linked.records(of: "support-services")
    else { return nil }
    recordsIn = requests.count
    let (people, known) = (linked.peopleCount, linked.knownServices)
    let isOwn = dataset == "assessments"
    let (services, (reading, answers, groups, answered)) = sideBySide(
      { known ?? ServiceEvents(given, people: people) },
      {
        let answers = AssessmentReading(assessments)
        let reading =
          isOwn ? RequestReading(asAssessments: requests, answers) : RequestReading(asRequests: requests)
        let groups = PersonGroups(requests, by: reading.requested, people: people)
        return (
          reading, answers, groups,
          isOwn ? groups : PersonGroups(assessments, by: answers.assessed, people: people)
        )
      })
    linked.take(services)
    // Each part takes a range of persons. Their results are joined in order.
    let parts = groups.peopleCount >> 12 + 1
    let found = parallelMap(parts) { part in
      let persons = groups.peopleCount * part / parts..<groups.peopleCount * (part + 1) / parts
      return Followed(persons, reading, groups, answers, answered, services, from: firstDay)
    }
    for part in found {
      followed += part.followed
      for step in excluded.indices { excluded[step] += part.excluded[step] }
    }
  }
}

/// What followed the requests of some persons.
private struct Followed: Sendable {
  var followed: [(record: Int32, requested: Int32, response: Response)] = []
  var excluded = [Int](repeating: 0, count: 9)

  init(
    _ persons: Range<Int>, _ reading: RequestReading, _ groups: PersonGroups, _ answers: AssessmentReading,
    _ answered: PersonGroups, _ services: ServiceEvents, from firstDay: Int32
  ) {
    for person in persons {
      let records = groups.records(of: person)
      guard !records.isEmpty else { continue }
      let own = services.services(of: person)
      var requests: [Int32] = []
      for record in records {
        if let step = reading.exclusion(of: Int(record), before: firstDay, services: own) {
          excluded[step] += 1
        } else {
          requests.append(record)
        }
      }
      // Most persons have no request of the cohort, so what followed theirs is not needed.
      guard !requests.isEmpty else { continue }
      let history = FollowUp.requests(
        in: reading.history(of: requests, answers, among: answered.records(of: person), own))
      for one in history {
        if one.isPassedOver {
          excluded[6] += 1
        } else if let response = one.response {
          followed.append((one.record, reading.requested[Int(one.record)], response))
        } else {
          excluded[7] += 1
        }
      }
    }
  }
}

/// The first thing that followed a request.
struct Response: Sendable {
  var day: Int32
  /// The start of the first service that the request led to; `Column.missingNumber` where there is none.
  var served: Int32
}

/// A request and what followed it, read from a person's events in order.
struct FollowUp: Sendable {
  var record: Int32
  /// nil where nothing followed.
  var response: Response?
  /// "Exclude requests that overlap with ongoing activity linked to a previous request".
  var isPassedOver = false

  /// Every request of a history, in order.
  static func requests(in events: [PersonEvent]) -> [FollowUp] {
    let after = NextEvents(events)
    var found: [FollowUp] = []
    // Places in the history: the response to the request before, and the latest response of all before it.
    var before: Int?
    var (lastResponse, lastService) = (-1, -1)
    for (place, event) in events.enumerated() where event.kind == .request {
      let (response, service) = after.answers(to: place)
      var one = FollowUp(record: event.record)
      one.response = response.map {
        Response(day: events[$0].day, served: service.map { events[$0].day } ?? Column.missingNumber)
      }
      one.isPassedOver =
        before.map { $0 > place } ?? false || response.map { $0 <= lastResponse } ?? false
        || service.map { $0 <= lastService } ?? false
      found.append(one)
      before = [response, service].compactMap(\.self).max()
      lastResponse = max(lastResponse, response ?? -1)
      lastService = max(lastService, service ?? -1)
    }
    return found
  }
}

/// For each place in a person's history, the next event of each kind.
private struct NextEvents {
  private var assessments: [Int?]
  private var services: [Int?]
  /// Whether an assessment, or one that directly follows it, led to services.
  private var leadsOn: [Bool]

  init(_ events: [PersonEvent]) {
    assessments = Array(repeating: nil, count: events.count)
    services = assessments
    leadsOn = Array(repeating: false, count: events.count)
    var (assessment, service): (Int?, Int?) = (nil, nil)
    for place in events.indices.reversed() {
      (assessments[place], services[place]) = (assessment, service)
      switch events[place].kind {
      case .request: break
      case .assessment(let leads):
        leadsOn[place] = leads || (place + 1 < events.count && leadsOn[place + 1])
        assessment = place
      case .service: service = place
      }
    }
  }

  /// The first response to the request at a place, and the service it led to.
  ///
  /// "Allow services to be first response", "Exclude services where an intervening assessment block does not indicate
  /// progress to service".
  func answers(to place: Int) -> (response: Int?, service: Int?) {
    let (assessment, service) = (assessments[place], services[place])
    guard let assessment, service.map({ assessment < $0 }) ?? true else { return (service, service) }
    return (assessment, leadsOn[assessment] ? service : nil)
  }
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
