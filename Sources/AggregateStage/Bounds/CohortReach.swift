import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// The people whose cases of a cohort are in doubt, by code.
///
/// A linkage makes a person's cases from that person's records only. So somebody without a doubtful record has the cases
/// that are counted now. Somebody with one could have any cases that the records allow, or none.
struct CohortReach: Sendable {
  struct Touch: Sendable {
    var persons: Set<Int32> = []
    /// Doubtful records that could be anybody's. Each could change the cases of one more person.
    var strays = 0
    var records = 0
  }

  private(set) var all = Touch()
  private(set) var byCode: [FindingCode: Touch] = [:]
  /// For each person, the number of records that cases are made of, refused ones included. The last is for records
  /// without a person.
  private var room: [Int]
  let isOncePerPerson: Bool

  /// nil where the cohort's linkage lacks an extract.
  init?(_ dataset: Dataset, _ cohort: Cohort, _ linked: inout LinkedRecords, _ doubts: [String: Doubts]) {
    guard let linkage = CohortLinkage.named(cohort.linkage?.value ?? dataset.dataset.value),
      let first = cohort.reads.first?.dataset.value, let records = linked.records(of: first)
    else { return nil }
    isOncePerPerson = linkage.isOncePerPerson
    room = []
    var found = records.persons
    for read in cohort.reads {
      let id = read.dataset.value
      guard let table = linked.records(of: id)?.cases.table, let doubt = doubts[id] else { continue }
      var names = Set((read.fields + (read.optionalFields ?? [])).map(\.value))
      if id == first { names.formUnion(dataset.fields.map(\.field.value)) }
      let read = Set(names.compactMap { table.fields.firstIndex(of: $0) })
      for group in doubt.all where group.isRefused || !group.fields.isDisjoint(with: read) {
        let persons = linked.persons(of: group, in: id)
        all.add(persons, of: group, person: linked.personField(of: id))
        if id == first, group.isRefused { found += persons }
      }
      for (code, groups) in doubt.byCheck {
        for group in groups where group.isRefused || !group.fields.isDisjoint(with: read) {
          byCode[code, default: Touch()].add(
            linked.persons(of: group, in: id), of: group, person: linked.personField(of: id))
        }
      }
    }
    room = [Int](repeating: 0, count: linked.peopleCount + 1)
    for person in found { room[place(of: person)] += 1 }
  }

  func touch(_ code: FindingCode?) -> Touch? { code.map { byCode[$0] } ?? all }

  /// The number of people, which is also the place of records without a person.
  var places: Int { room.count }

  func place(of person: Int32) -> Int { person < 0 ? room.count - 1 : Int(person) }

  /// The most cases that a person's records could make.
  func mostCases(at place: Int) -> Int { isOncePerPerson ? min(1, room[place]) : room[place] }
}

extension CohortReach.Touch {
  fileprivate mutating func add(_ found: [Int32], of group: DoubtfulRecords, person field: Int?) {
    let isAnybodys = field.map { group.fields.contains($0) } ?? true
    records += found.count
    for person in found {
      if isAnybodys || person < 0 { strays += 1 }
      persons.insert(person)
    }
    // A record without a person now could be a stray's.
    if strays > 0 { persons.insert(-1) }
  }
}

extension LinkedRecords {
  fileprivate mutating func persons(of group: DoubtfulRecords, in dataset: String) -> [Int32] {
    let field = personField(of: dataset)
    return group.batches.flatMap { batch -> [Int32] in
      guard let field, case .text(let names) = batch.columns[field] else {
        return [Int32](repeating: -1, count: batch.rowCount)
      }
      return (0..<batch.rowCount).map { row in
        let range = names.range(row)
        return range.isEmpty ? -1 : person(named: names, range)
      }
    }
  }
}
