/// A piece of HTML: text is escaped on the way in, so no statement can smuggle markup into a report.
struct HTMLText: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// The markup.
  private(set) var markup: String

  /// Text, escaped.
  init(_ text: String) {
    markup = text.escapedMarkup
  }

  /// A literal is escaped too: markup comes from `tag` alone.
  init(stringLiteral text: String) { self.init(text) }

  private init(markup: String) { self.markup = markup }

  /// Nothing.
  static let none = HTMLText(markup: "")

  /// Markup that this module writes itself: a style sheet, a doctype.
  static func trusted(_ markup: StaticString) -> HTMLText { HTMLText(markup: "\(markup)") }

  /// An element with its content.
  static func tag(
    _ name: StaticString, _ attributes: [(String, String)] = [], _ content: HTMLText...
  ) -> HTMLText {
    tag(name, attributes, joined(content))
  }

  /// An element with its content.
  static func tag(
    _ name: StaticString, _ attributes: [(String, String)], _ content: HTMLText
  ) -> HTMLText {
    HTMLText(markup: open(name, attributes) + content.markup + "</\(name)>")
  }

  /// An element that has no content: `meta`, `br`, `img`.
  static func void(_ name: StaticString, _ attributes: [(String, String)] = []) -> HTMLText {
    HTMLText(markup: open(name, attributes))
  }

  /// Pieces one behind the other.
  static func joined(_ parts: [HTMLText]) -> HTMLText {
    HTMLText(markup: parts.map(\.markup).joined())
  }

  static func + (left: HTMLText, right: HTMLText) -> HTMLText {
    HTMLText(markup: left.markup + right.markup)
  }

  /// A web address as a link; any other scheme (`javascript:`) stays text.
  static func link(_ address: String) -> HTMLText {
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return HTMLText(address)
    }
    return tag("a", [("href", address), ("rel", "noreferrer noopener")], HTMLText(address))
  }

  private static func open(_ name: StaticString, _ attributes: [(String, String)]) -> String {
    var text = "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(value.escapedMarkup)\"" }
    return text + ">"
  }
}
