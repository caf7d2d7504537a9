import Periods

/// Everybody the council knows, with typical ages, sexes and reasons for support.
struct Population: Sendable {
  let people: [Person]

  init(seed: UInt64, count: Int, asOf: Day, from first: Day) {
    precondition(count > 0 && count <= NHSNumbers.most, "between 1 and 900,000 people")
    var chance = Chance(seed: seed, for: "people")
    var numbers = NHSNumbers(&chance)
    var people: [Person] = []
    people.reserveCapacity(count)
    for index in 0..<count {
      people.append(Self.person(index, numbers.next(), asOf, first, &chance))
    }
    self.people = people
  }

  private static let ageBands = [(18, 24), (25, 44), (45, 64), (65, 74), (75, 84), (85, 94), (95, 100)]
  private static let ageWeights = [50, 130, 180, 150, 240, 210, 40]
  private static let ethnicityWeights = [880, 18, 40, 22, 10, 8, 22]

  private static func person(
    _ index: Int, _ nhsNumber: Int, _ asOf: Day, _ first: Day, _ chance: inout Chance
  ) -> Person {
    let band = ageBands[chance.pick(ageWeights)]
    let age = chance.between(band.0, band.1)
    // Born on some day that gives this age on the as-of day.
    let born = asOf.adding(months: -12 * age) - chance.below(365)
    let isOlder = age >= 65
    let reason = SupportReason.allCases[
      chance.pick(isOlder ? [640, 50, 210, 15, 50, 35] : [280, 30, 10, 370, 260, 50])]
    let team: Team =
      switch reason {
      case .learningDisability: .learningDisability
      case .mentalHealth where !isOlder: .mentalHealth
      default: [.north, .south, .city, .west][chance.pick([280, 260, 300, 160])]
      }
    let diesInThousand = age >= 85 ? 350 : age >= 75 ? 160 : age >= 65 ? 70 : 20
    let died = chance.happens(perMille: diesInThousand) ? first + chance.below(asOf - first + 1) : nil
    return Person(
      reference: 100_000 + index, nhsNumber: nhsNumber, born: born, died: died,
      sex: Sex.allCases[chance.pick(isOlder ? [620, 375, 1, 4] : [480, 505, 7, 8])],
      ethnicity: Ethnicity.allCases[chance.pick(ethnicityWeights)], reason: reason, team: team)
  }

  /// Somebody alive and adult on a day who meets the condition, or nil where a reasonable search finds nobody.
  func someone(
    on day: Day, _ chance: inout Chance, where admits: (Person) -> Bool = { _ in true }
  ) -> Int? {
    for _ in 0..<40 {
      let index = chance.below(people.count)
      let person = people[index]
      if person.isAlive(on: day), person.isAdult(on: day), admits(person) { return index }
    }
    return nil
  }
}
