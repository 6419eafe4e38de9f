import DescryCore

/// What a tag means by itself (HTML, "Rendering"; HTML Accessibility API Mappings), found once for
/// all of a page's elements that have it.
struct TagTraits {
  /// Whether it starts a line of its own by default.
  let isBlock: Bool
  /// Whether it shows nothing of its content.
  let isSilent: Bool
  /// Whether it is a control without any role; `a` and `input` are not always.
  let mayBeControl: Bool
  /// The level of a heading, 1 to 6.
  let headingLevel: Int?
  /// The grouping that it makes; nil when it makes none.
  let group: ElementRole?

  /// Of a text.
  static let none = TagTraits(tag: "")

  init(tag: String) {
    isBlock = Self.blocks.contains(tag)
    isSilent = Self.silent.contains(tag)
    mayBeControl = Self.controls.contains(tag)
    headingLevel = ["h1", "h2", "h3", "h4", "h5", "h6"].firstIndex(of: tag).map { $0 + 1 }
    group = Self.group(tag)
  }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "#document",
  ]

  private static let silent: Set<String> = [
    "script", "style", "noscript", "head", "template", "object", "embed", "audio", "video",
    "canvas",
    "datalist", "map", "math", "noframes", "title", "meta", "link", "base", "param", "source",
  ]

  private static let controls: Set<String> = [
    "a", "area", "button", "summary", "select", "textarea", "option", "input",
  ]

  private static func group(_ tag: String) -> ElementRole? {
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
}
