public import DescryCore

/// A labelled line: what somebody who knows the charge says that it is.
public struct CorpusLine: Sendable {
  /// The file and line that it stands in.
  public let location: SourceLocation
  /// The charge.
  public let charge: Charge
  /// The catalogue ids that are right; empty when nobody of the catalogue is.
  public let merchants: Set<String>
  /// The intermediaries of which the label may speak, by id; any of them is right.
  public let intermediaries: Set<String>
  /// The full ids of the subscriptions that are right; empty when the line is none, or does not tell.
  public let subscriptions: Set<String>
  /// The name to be shown; nil when any will do.
  public let name: String?
  /// The product in the label's own words; nil when the label has ids, or names none.
  public let product: String?
  /// Whether the label is in words, which name a merchant in more than one way.
  public let isInWords: Bool
  /// Whether nothing on the line may be called a subscription.
  public let isQuiet: Bool

  init(
    location: SourceLocation, charge: Charge, merchants: Set<String>,
    intermediaries: Set<String> = [], subscriptions: Set<String>, name: String?,
    product: String? = nil, isInWords: Bool = false, isQuiet: Bool = false
  ) {
    self.location = location
    self.charge = charge
    self.merchants = merchants
    self.intermediaries = intermediaries
    self.subscriptions = subscriptions
    self.name = name
    self.product = product
    self.isInWords = isInWords
    self.isQuiet = isQuiet
  }

  /// The label, for a person.
  public var label: String {
    if isInWords { return [name, product].compactMap(\.self).joined(separator: ", ") }
    return subscriptions.min() ?? merchants.min() ?? "nobody"
  }

  /// Whether an explanation names the right merchant of the catalogue, or rightly none.
  public func isRightMerchant(_ explanation: Explanation) -> Bool {
    guard let id = explanation.best.merchant?.id else {
      return merchants.isEmpty || isRightIntermediary(explanation)
    }
    if merchants.contains(id) || isRightIntermediary(explanation) { return true }
    // What the catalogue knows under a longer or shorter name than the label says.
    return isInWords && merchants.isEmpty && isRightName(explanation)
  }

  /// Whether the name shown is the label's.
  public func isRightName(_ explanation: Explanation) -> Bool {
    guard let name else { return true }
    let shown = shown(explanation)
    guard isInWords else { return NameWords(shown).joined == NameWords(name).joined }
    return explanation.best.merchant?.id.map(merchants.contains) ?? false
      || isRightIntermediary(explanation)
      || [shown, explanation.intermediary?.name, explanation.best.subscription?.name]
        .contains { $0.map { NameWords($0).agrees(with: NameWords(name)) } ?? false }
  }

  /// Whether a right name has nothing beside it: no town, reference or processor.
  ///
  /// What a catalogue calls its merchant is its own affair.
  public func isBareName(_ explanation: Explanation) -> Bool {
    guard isRightName(explanation), let name else { return false }
    if explanation.best.merchant?.id != nil || isRightIntermediary(explanation) { return true }
    let label = NameWords(name)
    return NameWords(shown(explanation)).words.allSatisfy { label.hold($0) }
  }

  /// Whether the best hypothesis is a right subscription; nil when the label names none.
  public func isRightSubscription(_ explanation: Explanation) -> Bool? {
    subscriptions.isEmpty
      ? nil : explanation.best.subscription?.id.map(subscriptions.contains) ?? false
  }

  private func isRightIntermediary(_ explanation: Explanation) -> Bool {
    explanation.intermediary?.id.map(intermediaries.contains) ?? false
  }

  private func shown(_ explanation: Explanation) -> String {
    explanation.best.merchant?.name ?? explanation.intermediary?.name ?? ""
  }
}
