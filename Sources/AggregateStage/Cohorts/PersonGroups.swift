import Tables

/// Records sorted by person, day and their own ids. Those without a person or a day are left out.
struct PersonGroups: Sendable {
  private let first: [Int]
  private let order: [Int32]

  init(_ records: FlatRecords, by days: [Int32], people: Int) {
    let persons = records.persons
    var counts = [Int](repeating: 0, count: people + 1)
    let isIn = { (record: Int) in persons[record] >= 0 && days[record] != Column.missingNumber }
    for record in persons.indices where isIn(record) { counts[Int(persons[record]) + 1] += 1 }
    for person in 0..<people { counts[person + 1] += counts[person] }
    var next = counts
    var order = [Int32](repeating: 0, count: counts[people])
    for record in persons.indices where isIn(record) {
      let person = Int(persons[record])
      order[next[person]] = Int32(record)
      next[person] += 1
    }
    for person in 0..<people where counts[person + 1] - counts[person] > 1 {
      order.sortStretch(counts[person]..<counts[person + 1]) {
        let (one, other) = (days[Int($0)], days[Int($1)])
        return one == other ? records.precedes($0, $1) : one < other
      }
    }
    (first, self.order) = (counts, order)
  }

  var peopleCount: Int { first.count - 1 }

  func records(of person: Int) -> ArraySlice<Int32> {
    person < peopleCount ? order[first[person]..<first[person + 1]] : []
  }
}
