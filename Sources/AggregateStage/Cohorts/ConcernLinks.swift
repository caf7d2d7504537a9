import Periods
import Tables

extension CohortLinkage {
  /// Concerns of the period, each with the enquiry it led to, whenever that started.
  ///
  /// This conversion follows a cohort. The Safeguarding Adults Collection divides the enquiries started in a year by the
  /// concerns of the same year, whatever concerns they came from, so its rate can exceed 100.
  static let concernsWithEnquiries = CohortLinkage(
    name: "concerns-with-enquiries",
    reads: [
      ("safeguarding-concerns", ["concern_id", "person_id", "received_on"]),
      ("safeguarding-enquiries", ["enquiry_id", "concern_id", "person_id", "enquiry_type", "started_on"]),
    ],
    fields: ["led_to", "enquiry_started_on"], settings: [], steps: ["not-in-period"]
  ) { linked, period, _ in
    guard let all = linked.once("concerns-with-enquiries", { ConcernsAndEnquiries(&$0) }) else { return nil }
    var cases = CohortCases(recordsIn: all.received.count, steps: 1)
    var ledTo: [UInt16] = []
    var started: [Int32] = []
    for (record, received) in all.received.enumerated() {
      guard received >= period.start.number, received <= period.end.number else {
        cases.excluded[0] += 1
        continue
      }
      cases.records.append(Int32(record))
      let found = Int(all.enquiry[record])
      started.append(found < 0 ? Column.missingNumber : all.starts[found])
      let kind: Conversion =
        found < 0 ? .none : Int(all.types[found]) == all.section42 ? .section42 : .otherEnquiry
      ledTo.append(UInt16(kind.rawValue))
    }
    cases.columns = ["led_to": .codes(ledTo), "enquiry_started_on": .days(started)]
    return cases
  }

  /// Concerns of the period, each with the day of the person's last concern before it.
  static let concernsWithEarlierOnes = CohortLinkage(
    name: "concerns-with-earlier-ones",
    reads: [("safeguarding-concerns", ["person_id", "received_on"])],
    fields: ["earlier_concern_on"], settings: [], steps: ["not-in-period"]
  ) { linked, period, _ in
    guard let all = linked.once("concerns-with-earlier-ones", { ConcernsInOrder(&$0) }) else { return nil }
    var cases = CohortCases(recordsIn: all.recordsIn, steps: 1)
    var earlier: [Int32] = []
    for (record, day, before) in all.concerns {
      guard day >= period.start.number, day <= period.end.number else {
        cases.excluded[0] += 1
        continue
      }
      cases.records.append(record)
      earlier.append(before)
    }
    cases.columns = ["earlier_concern_on": .days(earlier)]
    return cases
  }
}

/// All concerns, each with the enquiry it led to.
private struct ConcernsAndEnquiries: Sendable {
  let received: [Int32]
  /// For each concern, the position of its enquiry; −1 where there is none.
  let enquiry: [Int32]
  let starts: [Int32]
  let types: [UInt16]
  let section42: Int?

  init?(_ linked: inout LinkedRecords) {
    guard let concerns = linked.records(of: "safeguarding-concerns"),
      let enquiries = linked.records(of: "safeguarding-enquiries")
    else { return nil }
    var concernIDs = Interner()
    var enquiryIDs = Interner()
    let concernOf = Self.records(by: concerns.numbers("concern_id", among: &concernIDs), concernIDs.count)
    let enquiryOf = Self.records(by: enquiries.numbers("enquiry_id", among: &enquiryIDs), enquiryIDs.count)
    let starts = enquiries.days("started_on")
    var enquiry = [Int32](repeating: -1, count: concerns.count)
    /// Of several enquiries, the one that started first. An enquiry about another person is not the concern's.
    func link(_ concern: Int, _ found: Int) {
      guard concern >= 0, found >= 0, concerns.persons[concern] == enquiries.persons[found] else { return }
      let known = Int(enquiry[concern])
      let isEarlier =
        known < 0 || starts[found] < starts[known]
        || (starts[found] == starts[known] && enquiries.precedes(Int32(found), Int32(known)))
      if isEarlier { enquiry[concern] = Int32(found) }
    }
    for (record, id) in enquiries.numbers("concern_id", among: &concernIDs).enumerated()
    where id >= 0 && Int(id) < concernOf.count {
      link(Int(concernOf[Int(id)]), record)
    }
    for (record, id) in concerns.numbers("enquiry_id", among: &enquiryIDs).enumerated()
    where id >= 0 && Int(id) < enquiryOf.count {
      link(record, Int(enquiryOf[Int(id)]))
    }
    received = concerns.days("received_on")
    (self.enquiry, self.starts) = (enquiry, starts)
    types = enquiries.codes("enquiry_type")
    section42 = enquiries.dictionary("enquiry_type").firstIndex(of: "section-42")
  }

  /// The record of each id, which accepted records do not share; −1 where that record is missing, refused or dated later.
  private static func records(by ids: [Int32], _ count: Int) -> [Int32] {
    var out = [Int32](repeating: -1, count: count)
    for (record, id) in ids.enumerated().reversed() where id >= 0 { out[Int(id)] = Int32(record) }
    return out
  }
}

/// All concerns by person and day, each with the day of the person's last concern before it.
private struct ConcernsInOrder: Sendable {
  var concerns: [(record: Int32, day: Int32, before: Int32)] = []
  let recordsIn: Int

  init?(_ linked: inout LinkedRecords) {
    guard let records = linked.records(of: "safeguarding-concerns") else { return nil }
    recordsIn = records.count
    let received = records.days("received_on")
    let groups = PersonGroups(records, by: received, people: linked.peopleCount)
    for person in 0..<groups.peopleCount {
      var today = Column.missingNumber
      var before = Column.missingNumber
      for record in groups.records(of: person) {
        let day = received[Int(record)]
        if day > today { (before, today) = (today, day) }
        concerns.append((record, day, before))
      }
    }
  }
}

/// The result of a concern, in the codes that `led_to` declares.
enum Conversion: Int, CaseIterable, Sendable {
  case section42, otherEnquiry, none

  var code: String {
    switch self {
    case .section42: "section-42"
    case .otherEnquiry: "other-enquiry"
    case .none: "no-enquiry"
    }
  }
}
