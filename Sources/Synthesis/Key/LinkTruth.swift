import Periods

/// The true measures of responses to requests, enquiries from concerns, and repeated concerns.
enum LinkTruth {
  enum Waited { case response, service }

  /// Something that happened to a person, in the order of the method: requests, assessments, services.
  private struct Moment {
    var day: Day
    var place: Int
    var id: Int
    /// For a request.
    var request: Assessment?
    /// For an assessment.
    var leadsOn = false

    static func precedes(_ a: Moment, _ b: Moment) -> Bool { (a.day, a.place, a.id) < (b.day, b.place, b.id) }
  }

  /// Median waits: days from a request to its first assessment or service, of those that started in the period.
  static func waits(_ lives: Lives, _ w: Window, for what: Waited) -> [CohortCase] {
    lives.world.people.indices.flatMap { person in
      answers(lives, person).compactMap { request, response, service -> CohortCase? in
        guard let day = what == .response ? response : service, w.contains(day) else { return nil }
        return CohortCase(
          person: person, team: request.team, age: lives.age(person, on: day), days: day - request.requested)
      }
    }
  }

  /// A person's requests that are not a response to an earlier one, each with its first response and its first service.
  private static func answers(
    _ lives: Lives, _ person: Int
  ) -> [(request: Assessment, response: Day?, service: Day?)] {
    let moments = history(lives, person)
    var out: [(request: Assessment, response: Day?, service: Day?)] = []
    var earlier: [(response: Int?, service: Int?)] = []
    for (turn, moment) in moments.enumerated() {
      guard let request = moment.request else { continue }
      let later = moments.indices.filter { $0 > turn }
      let assessed = later.first { moments[$0].place == 1 }
      var served = later.first { moments[$0].place == 2 }
      var response = served
      if let assessed, served.map({ assessed < $0 }) ?? true {
        response = assessed
        let block = moments[assessed...].prefix { $0.place == 1 }
        if !block.contains(where: \.leadsOn) { served = nil }
      }
      let isOpen = earlier.last.map { [$0.response, $0.service].contains { ($0 ?? turn) > turn } } ?? false
      let isShared = earlier.contains { before in
        if let response, let other = before.response, response <= other { return true }
        if let served, let other = before.service, served <= other { return true }
        return false
      }
      earlier.append((response, served))
      guard !isOpen, !isShared else { continue }
      out.append((request, response.map { moments[$0].day }, served.map { moments[$0].day }))
    }
    return out
  }

  private static func history(_ lives: Lives, _ person: Int) -> [Moment] {
    let services = lives.services[person]
    let needs = lives.assessments[person].filter(\.isOfNeeds)
    let requests = needs.filter { request in
      request.requested >= Day(number: 19448) && request.closed == nil
        && lives.age(person, on: request.requested) >= 25 && !isClient(services, on: request.requested)
    }
    var moments = requests.map { Moment(day: $0.requested, place: 0, id: $0.id, request: $0) }
    for assessment in needs {
      guard let completed = assessment.completed else { continue }
      let leadsOn = [.support, .continuation, .reablement].contains(assessment.outcome)
      moments.append(
        Moment(day: assessment.started ?? completed, place: 1, id: assessment.id, leadsOn: leadsOn))
    }
    for service in services where service.kind != .carer {
      moments.append(Moment(day: service.began, place: 2, id: service.id))
    }
    return moments.sorted(by: Moment.precedes)
  }

  private static func isClient(_ services: [Service], on day: Day) -> Bool {
    services.contains { service in
      guard service.began < day else { return false }
      if service.kind.isLongTerm { return service.last >= Window.months(-12, after: day) }
      let isShort = service.kind == .reablement || service.kind == .otherShort
      return isShort && service.last >= Window.months(-3, after: day)
    }
  }

  /// Concerns received, and whether each led to a section 42 enquiry, at any time.
  static func conversions(_ lives: Lives, _ w: Window) -> [CohortCase] {
    lives.concerns.filter { w.contains($0.received) }.map { concern in
      CohortCase(
        person: concern.person, team: concern.team,
        isMet: concern.enquiry.map { lives.enquiries[$0 - 1].isSection42 } ?? false)
    }
  }

  /// Concerns received, and whether the person had another on an earlier day of the 12 months before.
  static func repeats(_ lives: Lives, _ w: Window) -> [CohortCase] {
    var days: [Int: [Day]] = [:]
    for concern in lives.concerns { days[concern.person, default: []].append(concern.received) }
    return lives.concerns.filter { w.contains($0.received) }.map { concern in
      let earliest = Window.months(-12, after: concern.received)
      let isRepeat = (days[concern.person] ?? []).contains { $0 < concern.received && $0 >= earliest }
      return CohortCase(person: concern.person, team: concern.team, isMet: isRepeat)
    }
  }
}
