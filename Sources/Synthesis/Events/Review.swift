import Periods

/// One review of somebody's long-term support, as it really happened.
struct Review: Sendable {
  enum Setting: UInt8, CaseIterable { case community, residential, nursing }

  var id: Int
  var person: Int
  var team: Team
  var setting: Setting
  var isPlanned: Bool
  var isInHouse: Bool
  var supportBegan: Day
  var supportEnded: Day?
  var previous: Day?
  var due: Day
  var allocated: Day?
  var started: Day?
  var completed: Day?
  var method: Int?
  var achieved: Int?
  var outcome: Int?
}

/// For every spell of long-term support, its reviews in order, and the next one.
struct Reviews {
  let world: World
  let support: Support

  func simulate() -> [Review] {
    var chance = Chance(seed: world.seed, for: "reviews")
    // Enough for a rolling year and the one before it.
    let kept = (world.asOf + 1).adding(months: -30)
    var homes = [Day?](repeating: nil, count: world.people.count)
    var settings = [Review.Setting](repeating: .residential, count: world.people.count)
    for service in support.services where service.kind == .residential || service.kind == .nursing {
      homes[service.person] = service.began
      settings[service.person] = service.kind == .nursing ? .nursing : .residential
    }
    var all: [Review] = []
    for spell in support.spells where spell.ended.map({ $0 >= kept }) ?? true {
      var previous: Day?
      while true {
        var review = next(of: spell, after: previous, &chance)
        if let home = homes[spell.person], home <= review.completed ?? world.asOf {
          review.setting = settings[spell.person]
        }
        let completed = review.completed
        if completed.map({ $0 >= kept }) ?? true {
          review.id = all.count + 1
          all.append(review)
        }
        guard let completed else { break }
        previous = completed
      }
    }
    return all
  }

  private func next(of spell: Spell, after previous: Day?, _ chance: inout Chance) -> Review {
    let person = world.people[spell.person]
    let reference = previous ?? spell.began
    var review = Review(
      id: 0, person: spell.person, team: person.team, setting: .community,
      isPlanned: !chance.happens(perMille: 150), isInHouse: chance.happens(perMille: 780),
      supportBegan: spell.began, supportEnded: spell.ended, previous: previous,
      due: reference.adding(months: 12))
    var done = reference + chance.between(25, 330)
    if review.isPlanned {
      // Most teams are a little ahead or behind. A few reviews are long overdue.
      let late = Spread.wide.days(median: 85, &chance) * person.team.pace / 1000
      done = review.due - 50 + min(1400, late + (chance.happens(perMille: 30) ? 500 : 0))
    }
    done = world.office.opening(onOrAfter: max(done, reference + 14))
    let started = max(reference + 1, done - chance.between(0, 21))
    let allocated = max(reference, started - chance.between(0, 30))
    func seen(_ day: Day) -> Day? {
      guard spell.ended.map({ day <= $0 }) ?? true else { return nil }
      return world.past(day)
    }
    review.allocated = seen(allocated)
    review.started = seen(started)
    review.completed = seen(done)
    if review.completed != nil {
      review.method = chance.pick([380, 470, 90, 60])
      review.achieved = chance.pick([520, 400, 80])
      review.outcome = chance.pick([720, 190, 60, 30])
    }
    return review
  }
}
