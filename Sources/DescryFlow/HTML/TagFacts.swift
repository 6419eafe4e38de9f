import DescryCore

/// What the tags and roles of HTML and WAI-ARIA mean for a screen.
enum TagFacts {
  /// Tags that start a line of their own by default (HTML, "Rendering").
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "#document",
  ]

  /// Elements that show nothing of their content.
  static let silent: Set<String> = [
    "script", "style", "noscript", "head", "template", "object", "embed", "audio", "video",
    "canvas",
    "datalist", "map", "math", "noframes", "title", "meta", "link", "base", "param", "source",
  ]

  /// The level of a heading by its tag.
  static func headingLevel(_ tag: String) -> Int? {
    guard tag.utf8.count == 2, tag.utf8.first == UInt8(ascii: "h"), let digit = tag.last,
      let level = digit.wholeNumberValue, (1...6).contains(level)
    else { return nil }
    return level
  }

  /// The grouping that a tag or an explicit role makes; nil when it makes none.
  static func group(tag: String, role: String?) -> ElementRole? {
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
    default: break
    }
    switch tag {
    case "form": return .form
    case "nav": return .navigation
    case "footer": return .footer
    case "header": return .header
    case "main": return .main
    case "aside": return .aside
    case "dialog": return .dialog
    case "ul", "ol", "dl", "menu": return .list
    case "table": return .table
    case "tr": return .row
    case "fieldset": return .fieldset
    case "details": return .disclosure
    case "iframe", "frame": return .frame
    case "div", "section", "article", "li", "td", "th", "dd", "figure", "blockquote", "center",
      "search", "address":
      return .group
    default: return nil
    }
  }

  /// The control that a tag or an explicit role makes; nil when it makes none.
  static func control(_ node: PageTree.Node) -> ElementRole? {
    switch node.attribute("role")?.lowercased() {
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
    switch name {
    case "id", "class", "name", "type", "href", "role", "placeholder", "title", "action", "for",
      "autocomplete", "value", "src", "lang", "style", "alt", "method", "rel":
      true
    default: name.hasPrefix("aria-") || name.hasPrefix("data-")
    }
  }
}
