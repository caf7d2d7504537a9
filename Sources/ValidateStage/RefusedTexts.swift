import Artefacts
import Declarations
import Tables

extension ValidatedTable {
  /// The table without texts that no accepted record has, in the dictionaries of open code lists.
  ///
  /// A record that was misread can have a person's name in place of a team. After this, nothing made from the
  /// dictionaries, such as categories, can show it. The text's place in its dictionary stays, and is empty.
  func forgettingRefusedTexts(_ scope: DatasetScope) -> ValidatedTable {
    var out = self
    for field in table.fields.indices where scope.labels[field] == nil {
      for code in codesOfNoAcceptedRecord(field) { out.table.dictionaries[field][code] = "" }
    }
    return out
  }

  /// Usually every code occurs among the first records, and the others are not read.
  private func codesOfNoAcceptedRecord(_ field: Int) -> [Int] {
    var isMet = table.dictionaries[field].map { _ in false }
    var left = isMet.count
    for (batch, accepted) in zip(table.batches, accepted) where left > 0 {
      guard case .codes(let codes) = batch.columns[field] else { continue }
      for (row, code) in codes.enumerated() where left > 0 && accepted[row] == 1 && Int(code) < isMet.count {
        if !isMet[Int(code)] { left -= 1 }
        isMet[Int(code)] = true
      }
    }
    return isMet.indices.filter { !isMet[$0] }
  }
}
