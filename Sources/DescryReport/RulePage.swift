public import DescryCore

/// A lint rule for a person: what it finds, why, under which law, a bad and a good sample, how to fix
/// and how to silence it.
public struct RulePage: Sendable {
  let language: Language
  let style: TextStyle

  /// A renderer.
  public init(_ language: Language, _ style: TextStyle) {
    self.language = language
    self.style = style
  }

  /// The page; `bad` and `good` are samples, `because` says why the good one is good.
  public func render(_ card: LintRuleCard, bad: String?, good: String?, because: String?) -> String
  {
    var parts = [
      style.paint("\(card.id): \(card.name(language))", .bold)
        + "  [\(card.pattern), \(card.severity.rawValue)]"
    ]
    parts.append(section("Why", "Pourquoi", style.wrap(card.why(language), indent: "  ")))
    if !card.law.isEmpty {
      let rows = card.law.map { law in
        let date = law.inForce.map { say(", in force since \($0)", ", en vigueur depuis le \($0)") }
        return style.wrap(
          law.cite + (date ?? "") + (law.url.map { " <\($0)>" } ?? ""), indent: "    ",
          first: "  - ")
      }
      parts.append(section("Law", "Droit", rows.joined(separator: "\n")))
    }
    if let bad { parts.append(section("Bad", "À éviter", quote(bad))) }
    if let good {
      let reason = because.map { "\n" + style.wrap("(\($0))", indent: "  ") } ?? ""
      parts.append(section("Good", "Correct", quote(good) + reason))
    }
    parts.append(section("To fix", "Correction", style.wrap(card.remedy(language), indent: "  ")))
    let remark = "<!-- descry-disable-next-line \(card.id) -- \(say("the reason", "la raison")) -->"
    parts.append(
      section(
        "To silence", "Mise en sourdine",
        "  \(remark)\n  .descry.yml: rules: { \(card.id): off }"))
    return parts.joined(separator: "\n\n")
  }

  private func section(_ english: String, _ french: String, _ body: String) -> String {
    style.paint(say(english, french), .bold) + "\n" + body
  }

  private func quote(_ sample: String) -> String {
    sample.split(separator: "\n", omittingEmptySubsequences: false).map { "  │ \($0)" }
      .joined(separator: "\n")
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }
}
