internal import DescryCore

/// The families of evidence in words, to stand behind a ratio.
enum FamilyText {
  static func name(_ family: Evidence.Family, _ language: Language) -> String {
    switch family {
    case .descriptor: language.say("wording", "libellé")
    case .price: language.say("price", "prix")
    case .rhythm: language.say("rhythm", "rythme")
    case .signUpOrder: language.say("order before", "commande avant")
    case .refund: language.say("refund", "remboursement")
    case .stream: language.say("earlier charge", "débit antérieur")
    case .flow: language.say("checkout", "parcours d'achat")
    case .category: language.say("category", "catégorie")
    case .fraud: language.say("sign of fraud", "signe de fraude")
    case .cardTesting: language.say("card testing", "test de carte")
    case .velocity: language.say("pace", "cadence")
    case .geography: language.say("place", "lieu")
    }
  }
}
