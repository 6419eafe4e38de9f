/// What a value of a rule file may look like.
///
/// One description serves three ends: it checks files, it writes the JSON Schema, and it is what a
/// reader of this module reads to learn the format.
package indirect enum Shape: Sendable {
  /// Any text that is not empty.
  case text
  /// Lower-case words with dashes.
  case id
  /// `69.90 EUR`.
  case money
  /// `YYYY-MM-DD`.
  case date
  /// `true` or `false`.
  case flag
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A decimal number.
  case number
  /// One of a closed list.
  case choice([String])
  /// A text in English and French, or one text for both.
  case localized
  /// A PCRE2 pattern.
  case pattern
  /// A descriptor template; see `Form`.
  case form
  /// A list of values of one shape, with at least so many.
  case list(Shape, atLeast: Int = 0)
  /// A mapping with a closed set of keys.
  case record([Field])
  /// The name of a check, alone or as the key of its parameters; see `CheckCatalogue`.
  case check
  /// A mapping from free ids to values of one shape.
  case dictionary(Shape)
}

/// One key of a record.
package struct Field: Sendable {
  package let key: String
  package let shape: Shape
  package let isRequired: Bool
  /// What it means, for the JSON Schema.
  package let says: String

  package init(_ key: String, _ shape: Shape, required: Bool = false, _ says: String) {
    self.key = key
    self.shape = shape
    self.isRequired = required
    self.says = says
  }
}

/// The shape of one kind of rule file, by the name that its `schema:` key gives.
package struct Schema: Sendable {
  package let name: String
  /// What such a file is, in a sentence.
  package let says: String
  package let fields: [Field]

  package init(_ name: String, _ says: String, _ fields: [Field]) {
    self.name = name
    self.says = says
    self.fields =
      [
        Field("schema", .choice([name]), required: true, "the kind of file and its version"),
        Field("id", .id, required: true, "the file's name without its ending"),
      ] + fields
  }
}
