/// What `--version` prints.
enum Version {
  /// The version of the program, by SemVer.
  static let program = "0.1.0"

  /// The versions of program and rule book, and the rule book's day.
  static var text: String {
    guard let edition = RuleBookPlace.found()?.edition else {
      return "descry \(program) (no rule book found)"
    }
    let words = edition.split(separator: " ")
    return "descry \(program) (rules \(words.joined(separator: " of ")))"
  }
}
