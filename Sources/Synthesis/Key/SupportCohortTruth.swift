import Periods

/// What the measures of admissions, accommodation, choice and reviews mean.
enum SupportCohortTruth {
  /// 2B and 2C: newly in a care home, once a person.
  static func admissions(_ lives: Lives, _ w: Window) -> [CohortCase] {
    lives.people { person, services in
      let starts = services.filter { service in
        service.isCareHome && w.contains(service.began)
          && (service.component == nil || service.component == 7 || service.component == 8)
          && service.outcome != 5
          && !services.contains { before in
            before.isCareHome && before.began < service.began && service.began - before.last < 365
          }
      }
      guard let first = starts.map(\.began).min(), lives.age(person, on: first) >= 18 else { return nil }
      return CohortCase(
        person: person, team: lives.world.people[person].team, age: lives.age(person, on: first))
    }
  }

  /// 2E: where people with long-term support live, by the latest of it.
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
      // Homes of the council's words: 5 and 6 are care homes, 7 is not known, 9 is temporary.
      return CohortCase(
        person: person, team: lives.world.people[person].team, age: age,
        isMet: ![5, 6, 7, 9].contains(latest.home))
    }
  }

  /// 3D: people with support at home and in no care home, and whether the numerator has them.
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
      let year = Window.months(-12, after: w.end)
      // From the last day back: every day must be one that some service ran on.
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
