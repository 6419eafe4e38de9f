public import DescryCore

/// An explanation for a person, in English or French.
public struct LookupText: Sendable {
  let language: Language
  let style: TextStyle

  /// A renderer.
  public init(_ language: Language, _ style: TextStyle) {
    self.language = language
    self.style = style
  }

  /// The explanation; with `why`, the worked sum too.
  public func render(_ explanation: Explanation, why: Bool = false) -> String {
    var parts = [headline(explanation)]
    parts += possibilities(explanation)
    let evidence = seen(explanation)
    if !evidence.isEmpty { parts.append(section(say("Seen", "Constaté"), evidence)) }
    parts.append(card(explanation.advice.card))
    if !explanation.advice.ask.isEmpty {
      parts.append(
        section(
          say("Ask first", "À demander d'abord"),
          explanation.advice.ask.map { Self.question($0, language) }))
    }
    if !explanation.advice.steps.isEmpty {
      parts.append(section(say("Then", "Ensuite"), explanation.advice.steps.map { $0(language) }))
    }
    if !explanation.advice.rights.isEmpty {
      parts.append(
        section(
          say("Rights", "Droits"),
          explanation.advice.rights.prefix(AdviceBlock.mostRights).map {
            "\($0.title(language)) (\($0.cite))"
          }))
    }
    if why { parts.append(WorkedSum(language, style).render(explanation)) }
    return parts.joined(separator: "\n\n")
  }

  private func say(_ english: String, _ french: String) -> String {
    language.say(english, french)
  }

  private func headline(_ explanation: Explanation) -> String {
    let best = explanation.best
    let through =
      explanation.intermediary.map { say(" through \($0.name)", " via \($0.name)") } ?? ""
    let text: String
    switch explanation.outcome {
    case .recognized:
      text =
        "\(Self.describe(best, language))\(through)" + say(": ", " : ")
        + Self.word(explanation.confidence, language)
        + " (\(Self.percent(best.probability, language)))"
    case .ambiguous:
      let merchant = best.merchant?.name ?? "?"
      text = say(
        "Ambiguous: \(merchant)\(through), \(Self.word(explanation.merchantConfidence, language)); what was bought is open",
        "Ambigu : \(merchant)\(through), \(Self.word(explanation.merchantConfidence, language)) ; reste à savoir quoi"
      )
    case .unknown:
      let unnamed = Self.unnamed(explanation, language)
      text =
        best.kind.isOfBank
        ? (unnamed ?? "") + through
        : say("Unknown", "Inconnu")
          + (unnamed.map { say(": \($0)", " : \($0)") } ?? "") + through
    }
    return style.paint(text, .bold)
  }

  private func possibilities(_ explanation: Explanation) -> [String] {
    let all = explanation.hypotheses
    guard explanation.outcome != .recognized || !explanation.alternatives.isEmpty else { return [] }
    let shown = all.filter { $0.merchant != nil || $0.isFraud || $0.probability >= 0.02 }
    return [
      section(
        say("Can be", "Peut être"),
        shown.prefix(6).map {
          "\(Self.percent($0.probability, language))  \(Self.describe($0, language))"
        })
    ]
  }

  private func seen(_ explanation: Explanation) -> [String] {
    var shown: Set<String> = []
    return explanation.hypotheses.flatMap { hypothesis in
      hypothesis.evidence.compactMap { evidence in
        let text = evidence.says(language)
        guard shown.insert(text).inserted else { return nil }
        let weight = Self.weight(evidence.likelihoodRatio, language)
        return weight.isEmpty ? text : "\(text) (\(weight))"
      }
    }
  }

  private func card(_ card: Advice.Card) -> String {
    let color: TextStyle.Color =
      switch card {
      case .keep: .green
      case .askFirst: .yellow
      case .block: .red
      }
    return style.paint(Self.card(card, language), color)
  }

  /// What to do with the card, in a sentence.
  static func card(_ card: Advice.Card, _ language: Language) -> String {
    switch card {
    case .keep: language.say("Card: keep it.", "Carte : la garder.")
    case .askFirst:
      language.say(
        "Card: ask first, do not block it.", "Carte : demander d'abord, ne pas l'opposer.")
    case .block: language.say("Card: block it now.", "Carte : faire opposition.")
    }
  }

  /// A question, with what the answers would make of it.
  static func question(_ question: Question, _ language: Language) -> String {
    guard let yes = question.ifYes, let no = question.ifNo else { return question.text(language) }
    let (then, otherwise) = (percent(yes, language), percent(no, language))
    return question.text(language)
      + language.say(
        " (yes: \(then), no: \(otherwise))", " (oui : \(then), non : \(otherwise))")
  }

  private func section(_ title: String, _ items: [String]) -> String {
    var text = style.paint(title, .bold)
    for item in items {
      text += "\n"
      text += style.wrap(item, indent: "    ", first: "  - ")
    }
    return text
  }

  /// What a hypothesis says, in a clause.
  static func describe(_ hypothesis: Hypothesis, _ language: Language) -> String {
    let french = language == .french
    if hypothesis.isFraud {
      return french ? "quelqu'un d'autre a utilisé la carte" : "somebody else used the card"
    }
    if let subscription = hypothesis.subscription {
      let plan =
        hypothesis.plan.map {
          " (\(PersonText.money($0.price, language)) \(PersonText.period($0.every, language)))"
        } ?? ""
      let name = subscription.name + plan
      guard hypothesis.kind == .refund else { return name }
      return french ? "remboursement \(PersonText.de(name))" : "a refund of \(name)"
    }
    let merchant = hypothesis.merchant?.name
    switch hypothesis.kind {
    case .purchase:
      return merchant.map { french ? "achat chez \($0)" : "a purchase at \($0)" }
        ?? (french ? "un achat" : "a purchase")
    case .refund:
      return merchant.map { french ? "remboursement \(PersonText.de($0))" : "a refund from \($0)" }
        ?? (french ? "un remboursement" : "a refund")
    case .transfer:
      return (french ? "un virement" : "a transfer") + (merchant.map { ", \($0)" } ?? "")
    case .fee: return (french ? "des frais" : "a fee") + (merchant.map { ", \($0)" } ?? "")
    case .cash:
      return (french ? "un retrait d'espèces" : "cash") + (merchant.map { ", \($0)" } ?? "")
    case .verification: return french ? "une vérification de carte" : "a card check"
    case .subscription, .other:
      return merchant
        ?? (french ? "autre chose, hors catalogue" : "something else, not in the catalogue")
    }
  }

  /// What can be said of a charge whose merchant nobody knows: which line of the bank it is, the name
  /// that stands there, or that somebody sold through whoever carried the payment.
  static func unnamed(_ explanation: Explanation, _ language: Language) -> String? {
    if explanation.best.kind.isOfBank { return describe(explanation.best, language) }
    guard let name = explanation.hypotheses.lazy.compactMap(\.merchant?.name).first else {
      return nil
    }
    guard name == explanation.intermediary?.name else { return name }
    return language == .french ? "un vendeur" : "a seller"
  }

  static func word(_ confidence: Confidence?, _ language: Language) -> String {
    switch (confidence, language) {
    case (.certain, .english): "certain"
    case (.certain, .french): "certain"
    case (.likely, .english): "likely"
    case (.likely, .french): "probable"
    case (.possible, .english): "possible"
    case (.possible, .french): "possible"
    case (nil, .english): "open"
    case (nil, .french): "incertain"
    }
  }

  static func percent(_ probability: Double, _ language: Language) -> String {
    let number =
      probability > 0.995 && probability < 1 ? ">99" : "\(Int((probability * 100).rounded()))"
    return language == .french ? "\(number) %" : "\(number)%"
  }

  /// How strongly a piece of evidence speaks, in words.
  static func weight(_ ratio: Double, _ language: Language) -> String {
    let french = language == .french
    let times = ratio >= 1 ? ratio : 1 / max(ratio, 1e-9)
    guard times >= 1.05 else { return "" }
    let number =
      times >= 10
      ? "\(Int(times.rounded()))"
      : PersonText.money(Amount(units: Int64((times * 10).rounded()), scale: 1), nil, language)
    switch (ratio >= 1, french) {
    case (true, true): return "\(number) fois plus probable"
    case (true, false): return "\(number) times more likely"
    case (false, true): return "\(number) fois moins probable"
    case (false, false): return "\(number) times less likely"
    }
  }
}
