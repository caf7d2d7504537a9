import Declarations
package import Runs

/// Every dataset of cases and its fields: the contents of docs/fields.md. A test compares it with the committed page.
package func fieldPage(in workspace: Workspace) -> String {
  let catalogue = workspace.catalogue
  let datasets = catalogue.datasets.all.map(\.value).filter { $0.cohort == nil }
  var page = """
    # Datasets and their fields

    Written by `caretally check --write-fields docs/fields.md` from `data/datasets/`; do not edit it. A record without a field that
    is needed is refused; a personal field is never shown. `caretally explain DATASET.FIELD` also says the headers that a field goes by.

    | dataset | a record is |
    |---|---|

    """
  for dataset in datasets {
    page += "| [\(dataset.dataset.value)](#\(dataset.dataset.value)) | \(dataset.grain) |\n"
  }
  for dataset in datasets {
    page +=
      "\n## \(dataset.dataset.value)\n\nKey: \(dataset.key.map { "`\($0.value)`" }.joined(separator: ", ")).\n\n"
    page += "| field | what | kind | | codes | other headers |\n|---|---|---|---|---|---|\n"
    for field in dataset.fields {
      let marks = [field.required == true ? "needed" : nil, field.personal == true ? "personal" : nil]
      let codes = catalogue.codes(of: field)?.map { "`\($0.code.value)`" } ?? []
      page +=
        "| `\(field.field.value)` | \(field.title) | \(field.kind.rawValue) "
        + "| \(marks.compactMap(\.self).joined(separator: ", ")) | \(codes.joined(separator: " ")) "
        + "| \(field.synonyms?.count ?? 0) |\n"
    }
  }
  return page
}
