internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryReport
internal import DescryRules

extension RulesCommand {
  /// Lists what the rule book knows.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the rules, one on a line.",
      discussion: """
        EXAMPLE: descry rules list --category video
        EXAMPLE: descry rules list --kind law
        """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case merchant, intermediary, law, advice, evidence
      case darkPattern = "dark-pattern"
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var shared: SharedOptions
    @Option(help: "Only these: merchant, intermediary, law, advice, evidence or dark-pattern.")
    var kind: Kind?
    @Option(help: "Only merchants of this category.") var category: String?
    @Option(help: "text or json (one object on a line).") var format = Format.text

    func run() throws {
      if let category, !Merchant.categories.contains(category) {
        throw ValidationError(
          "--category is one of \(Merchant.categories.joined(separator: ", ")), not '\(category)'")
      }
      var output = ""
      for row in rows(try shared.ruleBook()) {
        output += format == .json ? row.json.line : row.text
        output += "\n"
      }
      Output.standard.write(output)
    }

    private struct Row {
      var kind: Kind
      var id: String
      var name: String
      var sort: String?
      var subscriptions: [String] = []

      var text: String {
        let last = subscriptions.isEmpty ? "" : "\t" + subscriptions.joined(separator: ", ")
        return "\(kind.rawValue)\t\(id)\t\(name)\t\(sort ?? "")\(last)"
      }

      var json: JSON {
        .known([
          ("kind", .string(kind.rawValue)), ("id", .string(id)), ("name", .string(name)),
          (kind == .merchant ? "category" : "is", .text(sort)),
          (
            "subscriptions",
            subscriptions.isEmpty ? nil : .array(subscriptions.map { .string($0) })
          ),
        ])
      }
    }

    private func rows(_ book: RuleBook) -> [Row] {
      let language = shared.language
      let merchants = book.merchants.filter { category == nil || $0.category == category }.map {
        merchant in
        Row(
          kind: .merchant, id: merchant.id, name: merchant.name, sort: merchant.category,
          subscriptions: merchant.subscriptions.map(\.fullID))
      }
      guard category == nil else { return merchants }
      let rest =
        book.intermediaries.map {
          Row(kind: .intermediary, id: $0.id, name: $0.name, sort: $0.role.rawValue)
        }
        + book.laws.map {
          Row(kind: .law, id: $0.id, name: $0.title(language), sort: $0.cite)
        }
        + book.advice.map {
          Row(kind: .advice, id: $0.id, name: $0.situation.rawValue, sort: $0.card.rawValue)
        }
        + book.evidence.values.sorted { $0.id < $1.id }.map {
          Row(kind: .evidence, id: $0.id, name: "\($0.ratios.count) ratios", sort: nil)
        }
        + book.darkPatterns.map {
          Row(
            kind: .darkPattern, id: $0.id, name: $0.name(language),
            sort: "\($0.family.rawValue), \($0.severity.rawValue)")
        }
      return (merchants + rest).filter { kind == nil || $0.kind == kind }
    }
  }

  /// Shows one rule.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Show the rule of an id: a merchant's as its author wrote it, a dark pattern's for people.",
      discussion: """
        EXAMPLE: descry rules show amazon
        EXAMPLE: descry rules show amazon/prime
        EXAMPLE: descry rules show order-button-vague
        """)

    @OptionGroup var shared: SharedOptions
    @Argument(help: "The rule's id; of a subscription, its merchant's file is shown.") var id:
      String

    @OptionGroup var display: DisplayOptions

    func run() throws {
      let book = try shared.ruleBook()
      if let rule = book.darkPatterns.first(where: { $0.id == id }),
        let card = Linter(book).cards.first(where: { $0.id == id })
      {
        let page = RulePage(shared.language, display.style)
        let bad = rule.examples.first { $0.because == nil }
        let good = rule.examples.first { $0.because != nil }
        Output.standard.line(
          page.render(card, bad: bad?.text, good: good?.text, because: good?.because))
        return
      }
      let name = id.split(separator: "/").first.map(String.init) ?? id
      let files = try shared.place().files(named: name)
      guard !files.isEmpty else {
        throw ValidationError("there is no rule '\(id)'; `descry rules list` names them all")
      }
      Output.standard.write(
        files.map { "# \($0.path)\n\($0.text)" }.joined(separator: "\n"))
    }
  }
}
