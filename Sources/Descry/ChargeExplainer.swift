public import DescryLookup
internal import DescryPattern
public import DescryRules

/// Explains single charges: what an app calls when somebody asks about one line.
///
/// One explainer serves one thread; explainers of one engine share its rules.
public final class ChargeExplainer {
  private let engine: LookupEngine
  private let context: LookupContext
  private let scratch = MatchScratch()

  /// An explainer over a rule book; `today` decides which articles of law apply.
  ///
  /// - Complexity: indexes the rule book, some tenths of a second; keep the explainer.
  public convenience init(_ rules: RuleBook, today: CalendarDate? = nil) {
    self.init(LookupEngine(rules), today: today)
  }

  /// An explainer over an engine that is shared with others.
  public init(_ engine: LookupEngine, today: CalendarDate? = nil) {
    self.engine = engine
    context = LookupContext(isAskedAbout: true, today: today)
  }

  /// Explains a line as it was pasted: the date, amount and currency found in it are used.
  ///
  /// `country` is the cardholder's, as `FR`.
  public func explain(line: String, country: String? = nil) -> Explanation {
    var charge = PastedLine(line, using: scratch).charge
    charge.country = country
    return explain(charge)
  }

  /// Explains a charge.
  public func explain(_ charge: Charge) -> Explanation {
    engine.explain(charge, context: context, using: scratch)
  }
}
