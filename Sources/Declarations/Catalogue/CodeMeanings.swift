package import Findings

extension FindingCode {
  /// The meaning of each code of this family, in order, for `caretally explain`.
  package static let declarationMeanings: [(code: FindingCode, meaning: String)] = [
    (.syntax, "The file is not JSON. Nothing after the place shown was read."),
    (.string, "A text breaks JSON's rules: it is not closed, or has an escape that JSON does not know."),
    (.duplicateKey, "One object has a key twice; most readers would silently take one of the two values."),
    (.unknownKey, "No declaration of this kind has such a key, so it would have no effect."),
    (.missingKey, "A key that every declaration of this kind needs is missing."),
    (.wrongType, "A value has the wrong type for its key, such as a text in place of a number."),
    (.unknownWord, "A value is not one of the words that the key may have."),
    (.notUTF8, "The file has bytes that are not UTF-8."),
    (.tooDeep, "Lists and objects are nested deeper than any declaration needs."),
    (.strayFile, "A file's folder decides what it declares, and this folder is unknown."),
    (.wrongFileName, "A declaration's id is also its file's name, so that it can be found by it."),
    (.badIdentifier, "An id, a field name or a prefix has characters that are not allowed."),
    (.repeatedID, "Two declarations of one kind have the same id."),
    (.unknownReference, "An id refers to a declaration that does not exist."),
    (.noSuchField, "A name is not a field of the dataset."),
    (.repeatedItem, "The same thing is in a list twice."),
    (.synonymClash, "One spelling would mean two fields or two codes."),
    (.neededKey, "This calculation, or this use, needs a key or an item that is missing."),
    (.surplusKey, "A key means nothing here and would have no effect."),
    (.wrongPrefix, "A rule's code is its dataset's prefix, '-' and three digits."),
    (.tooFewExamples, "A rule or a measure has too few examples, which `caretally check` runs."),
    (.circularVintages, "A vintage is a delta on an earlier one; these are based on each other."),
    (.codeClash, "In a vintage a code has one measure, and a measure has one code."),
    (.outOfRange, "A number is outside what makes sense here."),
    (.badPeriodText, "A text is not a day, or not a financial year."),
    (.wrongMeasure, "A measure cannot be used in this way."),
    (.badTarget, "A text is not a target or a tolerance that can judge the measure."),
    (.overlappingTargets, "A measure has two targets of one name on a day."),
    (.unreasonedJudgement, "An override, an outlook and a comment need an author, a day and a reason."),
    (.badTable, "A table lacks what its shape needs, or has what its shape does not show."),
    (.weakPolicy, "A disclosure policy prints numbers that only a few counts can have given."),
    (.emptyPolicy, "A disclosure policy for publication protects nothing: hidden counts can be worked out."),
  ]
}
