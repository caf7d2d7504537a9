extension ExtractLayout where Record == Service {
  static func services(_ world: World) -> ExtractLayout {
    ExtractLayout(
      path: "support-services.csv",
      columns: [
        ("service_id", "Event Reference"), ("person_id", "LA Person Unique Identifier"),
        ("nhs_number", "NHS Number"), ("date_of_birth", "Date of Birth"), ("sex", "Gender"),
        ("ethnicity", "Ethnicity"), ("primary_support_reason", "Primary Support Reason"),
        ("date_of_death", "Date of Death"), ("team", "Team"), ("client_type", "Client Type"),
        ("accommodation_status", "Accommodation Status"), ("service_type", "Service Type"),
        ("service_component", "Service Component"), ("delivery_mechanism", "Delivery Mechanism"),
        ("started_on", "Event Start Date"), ("ended_on", "Event End Date"), ("outcome", "Event Outcome"),
        ("unit_cost", "Unit Cost"), ("cost_frequency", "Cost Frequency (Unit Type)"),
        ("planned_units_per_week", "Planned units per week"),
      ], dates: .slashes, byteOrderMark: true
    ) { service, out in
      let person = world.people[service.person]
      out.reference("S", service.id, width: 6)
      out.person(person, ethnicity: Labels.ethnicity)
      out.day(person.died)
      out.text(Labels.team[Int(service.team.rawValue)])
      out.flag(service.kind == .carer, "Unpaid carer", "Service user")
      out.text(Words.homes[service.home])
      out.text(Words.kinds[Int(service.kind.rawValue)])
      out.text(service.component.map { Words.components[$0] })
      out.text(service.mechanism.map { Words.mechanisms[Int($0.rawValue)] })
      out.day(service.began)
      out.day(service.ended)
      out.text(service.outcome.map { Words.outcomes[$0] })
      out.hundredths(service.cost)
      out.text(service.cost.map { _ in service.kind == .community ? "Per hour" : "Per week" })
      out.hundredths(service.units)
    }
  }
}

private enum Words {
  static let kinds = [
    "Long term support: Nursing care", "Long term support: Residential care", "Long term support: Community",
    "Short term support: ST-Max", "Short term support: Ongoing low level",
    "Short term support: Other short term", "Unpaid carer support: Direct to unpaid carer",
  ]
  static let components = [
    "Reablement", "Home support or domiciliary care", "Community supported living", "Extra care housing",
    "Shared Lives", "Direct payment", "Day support", "Residential care", "Nursing care", "Carer respite",
    "Other", "Equipment", "Short term residential care", "Short term nursing care",
  ]
  static let mechanisms = ["Direct payment", "CASSR managed personal budget", "CASSR commissioned support"]
  static let homes = [
    "Owner occupier or shared ownership scheme", "Tenant", "Tenant - private landlord",
    "Settled mainstream housing with family or friends",
    "Supported accommodation, supported lodgings or supported group home", "Registered care home",
    "Registered nursing home", "Unknown",
    "Sheltered housing, extra care housing or other sheltered housing", "Other temporary accommodation",
  ]
  static let outcomes = [
    "NFA: Deceased", "NFA: Support ended as planned", "Progress to support planning or services",
    "Continuation of support or services", "NFA: Support ended for other reason",
    "NFA: Self-funded client or under 12wk disregard", "Admitted to hospital", "NFA: Support declined",
    "NFA: Information and advice or signposting", "NFA: Referral to NHS services or NHS funded social care",
  ]
}
