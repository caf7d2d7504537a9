extension ExtractLayout where Record == Assessment {
  static func assessments(_ world: World) -> ExtractLayout {
    ExtractLayout(
      path: "assessments.csv",
      columns: [
        ("assessment_id", "Assessment Reference"), ("person_id", "Person Number"), ("nhs_number", "NHS No"),
        ("date_of_birth", "DOB"), ("sex", "Gender"), ("ethnicity", "Ethnic Group"),
        ("primary_support_reason", "PSR"), ("assessment_type", "Type of Assessment"), ("team", "Team Name"),
        ("priority", "Priority"), ("requested_on", "Date Requested"),
        ("first_contact_on", "First Contact Date"),
        ("allocated_on", "Date Allocated"), ("started_on", "Date Started"),
        ("completed_on", "Date Completed"),
        ("closed_on", "Date Closed"), ("closure_reason", "Reason Closed"), ("outcome", "Assessment Outcome"),
        ("has_support_plan", "Existing Support Plan"), ("", "Case Notes"),
      ], dates: .slashes
    ) { assessment, out in
      out.reference("A", assessment.id, width: 6)
      out.person(world.people[assessment.person], ethnicity: Labels.shortEthnicity)
      out.text(Words.kinds[Int(assessment.kind.rawValue)])
      out.text(Labels.team[Int(assessment.team.rawValue)])
      out.text(Words.priorities[Int(assessment.priority.rawValue)])
      out.day(assessment.requested)
      out.day(assessment.contacted)
      out.day(assessment.allocated)
      out.day(assessment.started)
      out.day(assessment.completed)
      out.day(assessment.closed)
      out.text(assessment.closure.map { Words.closures[Int($0.rawValue)] })
      out.text(assessment.outcome.map { Words.outcomes[Int($0.rawValue)] })
      out.flag(assessment.hasPlan, "Yes", "No")
      out.text(Remarks.text(assessment.id))
    }
  }
}

private enum Words {
  static let kinds = [
    "Care Act Assessment", "Carers Assessment", "OT Assessment", "Sensory assessment",
    "Reablement Assessment",
    "Financial assessment",
  ]
  static let priorities = ["P1", "P2", "P3", "P4"]
  static let closures = [
    "Refused", "No longer needed", "Died", "Hospital", "Moved out of area", "Signposted",
  ]
  static let outcomes = [
    "Progress to Support Planning / Services", "Continuation of Support / Services",
    "Progress to reablement/ST-Max", "NFA - Information & Advice / Signposting only",
    "NFA - Support declined",
    "NFA - No services offered: Other reason",
  ]
}

/// Remarks as in a case system: invented, and deliberately awkward to read.
enum Remarks {
  private static let texts = [
    "Rang twice, no answer", "Says \"no rush\", prefers afternoons", "Letter sent.\nAwaiting reply.",
    "Daughter to attend, parking at rear", "Seen at home; \"all fine\",\nreview in spring", "Key safe",
  ]

  /// For about one record in twelve.
  static func text(_ id: Int) -> String? {
    id % 12 == 5 ? texts[id / 12 % texts.count] : nil
  }
}
