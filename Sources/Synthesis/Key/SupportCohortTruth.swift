import Periods

/// The true measures of admissions, accommodation, choice and reviews.
enum SupportCohortTruth {
  /// 2B and 2C: new in a care home, each person once.
  static func admissions(_ lives: Lives, _ w: Window) -> [CohortCase] {
    lives.people { person, services in
      let starts = services.filter { service in
        service.isLastingStay && w.contains(service.began) && service.outcome != 5
          && !services.contains { before in
            before.isLastingStay && before.began < service.began && service.began - before.last < 365
          }
      }
      guard let first = starts.map(\.began).min(), lives.age(person, on: first) >= 18 else { return nil }
      return CohortCase(
        person: person, team: lives.world.people[person].team, age: lives.age(person, on: first))
    }
  }

  /// 2E: where people with long-term support live, by their latest service.
  static func accommodation(_ lives: Lives, _ w: Window) -> [CohortCase] {
    lives.people { person, services in
      var latest: Service?
      for service in services where service.kind.isLongTerm && service.isIn(w) {
        guard let known = latest else {
          latest = service
          continue
        }
        let (a, b) = (min(service.last, w.end), min(known.last, w.end))
        if a > b
          || (a == b && (service.began, service.last, service.id) > (known.began, known.last, known.id))
        {
          latest = service
        }
      }
      guard let latest else { return nil }
      let age = lives.age(person, on: min(latest.last, w.end))
      guard age >= 18 else { return nil }
      return CohortCase(
        person: person, team: lives.world.people[person].team, age: age, isMet: isSettled(services))
    }
  }

  /// The latest home that any service records; where there is none, the one that the latest service suggests.
  private static func isSettled(_ services: [Service]) -> Bool {
    // The council's words for homes: 5 and 6 are care homes, 7 is not known, 9 is temporary.
    let known = services.filter { $0.home != 7 }
    let last = known.map { [$0.last, $0.began] }.max { $0.lexicographicallyPrecedes($1) }
    let homes = Set(known.filter { [$0.last, $0.began] == last }.map(\.home))
    if homes.count == 1, let home = homes.first { return ![5, 6, 9].contains(home) }
    // Words for components: 1 is support at home; 2, 3 and 4 are supported living, extra care and Shared Lives.
    func place(_ service: Service) -> [Int] {
      let tells = service.component.map { (1...4).contains($0) } ?? false
      return [
        -Int(service.last.number), Int(service.kind.rawValue), tells ? 0 : 1, -Int(service.began.number),
      ]
    }
    guard let first = services.map(place).min(by: { $0.lexicographicallyPrecedes($1) }) else { return false }
    let latest = services.filter { place($0) == first }
    guard let kind = latest.first?.kind, !kind.isCareHome else { return false }
    let told = Set(latest.compactMap(\.component).filter { (1...4).contains($0) })
    return told.count == 1 && (told != [1] || kind == .community)
  }

  /// 3D: people with support at home and in no care home, and whether they are in the numerator.
  static func choice(_ lives: Lives, _ w: Window, isMet: ([Service]) -> Bool) -> [CohortCase] {
    lives.people { person, services in
      let own = services.filter { $0.kind.isLongTerm && $0.isOn(w.end) }
      guard !own.isEmpty, !own.contains(where: \.isCareHome), lives.age(person, on: w.end) >= 18 else {
        return nil
      }
      return CohortCase(person: person, team: lives.world.people[person].team, isMet: isMet(own))
    }
  }

  /// Supported on every day of the year up to the last one, and whether a review was completed in it.
  static func reviewed(_ lives: Lives, _ w: Window) -> [CohortCase] {
    lives.people { person, services in
      let own = services.filter(\.kind.isLongTerm)
      guard lives.age(person, on: w.end) >= 18 else { return nil }
      let year = w.yearBegan - 1
      // From the last day back: some service must have run on every day.
      var day = w.end
      while day >= year {
        let covering = own.filter { $0.isOn(day) }.map(\.began).min()
        guard let covering else { return nil }
        day = covering - 1
      }
      let isReviewed = lives.reviews[person].contains {
        $0.completed.map { $0 > year && $0 <= w.end } ?? false
      }
      return CohortCase(person: person, team: lives.world.people[person].team, isMet: isReviewed)
    }
  }
}
