import Periods

/// A true record as it was written, and the line it starts on.
struct Written<Record> {
  var line: Int
  var record: Record
  /// The field that was overwritten, if any.
  var overwritten: String?
}

/// Services of one person that overlap, as happens when teams hand over or change a package: no fault was planted, but a
/// rule reports them.
enum ServiceOverlaps {
  static func found(in services: [Written<Service>]) -> [(line: Int, field: String, code: String)] {
    let typed = services.filter { $0.overwritten != "service_type" }
    let ofOneKind = later(typed) { written in
      // SS-007 reports reablement where there is none; an unrecorded component is no key.
      guard let component = written.overwritten == "service_component" ? 0 : written.record.component else {
        return nil
      }
      return [written.record.person, Int(written.record.kind.rawValue), component]
    }
    let inHomes = later(typed) { written in
      let kind = written.record.kind
      return kind == .residential || kind == .nursing ? [written.record.person] : nil
    }
    return ofOneKind.map { ($0, "started_on", "SS-027") } + inHomes.map { ($0, "started_on", "SS-028") }
  }

  /// The lines of services that began before an earlier one of the same key had ended.
  private static func later(_ services: [Written<Service>], by key: (Written<Service>) -> [Int]?) -> [Int] {
    var groups: [[Int]: [Written<Service>]] = [:]
    for service in services { if let key = key(service) { groups[key, default: []].append(service) } }
    var lines: [Int] = []
    for group in groups.values where group.count > 1 {
      for one in group {
        let overlaps = group.contains { other in
          (other.record.began, other.line) < (one.record.began, one.line)
            && other.record.ended.map { one.record.began < $0 } ?? true
        }
        if overlaps { lines.append(one.line) }
      }
    }
    return lines.sorted()
  }
}
