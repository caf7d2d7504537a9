/// Something to tell readers about a column's dates: an unusual form, or a decision.
package enum DayNote: String, Sendable, Hashable, CaseIterable {
  /// `20240731`, with or without a time.
  case compact
  /// `2024/07/31`.
  case yearFirst = "year-first"
  /// `31.07.2024`.
  case pointed
  /// `31-07-2024`.
  case hyphened
  /// `31-Sept-2024`: a month's name shortened to four letters or more.
  case cutMonth = "cut-month"
  /// `Jul 31 2024`.
  case monthNamed = "month-named"
  /// `Wednesday, 31 July 2024`.
  case weekday
  /// `'31/07/2024`.
  case marked
  /// `2024-07-31T00:00:00Z`.
  case zoned
  /// `2024-07-30T23:00:00Z`, which is 31 July in the United Kingdom.
  case nextDay = "next-day"
  /// `45504` among dates that are written out.
  case serial
  /// `31-Jul-27`, where the dataset declares how to read years of two digits.
  case shortYear = "short-year"
  /// A day or word that the dataset declares to mean none.
  case placeholder

  /// Whether it is a way of writing a day.
  package var isForm: Bool {
    switch self {
    case .nextDay, .serial, .shortYear, .placeholder: false
    default: true
    }
  }

  /// Such as `31.07.2024`.
  package var example: String {
    switch self {
    case .compact: "20240731"
    case .yearFirst: "2024/07/31"
    case .pointed: "31.07.2024"
    case .hyphened: "31-07-2024"
    case .cutMonth: "31-Sept-2024"
    case .monthNamed: "Jul 31 2024"
    case .weekday: "Wednesday, 31 July 2024"
    case .marked: "'31/07/2024"
    case .zoned: "2024-07-31T00:00:00Z"
    case .nextDay: "2024-07-30T23:00:00Z"
    case .serial: "45504"
    case .shortYear: "31-Jul-24"
    case .placeholder: "9999-12-31"
    }
  }
}

/// How often something occurs in a file, and its first lines.
package struct Sighting: Sendable, Hashable {
  package private(set) var count = 0
  /// From 1, in order; rows of a segment, until the segment has its place in the file.
  package private(set) var lines: [Int] = []
  private static let mostLines = 5

  package init() {}

  package mutating func note(_ line: Int) {
    count += 1
    if lines.count < Self.mostLines { lines.append(line) }
  }

  /// Adds those of a later segment.
  package func adding(_ more: Sighting) -> Sighting {
    var sum = self
    sum.count += more.count
    sum.lines += more.lines.prefix(Self.mostLines - lines.count)
    return sum
  }

  func placed(_ line: (Int) -> Int) -> Sighting {
    var placed = self
    placed.lines = lines.map(line)
    return placed
  }

  /// Such as `line 2`, or `lines 2, 3, 4, 5, 6 and 12 more`.
  package var places: String {
    guard count > 1 else { return "line \(lines.first ?? 0)" }
    let more = count - lines.count
    let named = lines.dropLast(more == 0 ? 1 : 0).map(String.init).joined(separator: ", ")
    return "lines \(named) and \(more == 0 ? String(lines.last ?? 0) : "\(more) more")"
  }
}
