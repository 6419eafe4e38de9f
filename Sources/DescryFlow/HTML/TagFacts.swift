import DescryCore

/// What the roles and attributes of HTML and WAI-ARIA mean for a screen.
enum TagFacts {
  /// The grouping that a tag or an explicit role makes; nil when it makes none.
  static func group(_ node: PageTree.Node) -> ElementRole? {
    guard let role = node.attribute("role")?.lowercased() else { return node.traits.group }
    switch role {
    case "navigation", "menu", "menubar": return .navigation
    case "contentinfo": return .footer
    case "banner": return .header
    case "main": return .main
    case "complementary": return .aside
    case "dialog", "alertdialog": return .dialog
    case "list": return .list
    case "table", "grid", "treegrid": return .table
    case "row": return .row
    case "form": return .form
    case "group", "radiogroup", "region", "search", "listitem", "tabpanel", "article", "alert",
      "status":
      return .group
    default: return node.traits.group
    }
  }

  /// The control that a tag or an explicit role makes; nil when it makes none.
  static func control(_ node: PageTree.Node) -> ElementRole? {
    let role = node.attribute("role")?.lowercased()
    if role == nil, !node.traits.mayBeControl { return nil }
    switch role {
    case "button": return .button
    case "link": return .link
    case "checkbox", "menuitemcheckbox": return .checkbox
    case "radio", "menuitemradio": return .radio
    case "switch": return .toggle
    case "textbox", "searchbox", "spinbutton": return .textbox
    case "option": return .option
    case "timer": return .timer
    case "menuitem", "tab": return node.tag == "a" ? .link : .button
    case "combobox": return .combobox
    default: break
    }
    switch node.tag {
    case "a", "area": return node.attribute("href") == nil ? nil : .link
    case "button", "summary": return .button
    case "select": return .combobox
    case "textarea": return .textbox
    case "option": return .option
    case "input": return input(node.attribute("type")?.lowercased())
    default: return nil
    }
  }

  private static func input(_ type: String?) -> ElementRole? {
    switch type {
    case "checkbox": .checkbox
    case "radio": .radio
    case "submit", "button", "reset", "image": .button
    case "hidden": nil
    default: .textbox
    }
  }

  /// Whether an attribute is kept for rules.
  static func keeps(_ name: String) -> Bool {
    kept.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("data-")
  }

  private static let kept: Set<String> = [
    "id", "class", "name", "type", "href", "role", "placeholder", "title", "action", "for",
    "autocomplete", "value", "src", "lang", "style", "alt", "method", "rel",
  ]
}
