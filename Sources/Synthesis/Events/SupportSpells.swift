import Periods

/// Who has long-term support, from when to when, with its services; and shorter support.
struct Support {
  private(set) var spells: [Spell] = []
  private(set) var services: [Service] = []
  private let world: World
  private var chance: Chance

  init(world: World) {
    self.world = world
    chance = Chance(seed: world.seed, for: "support-services")
    for index in world.people.indices { live(index) }
  }

  /// One person's support over the years. Services that ended before the first day are not in the extract.
  private mutating func live(_ index: Int) {
    let person = world.people[index]
    let adultFrom = max(person.born.adding(months: 12 * 18), world.first - 1800)
    let last = person.died ?? world.asOf
    guard last > adultFrom else { return }
    let own = services.count
    defer { mark(services.indices.suffix(from: own), alive: person.died == nil) }
    if chance.happens(perMille: 160) {
      let after = reablement(index, between: max(adultFrom, world.first), last)
      if let after, chance.happens(perMille: 130), after + 9 <= last {
        let began = after + chance.between(0, 9)
        spells.append(Spell(person: index, began: began, ended: person.died))
        return longTerm(index, from: began, to: person.died)
      }
    }
    if chance.happens(perMille: 60) { carer(index, between: max(adultFrom, world.first), last) }
    guard chance.happens(perMille: 330) else { return }
    let began = adultFrom + chance.below(last - adultFrom)
    var ended = person.died
    if chance.happens(perMille: 220), last - began > 60 { ended = began + chance.between(30, last - began) }
    guard ended.map({ $0 >= world.first }) ?? true else { return }
    spells.append(Spell(person: index, began: began, ended: ended))
    longTerm(index, from: began, to: ended)
  }

  /// One service, or several with a few days between. Returns its last day.
  private mutating func reablement(_ index: Int, between from: Day, _ last: Day) -> Day? {
    guard last - from > 30 else { return nil }
    var began = from + chance.below(last - from)
    var over: Day?
    for _ in 0..<chance.between(1, 3) {
      guard began <= last else { break }
      let planned = began + chance.between(10, 42)
      let ended = planned <= last ? planned : world.people[index].died
      add(index, .reablement, 0, from: began, to: ended)
      if ended != nil, world.people[index].died != ended {
        services[services.count - 1].outcome =
          [1, 2, 3, 4, 6, 7, 8, 9][
            chance.pick([460, 120, 90, 90, 80, 50, 70, 40])]
      }
      over = planned <= last ? planned : nil
      if chance.happens(perMille: 90) { equipment(index, on: began + chance.between(0, 9), by: last) }
      guard let over, chance.happens(perMille: 350) else { break }
      began = over + chance.between(0, 12)
    }
    if let over, chance.happens(perMille: 250) { shortTerm(index, from: over + chance.between(0, 9), last) }
    return over
  }

  private mutating func equipment(_ index: Int, on day: Day, by last: Day) {
    guard day <= last else { return }
    add(index, .lowLevel, 11, from: day, to: day)
  }

  /// Low-level support that continues, or a short stay.
  private mutating func shortTerm(_ index: Int, from began: Day, _ last: Day) {
    guard began <= last else { return }
    let kind: Service.Kind = chance.happens(perMille: 500) ? .lowLevel : .otherShort
    let component = kind == .lowLevel ? [10, 11][chance.below(2)] : [10, 12, 13][chance.below(3)]
    let planned = began + chance.between(3, 200)
    add(index, kind, component, from: began, to: planned <= last ? planned : world.people[index].died)
  }

  private mutating func carer(_ index: Int, between from: Day, _ last: Day) {
    guard last - from > 30 else { return }
    let began = from + chance.below(last - from)
    let planned = began + chance.between(90, 900)
    add(
      index, .carer, chance.below(2) + 9, from: began,
      to: planned <= last ? planned : world.people[index].died)
  }

  /// Support at home and, for some, then a care home without a day between.
  private mutating func longTerm(_ index: Int, from began: Day, to ended: Day?) {
    let last = ended ?? world.asOf
    let isOlder = world.people[index].age(on: began) >= 65
    let entersHome = chance.happens(perMille: isOlder ? 400 : 120)
    let moves = entersHome ? began + chance.below(max(1, last - began + 1)) : nil
    if let moves, moves > began {
      if moves - 1 >= world.first { home(index, isOlder, from: began, to: moves - 1) }
      care(index, from: moves, to: ended)
    } else if moves != nil {
      care(index, from: began, to: ended)
    } else {
      home(index, isOlder, from: began, to: ended)
    }
  }

  /// Support at home: without a day between, or with a break; and sometimes by two services at once.
  private mutating func home(_ index: Int, _ isOlder: Bool, from began: Day, to ended: Day?) {
    let last = ended ?? world.asOf
    if chance.happens(perMille: 220), last - began > 120 {
      let change = began + chance.between(60, last - began - 30)
      let first = change - [1, 1, 1, 2, 9, 30][chance.below(6)]
      if first >= world.first { add(index, .community, community(isOlder), from: began, to: first) }
      add(index, .community, community(isOlder), from: change, to: ended)
    } else {
      add(index, .community, community(isOlder), from: began, to: ended)
    }
    if chance.happens(perMille: 180), last - began > 30 {
      let second = began + chance.below(last - began)
      let over = chance.happens(perMille: 400) ? second + chance.below(last - second + 1) : ended
      guard over.map({ $0 >= world.first }) ?? true else { return }
      add(index, .community, community(isOlder), from: second, to: over)
    }
  }

  private mutating func community(_ isOlder: Bool) -> Int {
    chance.pick(isOlder ? [0, 620, 30, 110, 5, 180, 55] : [0, 230, 330, 20, 40, 300, 80])
  }

  private mutating func care(_ index: Int, from began: Day, to ended: Day?) {
    let last = ended ?? world.asOf
    // Some return home, and some of those are admitted again within a year or later.
    guard chance.happens(perMille: 120), last - began > 90 else {
      if ended.map({ $0 >= world.first }) ?? true { place(index, from: began, to: ended) }
      // A second record of a stay that continues, such as a change of contract.
      let latest = world.asOf - 900
      if ended == nil, began < latest, chance.happens(perMille: 300) {
        services[services.count - 1].isOvershadowed = true
        place(index, from: began + 1 + chance.below(latest - began), to: nil)
      }
      return
    }
    let left = began + chance.between(20, last - began - 30)
    if left >= world.first { place(index, from: began, to: left) }
    let back = left + chance.between(1, 600)
    if back <= last, ended.map({ $0 >= world.first }) ?? true { place(index, from: back, to: ended) }
  }

  private mutating func place(_ index: Int, from began: Day, to ended: Day?) {
    let isNursing = chance.happens(perMille: 360)
    // The component of a service is not always recorded, or not correctly.
    let component = [isNursing ? 8 : 7, nil, 10][chance.pick([850, 100, 50])]
    add(index, isNursing ? .nursing : .residential, component, from: began, to: ended)
    if ended != nil, ended != world.people[index].died, chance.happens(perMille: 150) {
      services[services.count - 1].outcome = 5
    }
  }

  /// Which of a person's services can have a fault without changing a count.
  private mutating func mark(_ own: Range<Int>, alive: Bool) {
    let reablement = own.filter { services[$0].kind == .reablement }
    guard alive, reablement.count == 1, let one = reablement.first else { return }
    services[one].isBesideLongTerm = own.contains {
      services[$0].kind.isLongTerm && services[$0].began < services[one].began && services[$0].ended == nil
    }
  }

  private mutating func add(
    _ index: Int, _ kind: Service.Kind, _ component: Int?, from began: Day, to ended: Day?
  ) {
    let person = world.people[index]
    var service = Service(
      id: services.count + 1, person: index, team: person.team, kind: kind, component: component,
      began: began,
      ended: ended, home: 0)
    switch kind {
    case .nursing, .residential:
      service.home = kind == .nursing ? 6 : 5
      service.mechanism = .commissioned
      service.cost = chance.between(780, 1450) * 100
      service.units = 100
    case .community:
      service.home = chance.pick(
        person.age(on: began) < 65 ? [60, 190, 110, 330, 250, 30, 0, 30] : [480, 260, 60, 60, 10, 0, 0, 130])
      if service.home >= 5 { service.home += 2 }
      if component == 5 {
        service.mechanism = .directPayment
      } else {
        service.mechanism = chance.happens(perMille: 800) ? .managedBudget : .commissioned
      }
      service.cost = chance.between(1850, 2950)
      service.units = chance.between(4, 84) * 50
    default:
      service.home = chance.pick([520, 300, 100, 80])
    }
    if let ended {
      let isDeath = person.died == ended
      service.outcome = isDeath ? 0 : chance.between(1, 4)
    }
    services.append(service)
  }
}
