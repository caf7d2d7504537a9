import FoundationEssentials
import Periods
import Synthesis
import Testing

/// The council of the tests, and its files read by means of their own.
enum Council {
  static let asOf = Day(number: 20757)
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  static func holidays() throws -> [Day] {
    let url = root.appending(path: "data/calendars/england-bank-holidays.csv")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap {
      Day(iso: $0.prefix(10))
    }
  }

  static func make(seed: UInt64 = 7, people: Int = 400, faults: Faults = .perMille(60)) throws
    -> SyntheticCouncil
  {
    SyntheticCouncil(seed: seed, people: people, asOf: asOf, holidays: try holidays(), faults: faults)
  }

  static func files(seed: UInt64 = 7, people: Int = 400, faults: Faults = .perMille(60)) throws -> [String:
    [UInt8]]
  {
    Dictionary(uniqueKeysWithValues: try make(seed: seed, people: people, faults: faults).files())
  }

  /// The council whose files are committed.
  static func example() throws -> SyntheticCouncil {
    try make(seed: 20_261_031, people: 1_400, faults: .perMille(20))
  }

  static let extracts = [
    "assessments.csv", "dols-applications.csv", "reviews.csv", "safeguarding-concerns.csv",
    "safeguarding-enquiries.csv", "support-services.csv",
  ]
}

/// A record of a CSV file, with the line it starts on.
struct Record {
  var line: Int
  var fields: [String]
}

/// A reader of its own, one byte at a time, so that the tests do not lean on the pipeline's.
func records(_ bytes: [UInt8]) -> [Record] {
  var out: [Record] = []
  var fields: [[UInt8]] = [[]]
  var isQuoted = false
  var line = 1
  var start = 1
  for byte in bytes {
    switch byte {
    case 34: isQuoted.toggle()
    case 44 where !isQuoted: fields.append([])
    case 13: break
    case 10 where !isQuoted:
      out.append(Record(line: start, fields: fields.map { String(decoding: $0, as: UTF8.self) }))
      fields = [[]]
      line += 1
      start = line
    case 10:
      line += 1
      fields[fields.count - 1].append(byte)
    default: fields[fields.count - 1].append(byte)
    }
  }
  return out
}
