/// The words of the invented council's systems, which the datasets know as labels or synonyms.
enum Labels {
  static let sex = ["Female", "Male", "Indeterminate", "Not Known"]
  static let ethnicity = [
    "White: English / Welsh / Scottish / Northern Irish / British", "Mixed: White and Asian",
    "Asian / Asian British: Indian", "African", "Any other ethnic group", "No data: Refused", "Not Known",
  ]
  static let shortEthnicity = [
    "English/Welsh/Scottish/Northern Irish/British", "White and Asian", "Indian", "Caribbean", "Arab",
    "Refused", "Not stated",
  ]
  static let reason = [
    "Personal care support", "Support for visual impairment", "Memory & Cognition",
    "Learning disability support", "Mental health support", "Social Isolation/Other",
  ]
  static let team = [
    "Locality North", "Locality South", "City, Central", "Locality West", "Learning Disability",
    "Mental Health",
  ]
  static let dolsTeam = ["DoLS East", "DoLS West"]
}
