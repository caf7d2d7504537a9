import Artefacts
import Declarations
import IngestStage
import Runs
import Tables
import Testing

/// The spellings that the national offices and the common case systems write, each with the code that it stands for.
///
/// Sources: ONS Census 2011 and 2021 headings, NHS Data Dictionary (ethnic category A to Z and 99, person stated gender code), the
/// police's 16+1 codes, the school census's codes, Client Level Data release 1 and 2, and exports of case systems.
@Suite struct CommonSpellingTests {
  private static let ethnicities: [(String, String)] = [
    ("White: English, Welsh, Scottish, Northern Irish or British", "white-british"),
    ("White - English/Welsh/Scottish/Northern Irish/British", "white-british"),
    ("English, Welsh, Scottish, Northern Irish or British", "white-british"),
    ("White British", "white-british"), ("White - British", "white-british"), ("BRITISH", "white-british"),
    ("A", "white-british"), ("W1", "white-british"), ("WBRI", "white-british"),
    ("White Irish", "white-irish"),
    ("White – Irish", "white-irish"), ("B", "white-irish"),
    ("White: Gypsy/Irish Traveller", "white-gypsy-or-irish-traveller"),
    ("Traveller of Irish Heritage", "white-gypsy-or-irish-traveller"), ("White - Roma", "white-roma"),
    ("White Other", "white-other"), ("Any other white background", "white-other"), ("C", "white-other"),
    ("White & Black Caribbean", "mixed-white-and-black-caribbean"), ("D", "mixed-white-and-black-caribbean"),
    ("Mixed - White and Black African", "mixed-white-and-black-african"),
    ("E", "mixed-white-and-black-african"),
    ("Mixed/multiple ethnic groups - White and Asian", "mixed-white-and-asian"),
    ("F", "mixed-white-and-asian"),
    ("Mixed - Any other mixed background", "mixed-other"), ("Other Mixed", "mixed-other"),
    ("G", "mixed-other"),
    ("Asian/Asian British - Indian", "asian-indian"), ("Asian or Asian British - Indian", "asian-indian"),
    ("H", "asian-indian"), ("J", "asian-pakistani"), ("Asian or Asian British: Pakistani", "asian-pakistani"),
    ("K", "asian-bangladeshi"), ("Other Ethnic Groups - Chinese", "asian-chinese"), ("R", "asian-chinese"),
    ("Asian/Asian British - Any other Asian background", "asian-other"), ("L", "asian-other"),
    ("Black/Black British - Caribbean", "black-caribbean"),
    ("Black or Black British - Caribbean", "black-caribbean"),
    ("M", "black-caribbean"), ("Black African", "black-african"), ("N", "black-african"),
    ("Black/African/Caribbean/Black British - African", "black-african"),
    ("Black or Black British - Any other Black background", "black-other"), ("P", "black-other"),
    ("Other Ethnic Group - Arab", "other-arab"), ("Other Ethnic Group", "other"), ("S", "other"),
    ("Any other ethnic group", "other"), ("Declined to state", "refused"), ("Refused", "refused"),
    ("Prefer not to say", "refused"), ("Information Not Yet Obtained", "undeclared-or-not-known"),
    ("Z", "undeclared-or-not-known"), ("99", "undeclared-or-not-known"),
    ("Unknown", "undeclared-or-not-known"),
    ("Not Recorded", "undeclared-or-not-known"), ("Not stated", "undeclared-or-not-known"),
  ]
  private static let reasons: [(String, String)] = [
    ("Physical Support - Personal Care Support", "physical-personal-care"),
    ("Personal Care", "physical-personal-care"),
    ("Physical Support: Access & Mobility Only", "physical-access-and-mobility"),
    ("Access and Mobility", "physical-access-and-mobility"),
    ("Sensory Support - Support for Visual Impairment", "sensory-visual"),
    ("Visual Impairment", "sensory-visual"),
    ("Sensory Support - Support for Hearing Impairment", "sensory-hearing"),
    ("Hearing impairment", "sensory-hearing"),
    ("Sensory Support – Support for Dual Impairment", "sensory-dual"), ("Dual sensory loss", "sensory-dual"),
    ("Support with Memory and Cognition", "memory-and-cognition"),
    ("Memory & Cognition", "memory-and-cognition"),
    ("Memory and cognition", "memory-and-cognition"), ("Learning Disability", "learning-disability"),
    ("LD", "learning-disability"), ("Learning Disability Support", "learning-disability"),
    ("Mental Health", "mental-health"), ("MH", "mental-health"),
    ("Substance Misuse", "social-substance-misuse"),
    ("Social Support - Substance Misuse Support", "social-substance-misuse"),
    ("Asylum Seeker", "social-asylum-seeker"), ("Social Isolation", "social-isolation-or-other"),
    ("Social Support - Support for Social Isolation/Other", "social-isolation-or-other"),
    ("Social Support - Support to Carer", "social-unpaid-carer"), ("Carer", "social-unpaid-carer"),
    ("No Support Reason", "unknown"), ("Not recorded", "unknown"),
  ]
  private static let sexes: [(String, String)] = [
    ("F", "female"), ("female", "female"), ("2", "female"), ("M", "male"), ("MALE", "male"), ("1", "male"),
    ("I", "other"), ("Indeterminate", "other"), ("9", "other"), ("Non-binary", "other"),
    ("Non binary", "other"),
    ("U", "unknown"), ("X", "unknown"), ("Not Known", "unknown"), ("0", "unknown"),
    ("Not Recorded", "unknown"),
    ("Prefer not to say", "unknown"), ("Unknown", "unknown"), ("N/K", "unknown"),
  ]

  @Test(arguments: [
    ("ethnicity", ethnicities), ("primary_support_reason", reasons), ("sex", sexes),
  ])
  func standForTheirCode(_ field: String, _ spellings: [(String, String)]) throws {
    let workspace = try ExampleCouncil.workspace.get()
    let dataset = try #require(workspace.catalogue.dataset("assessments"))
    var csv = CSVWriter(header: ["Assessment ID", "Person ID", "Date Requested", field])
    for (place, spelling) in spellings.enumerated() {
      csv.row(["A\(place)", "P\(place)", "2026-01-01", spelling.0])
    }
    let ingested = ingest(
      [Extract(dataset: "assessments", path: "a.csv", csv.bytes)], as: [dataset],
      codes: workspace.catalogue.codeLists.all.map(\.value), blanks: workspace.blankValues)
    let uses = try #require(ingested.cleaning.first { $0.field == field }).uses.texts
    let wrong = spellings.filter { spelling in
      uses.first { $0.text == spelling.0 }?.code ?? spelling.1 != spelling.1
        || !uses.contains { $0.text == spelling.0 && $0.match != .unmapped && $0.match != .blank }
    }
    #expect(wrong.isEmpty, "\(wrong)")
  }

  /// -1 is not 1, whatever folds.
  @Test(arguments: [
    ("sex", "-1"), ("sex", "1-2"), ("ethnicity", "9.9"), ("primary_support_reason", "Physical or sensory"),
  ])
  func doNotReachFurther(_ field: String, _ text: String) throws {
    let workspace = try ExampleCouncil.workspace.get()
    let dataset = try #require(workspace.catalogue.dataset("assessments"))
    var csv = CSVWriter(header: ["Assessment ID", "Person ID", "Date Requested", field])
    csv.row(["A1", "P1", "2026-01-01", text])
    let ingested = ingest(
      [Extract(dataset: "assessments", path: "a.csv", csv.bytes)], as: [dataset],
      codes: workspace.catalogue.codeLists.all.map(\.value), blanks: workspace.blankValues)
    #expect(ingested.cleaning.first { $0.field == field }?.uses.count(.unmapped) == 1)
  }

  /// No list of codes has one spelling for two codes, and no header of a field is another field's name.
  @Test func areOfOneCodeOnly() throws {
    let catalogue = try ExampleCouncil.workspace.get().catalogue
    var lists: [(String, [Dataset.Code])] = catalogue.codeLists.all.map {
      ($0.value.codeList.value, $0.value.codes)
    }
    for dataset in catalogue.datasets.all {
      lists += dataset.value.fields.compactMap { field in field.codes.map { (field.field.value, $0) } }
    }
    for (name, codes) in lists {
      var owners: [String: String] = [:]
      for code in codes {
        for text in [code.code.value, code.label] + (code.synonyms ?? []) + (code.retired ?? []) {
          let owner = owners[Spelling.folded(text), default: code.code.value]
          #expect(owner == code.code.value, "\(name): '\(text)' is \(owner) and \(code.code.value)")
          owners[Spelling.folded(text)] = owner
        }
      }
    }
  }
}
