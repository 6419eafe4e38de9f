internal import DescryRules

/// The types behind the names of `CheckCatalogue`.
package enum CheckRegistry {
  static let types: [any Check.Type] = [
    PhraseCheck.self, NamedCheck.self, NegatedCheck.self, QuotedCheck.self, LengthCheck.self,
    DatedCheck.self,
    PriceCheck.self, PretickedCheck.self, LeftTickedCheck.self, DisabledCheck.self,
    RequiredCheck.self, DeclineControlCheck.self, AcceptControlCheck.self, BesideCheck.self,
    DearerThanAnotherCheck.self, DearestChoiceCheck.self, OnlyChoiceCheck.self,
    AmongAlikeCheck.self, PaidLinkCheck.self, LeadsElsewhereCheck.self,
    MixedPolarityCheck.self, LowContrastCheck.self, SmallTextCheck.self, FaintCheck.self,
    UnseenCheck.self, WeakerThanCheck.self, StageCheck.self, OrderButtonCheck.self,
    PriceDueCheck.self, PaidLaterCheck.self, LaterScreenCheck.self, LastScreenCheck.self,
    ScreensCheck.self, ScreensWithCheck.self, ReachedCheck.self, ExitStepsCheck.self,
    LongerExitCheck.self,
    NewFeeCheck.self, DrippedFeesCheck.self, TotalGrowsCheck.self, UnchosenLineCheck.self,
    DearerLaterCheck.self, FreeButCheck.self, MissingTermsCheck.self, BilledOtherwiseCheck.self,
    PriceStepCheck.self, SameNumberAgainCheck.self, NumberContradictsCheck.self,
    TimerRestartsCheck.self, RandomScriptCheck.self, AskedAgainCheck.self,
  ]

  private static let byName = Dictionary(types.map { ($0.name, $0) }) { first, _ in first }

  static func type(named name: String) -> (any Check.Type)? { byName[name] }

  /// The names of all checks that have a type.
  package static var names: [String] { types.map { $0.name }.sorted() }
}
