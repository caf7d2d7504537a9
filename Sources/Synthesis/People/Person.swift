import Periods

/// An invented person who draws on care and support, or cares for somebody who does.
struct Person: Sendable {
  /// The council's reference, and the order in which people are kept.
  var reference: Int
  var nhsNumber: Int
  var born: Day
  var died: Day?
  var sex: Sex
  var ethnicity: Ethnicity
  var reason: SupportReason
  var team: Team

  func isAdult(on day: Day) -> Bool { age(on: day) >= 18 }

  /// Whole years on a day; somebody born on 29 February is a year older on 1 March.
  func age(on day: Day) -> Int {
    let (birthYear, birthMonth, birthDate) = born.components
    let (year, month, date) = day.components
    let hadBirthday = month > birthMonth || (month == birthMonth && date >= birthDate)
    return year - birthYear - (hadBirthday ? 0 : 1)
  }

  func isAlive(on day: Day) -> Bool { died.map { day <= $0 } ?? true }
}

enum Sex: UInt8, CaseIterable { case female, male, other, unknown }

/// The ethnic groups of the Safeguarding Adults Collection, in broad categories.
enum Ethnicity: UInt8, CaseIterable { case white, mixed, asian, black, other, refused, unknown }

enum SupportReason: UInt8, CaseIterable {
  case physical, sensory, memory, learningDisability, mentalHealth, social
}

enum Team: UInt8, CaseIterable {
  case north, south, city, west, learningDisability, mentalHealth

  /// How long the team takes, in thousandths of the council's average.
  var pace: Int {
    switch self {
    case .north: 850
    case .south: 1000
    case .city: 1250
    case .west: 950
    case .learningDisability: 1100
    case .mentalHealth: 1400
    }
  }
}
