import Periods

/// Who has long-term support, from when to when, and the services it is made of; and shorter support.
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

  /// What one person had over the years; services over before the first day are no longer in the extract.
  private mutating func live(_ index: Int) {
    let person = world.people[index]
    let adultFrom = max(person.born.adding(months: 12 * 18), world.first - 1800)
    let last = person.died ?? world.asOf
    guard last > adultFrom else { return }
    if chance.happens(perMille: 160) { reablement(index, between: max(adultFrom, world.first), last) }
    if chance.happens(perMille: 60) { carer(index, between: max(adultFrom, world.first), last) }
    guard chance.happens(perMille: 330) else { return }
    let began = adultFrom + chance.below(last - adultFrom)
    var ended = person.died
    if chance.happens(perMille: 220), last - began > 60 { ended = began + chance.between(30, last - began) }
    guard ended.map({ $0 >= world.first }) ?? true else { return }
    spells.append(Spell(person: index, began: began, ended: ended))
    longTerm(index, from: began, to: ended)
  }

  private mutating func reablement(_ index: Int, between from: Day, _ last: Day) {
    guard last - from > 30 else { return }
    let began = from + chance.below(last - from)
    let planned = began + chance.between(10, 42)
    let ended = planned <= last ? planned : world.people[index].died
    add(index, .reablement, 0, from: began, to: ended)
  }

  private mutating func carer(_ index: Int, between from: Day, _ last: Day) {
    guard last - from > 30 else { return }
    let began = from + chance.below(last - from)
    let planned = began + chance.between(90, 900)
    add(
      index, .carer, chance.below(2) + 9, from: began,
      to: planned <= last ? planned : world.people[index].died)
  }

  /// Support at home, and for some then a care home, without a day between.
  private mutating func longTerm(_ index: Int, from began: Day, to ended: Day?) {
    let last = ended ?? world.asOf
    let isOlder = world.people[index].age(on: began) >= 65
    let entersHome = chance.happens(perMille: isOlder ? 400 : 120)
    let moves = entersHome ? began + chance.below(max(1, last - began + 1)) : nil
    if let moves, moves > began {
      if moves - 1 >= world.first { add(index, .community, community(isOlder), from: began, to: moves - 1) }
      care(index, from: moves, to: ended)
    } else if moves != nil {
      care(index, from: began, to: ended)
    } else {
      add(index, .community, community(isOlder), from: began, to: ended)
    }
  }

  private mutating func community(_ isOlder: Bool) -> Int {
    chance.pick(isOlder ? [0, 620, 30, 110, 5, 180, 55] : [0, 230, 330, 20, 40, 300, 80])
  }

  private mutating func care(_ index: Int, from began: Day, to ended: Day?) {
    let isNursing = chance.happens(perMille: 360)
    add(index, isNursing ? .nursing : .residential, isNursing ? 8 : 7, from: began, to: ended)
  }

  private mutating func add(
    _ index: Int, _ kind: Service.Kind, _ component: Int, from began: Day, to ended: Day?
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
