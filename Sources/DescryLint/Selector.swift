internal import DescryCore

/// A path to an element that a person can paste into a browser's inspector.
enum Selector {
  /// A CSS selector by what identifies the element; nil for sources without tags.
  static func path(to element: Element) -> String? {
    guard let tag = element.tag else { return nil }
    if let id = element.attributes["id"], isName(id) { return "\(tag)#\(id)" }
    if let name = element.attributes["name"], !name.contains("\"") {
      return "\(tag)[name=\"\(name)\"]"
    }
    let classes = (element.attributes["class"] ?? "").split(separator: " ").filter(isName)
    return tag + classes.prefix(3).map { ".\($0)" }.joined()
  }

  private static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.unicodeScalars.first, !first.properties.isWhitespace else {
      return false
    }
    return !("0"..."9").contains(first)
      && text.unicodeScalars.allSatisfy {
        $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
  }
}
