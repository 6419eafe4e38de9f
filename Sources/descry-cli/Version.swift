/// What `--version` prints.
enum Version {
  /// The version of the program, by SemVer.
  static let program = "0.1.0"
  /// The day of the last change to the rule book.
  static let ruleBook = "2026-11-24"
  static let text = "descry \(program) (rules of \(ruleBook))"
}
