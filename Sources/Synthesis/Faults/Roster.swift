/// Which person has which records of one extract, to plant faults between records next to clean ones.
struct Roster<Record> {
  let records: [Record]
  let person: (Record) -> Int
  let id: (Record) -> Int
  /// By person: the position of their first record, or −1, and how many they have.
  private let first: [Int32]
  private let count: [Int32]
  /// By record: the position of the same person's record before it, or −1.
  private let before: [Int32]

  init(_ records: [Record], people: Int, id: @escaping (Record) -> Int, person: @escaping (Record) -> Int) {
    self.records = records
    self.person = person
    self.id = id
    var first = [Int32](repeating: -1, count: people)
    var latest = first
    var count = [Int32](repeating: 0, count: people)
    var before: [Int32] = []
    before.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      let someone = person(record)
      if first[someone] < 0 { first[someone] = Int32(index) }
      before.append(latest[someone])
      latest[someone] = Int32(index)
      count[someone] += 1
    }
    (self.first, self.count, self.before) = (first, count, before)
  }

  /// Records are numbered from 1 in their order.
  func position(_ record: Record) -> Int { id(record) - 1 }

  func has(_ person: Int) -> Bool { count[person] > 0 }

  /// Whether the person has this record and no other.
  func isAlone(_ record: Record) -> Bool { count[person(record)] == 1 }

  /// The position of the person's first record, if this is a later one.
  func earlier(_ record: Record) -> Int? {
    let place = Int(first[person(record)])
    return place < position(record) ? place : nil
  }

  /// The position of the person's record before this one.
  func previous(_ record: Record) -> Int? {
    let place = Int(before[position(record)])
    return place < 0 ? nil : place
  }

  /// The person's record before this one.
  func recordBefore(_ record: Record) -> Record? { previous(record).map { records[$0] } }

  func firstPosition(ofPerson person: Int) -> Int? { first[person] < 0 ? nil : Int(first[person]) }
}
