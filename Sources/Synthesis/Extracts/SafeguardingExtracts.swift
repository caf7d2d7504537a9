extension ExtractLayout where Record == Concern {
  static func concerns(_ world: World) -> ExtractLayout {
    ExtractLayout(
      path: "safeguarding-concerns.csv",
      columns: [
        ("concern_id", "Concern Reference"), ("person_id", "LAS ID"), ("nhs_number", "NHS Number"),
        ("date_of_birth", "Date of Birth"), ("sex", "Sex"), ("ethnicity", "Ethnicity"),
        ("primary_support_reason", "Primary Support Reason"), ("team", "Team"),
        ("received_on", "Date of Concern"), ("triaged_on", "Triage Date"), ("decision", "Triage Outcome"),
        ("enquiry_id", "Enquiry Reference"), ("previous_concern_on", "Previous Concern Date"),
        ("reported_by", "Source of Referral"), ("type_of_risk", "Abuse Type"),
        ("location_of_risk", "Location of Abuse"), ("source_of_risk", "Alleged Source"),
        ("", "Summary"),
      ], dates: .iso, windowsLines: true
    ) { concern, out in
      out.reference("C", concern.id, width: 6)
      out.person(world.people[concern.person], ethnicity: Labels.shortEthnicity)
      out.text(Labels.team[Int(concern.team.rawValue)])
      out.day(concern.received)
      out.day(concern.triaged)
      out.text(concern.decision.map { Words.decisions[Int($0.rawValue)] })
      out.reference("E", concern.enquiry, width: 6)
      out.day(concern.previous)
      out.text(Words.reporters[concern.reporter])
      out.text(Words.risks[concern.risk])
      out.text(Words.locations[concern.location])
      out.text(Words.sources[concern.source])
      out.text(Remarks.text(concern.id))
    }
  }
}

extension ExtractLayout where Record == Enquiry {
  static func enquiries(_ world: World) -> ExtractLayout {
    ExtractLayout(
      path: "safeguarding-enquiries.csv",
      columns: [
        ("enquiry_id", "Enquiry Reference"), ("concern_id", "Concern Reference"), ("person_id", "LAS ID"),
        ("nhs_number", "NHS Number"), ("date_of_birth", "Date of Birth"), ("sex", "Sex"),
        ("ethnicity", "Ethnicity"), ("primary_support_reason", "Primary Support Reason"), ("team", "Team"),
        ("enquiry_type", "Type of Enquiry"), ("concern_received_on", "Concern Date"),
        ("triaged_on", "Triage Date"), ("started_on", "Date Opened"), ("allocated_on", "Date Allocated"),
        ("completed_on", "Date Concluded"), ("risk_assessment_outcome", "Risk Assessment"),
        ("risk_outcome", "Outcome of Risk"), ("lacked_capacity", "Mental Capacity"),
        ("supported_by_advocate", "Advocate"), ("msp_asked", "Making Safeguarding Personal"),
        ("msp_achieved", "MSP Outcome"), ("type_of_risk", "Abuse Type"),
        ("location_of_risk", "Location of Abuse"), ("source_of_risk", "Alleged Source"),
      ], dates: .iso, windowsLines: true
    ) { enquiry, out in
      out.reference("E", enquiry.id, width: 6)
      out.reference("C", enquiry.concern, width: 6)
      out.person(world.people[enquiry.person], ethnicity: Labels.shortEthnicity)
      out.text(Labels.team[Int(enquiry.team.rawValue)])
      out.flag(enquiry.isSection42, "S42", "Non-statutory")
      out.day(enquiry.received)
      out.day(enquiry.triaged)
      out.day(enquiry.opened)
      out.day(enquiry.allocated)
      out.day(enquiry.completed)
      out.text(enquiry.riskFound.map { Words.found[Int($0.rawValue)] })
      out.text(enquiry.riskOutcome.map { Words.outcomes[Int($0.rawValue)] })
      out.text(enquiry.capacity.map { Words.capacity[Int($0.rawValue)] })
      out.flag(enquiry.hadAdvocate, "Y", "N")
      out.text(enquiry.asked.map { Words.asked[Int($0.rawValue)] })
      out.text(enquiry.achieved.map { Words.achieved[Int($0.rawValue)] })
      out.text(Words.risks[enquiry.risk])
      out.text(Words.locations[enquiry.location])
      out.text(Words.sources[enquiry.source])
    }
  }
}

private enum Words {
  static let decisions = ["S42", "Non-statutory enquiry", "Info & advice", "Care management", "NFA"]
  static let reporters = [
    "Family", "Self", "Care provider", "Health staff", "Police", "Council staff", "Housing", "Charity",
    "Other",
  ]
  static let risks = [
    "Physical Abuse", "Sexual Abuse", "Psychological Abuse", "Financial and material", "Discriminatory Abuse",
    "Institutional", "Neglect and Acts of Omission", "Domestic Abuse", "Sexual Exploitation",
    "Modern Slavery",
    "Self-Neglect",
  ]
  static let locations = [
    "Own Home", "Community (excluding community services)", "Community Service", "Nursing home",
    "Residential home", "Hospital - Acute", "Hospital - Mental Health", "Hospital - Community", "Other",
  ]
  static let sources = ["Service Provider", "Known to individual", "Unknown to individual"]
  static let found = [
    "Risk identified and action taken", "Risk identified and no action taken",
    "Risk assessment inconclusive and action taken", "Risk assessment inconclusive and no action taken",
    "No risk identified and action taken", "No risk identified and no action taken",
    "Ceased at individual's request",
  ]
  static let outcomes = ["Risk removed", "Risk reduced", "Risk remained"]
  static let capacity = [
    "Yes, they lacked capacity", "No, they did not lack capacity", "Don't know", "Not recorded",
  ]
  static let asked = [
    "Yes they were asked and outcomes were expressed", "Yes they were asked but no outcomes were expressed",
    "No", "Don't know", "Not recorded",
  ]
  static let achieved = ["Fully achieved", "Partly achieved", "Not achieved"]
}
