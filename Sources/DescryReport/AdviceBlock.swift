internal import DescryCore

/// What to ask, what to do and what the law gives, as a part of a page.
struct AdviceBlock: Sendable {
  let language: Language

  /// An advisor reads six; the JSON has all that hold.
  static let mostRights = 6

  func write(_ advice: Advice, to page: inout HTMLWriter) {
    guard !advice.isBare else { return }
    page.markup("<div class=\"advice\">")
    column("ask", language.say("To ask", "À demander"), &page, isEmpty: advice.ask.isEmpty) {
      $0.list(advice.ask.lazy.map { $0.text(language) })
    }
    column("do", language.say("To do", "À faire"), &page, isEmpty: advice.steps.isEmpty) {
      $0.list(advice.steps.lazy.map { $0(language) })
    }
    column("rights", language.say("Rights", "Droits"), &page, isEmpty: advice.rights.isEmpty) {
      page in
      page.markup("<ul>")
      for right in advice.rights.prefix(Self.mostRights) {
        page.markup("<li>")
        page.text(right.title(language))
        page.markup(" <small>")
        page.link(to: right.url, right.cite)
        page.markup("</small></li>")
      }
      page.markup("</ul>")
    }
    page.markup("</div>")
  }

  private func column(
    _ kind: String, _ title: String, _ page: inout HTMLWriter, isEmpty: Bool,
    content: (inout HTMLWriter) -> Void
  ) {
    guard !isEmpty else { return }
    page.element("div", ("class", kind)) { page in
      page.element("h4", text: title)
      content(&page)
    }
  }
}

extension Advice {
  /// Whether nothing is said but what to do with the card.
  var isBare: Bool { ask.isEmpty && steps.isEmpty && rights.isEmpty }
}
