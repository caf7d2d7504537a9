import Periods
import Tables

extension CohortLinkage {
  /// ASCOF 2E: everybody with long-term support in the period, and where they live.
  ///
  /// Home, support reason and sex are the latest known of the person, from all events. A home that is not known is
  /// presumed from the latest service. Age is that at the end of the latest service, or of the period. Source: DHSC,
  /// methodologies for metrics derived from client level data, 2E (2024-25 onwards), and of its ASC-CLD-LA-Dashboard
  /// `ASCOF_measures/Create_ASCOF_2E_2425_Onwards.sql` ("Select cohort for 2E", "Pull through latest person details") and
  /// `Create_personal_details_table.sql` ("Get latest accommodation status", "Get Primary Support Reason").
  static let peopleSupportedInPeriod = CohortLinkage(
    name: "people-supported-in-period",
    reads: [
      (
        "support-services",
        [
          "person_id", "client_type", "service_type", "started_on", "ended_on", "accommodation_status",
        ]
      ),
      ("assessments", ["person_id", "requested_on"]), ("reviews", ["person_id", "completed_on"]),
    ],
    fields: ["supported_until", "presumed_home"], settings: [],
    steps: ["other-services", "backwards", "not-in-period", "counted-once", "under-18"],
    isOncePerPerson: true
  ) { linked, period, _ in
    guard let services = linked.services(),
      let details = linked.once("person-details", { PersonDetails(&$0) })
    else { return nil }
    var cases = CohortCases(recordsIn: services.records.count, steps: 5)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isLongTerm)
    let born = services.records.days("date_of_birth")
    let (first, last) = (period.start.number, period.end.number)
    var until: [Int32] = []
    var persons: [Int] = []
    for person in 0..<services.peopleCount {
      var latest: ServiceEvent?
      for service in services.usersServices(of: person) where service.kind.isLongTerm {
        guard service.overlaps(first, last) else {
          cases.excluded[2] += 1
          continue
        }
        guard let known = latest else {
          latest = service
          continue
        }
        cases.excluded[3] += 1
        // Services come in order, so the later of two equal ones wins.
        let isLater = (min(service.end, last), service.start) >= (min(known.end, last), known.start)
        if isLater { latest = service }
      }
      guard let latest else { continue }
      let end = min(latest.end, last)
      let birth = born[Int(latest.record)]
      if birth != Column.missingNumber, wholeYears(from: birth, to: end) < 18 {
        cases.excluded[4] += 1
      } else {
        cases.records.append(latest.record)
        until.append(end)
        persons.append(person)
      }
    }
    cases.columns = details.columns(of: persons)
    cases.columns["supported_until"] = .days(until)
    return cases
  }

  /// ASCOF 3D: everybody with long-term support on the last day, each in one setting, that of highest priority.
  ///
  /// Source: DHSC, methodologies for metrics derived from client level data, 3D (2024-25 onwards), and
  /// `ASCOF_measures/Create_ASCOF_3D_2425_Onwards.sql` of its ASC-CLD-LA-Dashboard.
  static let peopleSupportedOnDay = onDay("people-supported-on-day", readsComponent: true)

  /// LTS001b: as 3D, but by the delivery mechanism only, since the short and long term return had no components of a
  /// service.
  ///
  /// Source: NHS England, client level data to SALT transformation principles, LTS001b.
  static let peopleSupportedByMechanism = onDay("people-supported-by-mechanism", readsComponent: false)

  private static func onDay(_ name: String, readsComponent: Bool) -> CohortLinkage {
    let fields = [
      "person_id", "client_type", "service_type", "delivery_mechanism", "started_on", "ended_on",
    ]
    return CohortLinkage(
      name: name,
      reads: [("support-services", fields + (readsComponent ? ["service_component"] : []))],
      fields: ["setting"], settings: [],
      steps: ["other-services", "backwards", "not-on-the-day", "counted-once", "under-18"],
      isOncePerPerson: true
    ) { linked, period, _ in
      linked.services().map { people($0, on: period.end.number, readsComponent: readsComponent) }
    }
  }

  private static func people(
    _ services: ServiceEvents, on day: Int32, readsComponent: Bool
  ) -> CohortCases {
    var cases = CohortCases(recordsIn: services.records.count, steps: 5)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut(\.isLongTerm)
    let reading = SettingReading(services.records, readsComponent: readsComponent)
    let born = services.records.days("date_of_birth")
    var settings: [UInt16] = []
    for person in 0..<services.peopleCount {
      var best: (setting: SupportSetting, event: ServiceEvent)?
      for service in services.usersServices(of: person) where service.kind.isLongTerm {
        guard service.overlaps(day, day) else {
          cases.excluded[2] += 1
          continue
        }
        let setting = reading.setting(of: service)
        guard let known = best else {
          best = (setting, service)
          continue
        }
        cases.excluded[3] += 1
        // Services come in order, so the later of two equal ones wins.
        if setting.rawValue <= known.setting.rawValue { best = (setting, service) }
      }
      guard let best else { continue }
      let birth = born[Int(best.event.record)]
      if birth != Column.missingNumber, wholeYears(from: birth, to: day) < 18 {
        cases.excluded[4] += 1
      } else {
        cases.records.append(best.event.record)
        settings.append(UInt16(best.setting.rawValue))
      }
    }
    cases.columns = ["setting": .codes(settings)]
    return cases
  }
}

/// Where and how long-term support is given, in order of priority.
enum SupportSetting: Int, CaseIterable, Sendable {
  case nursing, residential, directPayment, managedBudget, commissioned, unknown, prison

  var code: String {
    switch self {
    case .nursing: "nursing"
    case .residential: "residential"
    case .directPayment: "community-direct-payment"
    case .managedBudget: "community-managed-budget"
    case .commissioned: "community-commissioned"
    case .unknown: "community-unknown"
    case .prison: "prison"
    }
  }
}

private struct SettingReading {
  private let mechanisms: [UInt16]
  private let components: [UInt16]
  private let byMechanism: [SupportSetting]
  /// The component that is a direct payment; nil where components are not used, or none is.
  private let directPayment: UInt16?

  init(_ records: FlatRecords, readsComponent: Bool) {
    mechanisms = records.codes("delivery_mechanism")
    components = records.codes("service_component")
    byMechanism = records.dictionary("delivery_mechanism").map { code in
      switch code {
      case "direct-payment": .directPayment
      case "managed-personal-budget": .managedBudget
      case "commissioned": .commissioned
      default: .unknown
      }
    }
    directPayment =
      readsComponent
      ? records.dictionary("service_component").firstIndex(of: "direct-payment").map { UInt16($0) } : nil
  }

  func setting(of service: ServiceEvent) -> SupportSetting {
    switch service.kind {
    case .nursing: return .nursing
    case .residential: return .residential
    case .prison: return .prison
    default:
      if let directPayment, components[Int(service.record)] == directPayment { return .directPayment }
      let mechanism = Int(mechanisms[Int(service.record)])
      return mechanism < byMechanism.count ? byMechanism[mechanism] : .unknown
    }
  }
}
