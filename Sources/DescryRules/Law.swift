public import DescryCore

/// What an article of law or a card scheme's rule gives.
public struct Law: Sendable {
  /// The id, as `psd2-73`.
  public let id: String
  /// `EU`, a country, or a card scheme.
  public let jurisdiction: String
  /// The citation.
  public let cite: String
  /// What it gives, in a clause.
  public let title: LocalizedText
  /// The same in two plain sentences.
  public let text: LocalizedText?
  /// Where it can be read.
  public let url: String?
  /// The day from which it applies.
  public let inForce: CalendarDate?
  /// The last day on which it applied.
  public let until: CalendarDate?
  /// Whom it protects: `consumer`, `business`.
  public let protects: [String]
  /// What it is about, as `fraud`.
  public let topics: [String]
  /// Whether nobody looked it up.
  public let isUnverified: Bool

  /// Whether it applies on a day.
  public func applies(on date: CalendarDate) -> Bool {
    (inForce.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
  }

  /// The right as an advisor names it.
  public var right: LegalRight { LegalRight(title: title, cite: cite, url: url) }
}

extension Schema {
  /// `law/1`.
  package static let law = Schema(
    "law/1", "What an article of law or a card scheme's rule gives.",
    [
      Field("jurisdiction", .text, required: true, "EU, a country, or a card scheme"),
      Field("cite", .text, required: true, "the citation"),
      Field("title", .localized, required: true, "what it gives, in a clause"),
      Field("text", .localized, "the same in two plain sentences"),
      Field("url", .text, "where it can be read"),
      Field("in-force", .date, "the day from which it applies"),
      Field("until", .date, "the last day on which it applied"),
      Field("protects", .list(.choice(["consumer", "business"])), "whom it protects"),
      Field("topics", .list(.id), "what it is about"),
      Field("reviewed", .date, "when somebody last looked at it"),
      Field("source", .text, "a URL or a citation that somebody read"),
      Field("unverified", .flag, "true when nobody looked it up"),
    ])
}

extension Law {
  init?(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id"), let jurisdiction = node.text("jurisdiction"),
      let cite = node.text("cite"), let title = node.localized("title")
    else { return nil }
    self.id = id
    self.jurisdiction = jurisdiction
    self.cite = cite
    self.title = title
    text = node.localized("text")
    url = node.text("url")
    inForce = node.date("in-force")
    until = node.date("until")
    protects = node.texts("protects")
    topics = node.texts("topics")
    isUnverified = node.flag("unverified")
    if node["source"] == nil, !isUnverified {
      problems.add(
        .noSource, "the article has no source", at: node["cite"],
        help: "name where it was read, or write unverified: true")
    }
  }
}
