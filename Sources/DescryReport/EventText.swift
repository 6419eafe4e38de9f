public import DescryCore

/// An event to come in words.
public struct EventText: Sendable {
  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// One line: what, and how much.
  public func summary(_ event: ScheduledEvent) -> String {
    let price = event.amount.map { " " + PersonText.money($0, event.currency, language) } ?? ""
    let former = event.formerAmount.map { PersonText.money($0, event.currency, language) } ?? ""
    switch (event.kind, language) {
    case (.renewal, .english):
      return "\(event.name) renews:\(price.isEmpty ? " amount varies" : price)"
    case (.renewal, .french):
      return "\(event.name) se renouvelle :\(price.isEmpty ? " montant variable" : price)"
    case (.trialEnd, .english):
      return (event.isPossible ? "A trial of \(event.name) may end" : "Trial of \(event.name) ends")
        + (price.isEmpty ? "" : ", then\(price)")
    case (.trialEnd, .french):
      return
        (event.isPossible
        ? "Fin possible d'un essai \(PersonText.de(event.name))"
        : "Fin de l'essai \(PersonText.de(event.name))")
        + (price.isEmpty ? "" : ", puis\(price)")
    case (.priceChange, .english): return "\(event.name) changes its price: \(former) to\(price)"
    case (.priceChange, .french): return "\(event.name) change de prix : \(former) à\(price)"
    }
  }

  /// How often, and how it can be ended before.
  public func details(_ event: ScheduledEvent) -> String {
    let period = event.amount == nil ? "" : " " + PersonText.period(event.every, language)
    var lines = [summary(event) + period + "."]
    if let sign = event.trialSign { lines.append(self.sign(sign)) }
    if let path = event.cancelPath {
      lines.append((language == .french ? "Pour résilier : " : "To cancel: ") + path(language))
    }
    if let url = event.cancelURL { lines.append(url) }
    return lines.joined(separator: "\n")
  }

  /// By what a trial is known that left no charge.
  private func sign(_ sign: ScheduledEvent.TrialSign) -> String {
    switch (sign, language) {
    case (.check(let day), .english):
      return "The card was checked on \(PersonText.day(day, language)), as at the start of a trial."
    case (.check(let day), .french):
      return
        "La carte a été vérifiée le \(PersonText.day(day, language)), comme au début d'un essai."
    case (.checkout(let day, _), .english):
      return "The checkout of \(PersonText.day(day, language)) offered it."
    case (.checkout(let day, _), .french):
      return "Le parcours d'achat du \(PersonText.day(day, language)) le proposait."
    }
  }

  /// A list for a person, one event on a line.
  public func render(_ events: [ScheduledEvent]) -> String {
    events.map { "  \($0.date)  \(summary($0))" }.joined(separator: "\n")
  }
}
