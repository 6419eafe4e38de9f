/// A piece of HTML: text is escaped on the way in, so no statement can smuggle markup into a report.
struct HTMLText: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// The markup in pieces: what is long is never copied into what holds it.
  private var pieces: [String]
  /// How many bytes the pieces have.
  private var count: Int

  /// So much is put together at once.
  private static let short = 4_096

  /// Text, escaped.
  init(_ text: String) { self.init(markup: text.escapedMarkup) }

  /// A literal is escaped too: markup comes from `tag` alone.
  init(stringLiteral text: String) { self.init(text) }

  private init(markup: String) { self.init(pieces: [markup], count: markup.utf8.count) }

  private init(pieces: [String], count: Int) {
    self.pieces = count < Self.short && pieces.count > 1 ? [pieces.joined()] : pieces
    self.count = count
  }

  /// Whether there is nothing.
  var isEmpty: Bool { count == 0 }

  /// The markup.
  var markup: String { pieces.joined() }

  /// The markup in UTF-8.
  var utf8: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 1)
    for piece in pieces { bytes += piece.utf8 }
    return bytes
  }

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
    let (open, close) = (open(name, attributes), "</\(name)>")
    return HTMLText(
      pieces: [open] + content.pieces + [close],
      count: open.utf8.count + content.count + close.utf8.count)
  }

  /// An element that has no content: `meta`, `br`, `img`.
  static func void(_ name: StaticString, _ attributes: [(String, String)] = []) -> HTMLText {
    HTMLText(markup: open(name, attributes))
  }

  /// Pieces one behind the other.
  static func joined(_ parts: [HTMLText]) -> HTMLText {
    HTMLText(pieces: parts.flatMap(\.pieces), count: parts.reduce(0) { $0 + $1.count })
  }

  static func + (left: HTMLText, right: HTMLText) -> HTMLText { joined([left, right]) }

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
