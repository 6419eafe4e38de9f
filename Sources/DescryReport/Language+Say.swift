internal import DescryCore

extension Language {
  /// One of two wordings.
  func say(_ english: @autoclosure () -> String, _ french: @autoclosure () -> String) -> String {
    switch self {
    case .english: english()
    case .french: french()
    }
  }
}
