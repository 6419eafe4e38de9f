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
  ///
  /// - Parameter known: what lists of names say, for those that were met.
  init(
    of element: DescryCore.Element, within outer: PageAreas, known: inout [String: NamedAreas]
  ) {
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
    switch element.tag {
    case "blockquote", "q", "code", "pre", "samp": insert(.init(.quoted))
    default: break
    }
    // Many pages have no landmarks; the names that they give to parts are the next best thing.
    guard !element.attributes.isEmpty, !element.role.isControl, element.role != .text,
      element.role != .heading
    else { return }
    for key in ["id", "class"] {
      guard let value = element.attributes[key] else { continue }
      let named = known[value] ?? NamedAreas(value)
      known[value] = named
      if named.isFooter, !outer.contains(.init(.dialog)), !outer.contains(.init(.form)) {
        insert(.init(.footer))
      }
      if named.isNavigation { insert(.init(.navigation)) }
    }
  }
}

/// The areas that the names of an element tell.
struct NamedAreas {
  let isFooter: Bool
  let isNavigation: Bool

  init(_ value: String) {
    let words = Set(value.split { !$0.isLetter }.map { $0.lowercased() })
    isFooter = words.contains("footer") && words.isDisjoint(with: Self.parts)
    isNavigation = !words.isDisjoint(with: Self.navigation)
  }

  /// Names that go with a `footer` which is no page's.
  private static let parts: Set<String> = [
    "modal", "dialog", "card", "form", "checkout", "panel", "popup", "order", "cart", "summary",
  ]
  private static let navigation: Set<String> = [
    "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "megamenu", "sitemap", "pagination",
  ]
}
