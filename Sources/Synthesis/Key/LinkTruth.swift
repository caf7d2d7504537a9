import Periods

/// What the measures mean that follow requests to answers, concerns to enquiries, and concerns to earlier ones.
enum LinkTruth {
  enum Waited { case response, service }

  private struct Answer {
    var day: Day
    var over: Day
    var id: String
    var service: Day?
  }

  /// Median waits: days from a request to its first assessment or service, of those that started in the period.
  static func waits(_ lives: Lives, _ w: Window, for what: Waited) -> [CohortCase] {
    let firstDay = Day(number: 19448)
    return lives.world.people.indices.flatMap { person -> [CohortCase] in
      var cases: [CohortCase] = []
      var before: Answer?
      let asked = lives.assessments[person].filter { $0.isOfNeeds && $0.requested >= firstDay }
      for request in asked.sorted(by: { ($0.requested, $0.id) < ($1.requested, $1.id) }) {
        guard lives.age(person, on: request.requested) >= 25, request.closed == nil,
          !isClient(lives.services[person], on: request.requested)
        else { continue }
        let answer = answer(to: request, lives.assessments[person], lives.services[person])
        if let before, request.requested < before.over || answer?.id == before.id { continue }
        guard let answer else { continue }
        before = answer
        let day = what == .response ? answer.day : answer.service
        guard let day, w.contains(day) else { continue }
        cases.append(
          CohortCase(
            person: person, team: request.team, age: lives.age(person, on: request.requested),
            days: day - request.requested))
      }
      return cases
    }
  }

  private static func isClient(_ services: [Service], on day: Day) -> Bool {
    services.contains { service in
      guard service.began < day else { return false }
      if service.kind.isLongTerm { return service.last >= Window.months(-12, after: day) }
      let isShort = service.kind == .reablement || service.kind == .otherShort
      return isShort && service.last >= Window.months(-3, after: day)
    }
  }

  private static func answer(
    to request: Assessment, _ assessments: [Assessment], _ services: [Service]
  ) -> Answer? {
    let done = assessments.compactMap { assessment -> (day: Day, over: Day, assessment: Assessment)? in
      guard assessment.isOfNeeds, let completed = assessment.completed else { return nil }
      let day = assessment.started ?? completed
      return day >= request.requested ? (day, completed, assessment) : nil
    }
    let first = done.min { ($0.day, $0.assessment.id) < ($1.day, $1.assessment.id) }
    let given = services.filter { $0.kind != .carer && $0.began >= request.requested }
    let service = given.min { ($0.began, $0.last, $0.id) < ($1.began, $1.last, $1.id) }
    var served = service?.began
    if let service {
      let block = done.filter { $0.day <= service.began }
      let leadsOn = block.contains {
        $0.assessment.outcome == .support || $0.assessment.outcome == .reablement
      }
      if !block.isEmpty, !leadsOn { served = nil }
    }
    if let first, service.map({ first.day <= $0.began }) ?? true {
      return Answer(day: first.day, over: first.over, id: "A\(first.assessment.id)", service: served)
    }
    return service.map { Answer(day: $0.began, over: $0.began, id: "S\($0.id)", service: served) }
  }

  /// Concerns received, and whether each led to a section 42 enquiry whenever that started.
  static func conversions(_ lives: Lives, _ w: Window) -> [CohortCase] {
    lives.concerns.filter { w.contains($0.received) }.map { concern in
      CohortCase(
        person: concern.person, team: concern.team,
        isMet: concern.enquiry.map { lives.enquiries[$0 - 1].isSection42 } ?? false)
    }
  }

  /// Concerns received, and whether another about the same person came in on an earlier day of the 12 months before.
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
