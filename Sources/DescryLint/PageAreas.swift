internal import DescryCore
internal import DescryRules

/// The areas of a page that an element lies in.
struct PageAreas: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ areas: some Sequence<PageArea>) {
    self = areas.reduce(into: []) { $0.insert(PageAreas($1)) }
  }

  init(_ area: PageArea) {
    rawValue = 1 << UInt16(PageArea.allCases.firstIndex(of: area) ?? 15)
  }

  /// What an element adds to the areas of its parent.
  init(of element: DescryCore.Element, within outer: PageAreas) {
    self = []
    switch element.role {
    case .navigation: insert(.init(.navigation))
    case .footer: if !outer.contains(.init(.dialog)) { insert(.init(.footer)) }
    case .header: insert(.init(.header))
    case .aside: insert(.init(.aside))
    case .dialog: insert(.init(.dialog))
    case .form: insert(.init(.form))
    case .main: insert(.init(.main))
    default: break
    }
    if let tag = element.tag, ["blockquote", "q", "code", "pre", "samp"].contains(tag) {
      insert(.init(.quoted))
    }
    // Many pages have no landmarks; the names that they give to parts are the next best thing.
    guard !element.role.isControl, element.role != .text, element.role != .heading else { return }
    for key in ["id", "class"] {
      guard let value = element.attributes[key] else { continue }
      let words = Self.words(value)
      if words.contains("footer"), words.isDisjoint(with: Self.parts),
        !outer.contains(.init(.dialog)), !outer.contains(.init(.form))
      {
        insert(.init(.footer))
      }
      if !words.isDisjoint(with: Self.navigation) { insert(.init(.navigation)) }
    }
  }

  /// Names that go with a `footer` which is no page's.
  private static let parts: Set<String> = [
    "modal", "dialog", "card", "form", "checkout", "panel", "popup", "order", "cart", "summary",
  ]
  private static let navigation: Set<String> = [
    "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "megamenu", "sitemap", "pagination",
  ]

  private static func words(_ value: String) -> Set<String> {
    Set(
      value.split { !$0.isLetter }.map { $0.lowercased() })
  }
}
