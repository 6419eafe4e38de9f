import Descry
import DescryCore
import DescryFlow
import DescryLint
import Testing

/// What the checks over prices, steps, looks and timers see, through the rules that use them.
@Suite("Checks over whole flows")
struct CheckTests {
  private func rules(
    _ transcript: String, jurisdictions: Set<String> = ["EU", "FR", "DE"]
  ) throws -> [String] {
    let flow = try FlowFile.read(
      Array(transcript.utf8), path: "sample.flow.md", format: .transcript)
    let report = LintEngine(try RealRules.book.get()).lint(
      flow, options: LintOptions(jurisdictions: jurisdictions))
    return report.findings.map(\.rule)
  }

  @Test func deliveryAndTaxAreNoNewFee() throws {
    let steps = { (row: String) in
      "# 1. Panier\n- Lampe de bureau — 20,00 €\nTotal — 20,00 €\n"
        + "# 2. Paiement\n- Lampe de bureau — 20,00 €\n\(row) — 4,00 €\nTotal — 24,00 €\n"
    }
    #expect(try !rules(steps("Livraison")).contains("late-fee"))
    #expect(try !rules(steps("TVA")).contains("late-fee"))
    #expect(try rules(steps("Frais de dossier")).contains("late-fee"))
  }

  @Test func aFeeThatASentenceAnnouncedIsNotNew() throws {
    let flow = """
      # 1. Panier
      - Concert, une place — 20,00 €
      Des frais de dossier de 4,00 € s'ajoutent par commande
      # 2. Paiement
      - Concert, une place — 20,00 €
      Frais de dossier — 4,00 €
      Total — 24,00 €
      """
    #expect(try !rules(flow).contains("late-fee"))
  }

  @Test func aLineThatTheCustomerAddedIsNotSneakedIn() throws {
    let flow = { (action: String) in
      """
      # 1. Panier
      - Lampe de bureau — 20,00 €
      [ ] Extension de garantie — 5,00 €
      [[ Continuer ]]
      \(action)
      # 2. Paiement
      - Lampe de bureau — 20,00 €
      - Extension de garantie — 5,00 €
      Total — 25,00 €
      """
    }
    #expect(try !rules(flow("> check \"Extension de garantie\"")).contains("sneaked-into-basket"))
    #expect(try rules(flow("> click \"Continuer\"")).contains("sneaked-into-basket"))
  }

  @Test func aTimerThatRunsDownIsNoProof() throws {
    let flow = { (second: String) in
      "# 1. Panier\n⏱ Offre réservée encore 09:59\n# 2. Paiement\n⏱ Offre réservée encore \(second)\n"
    }
    func proved(_ second: String) throws -> Bool {
      let flow = try FlowFile.read(
        Array(flow(second).utf8), path: "sample.flow.md", format: .transcript)
      return LintEngine(try RealRules.book.get()).lint(flow).findings
        .contains { $0.pattern == "urgency" && $0.severity == .error }
    }
    #expect(try proved("09:59"))
    #expect(try proved("10:00"))
    #expect(try !proved("08:31"))
  }

  @Test func theOrderButtonIsTheLastOneThatConcludes() throws {
    let flow = { (label: String) in
      "# Paiement\n{{ Numéro de carte * }}\nTotal — 20,00 €\n[[ Retour ]]\n[[ \(label) ]]!\n"
    }
    for label in ["Continuer", "Valider", "Commencer mon essai"] {
      #expect(try rules(flow(label)).contains("order-button-vague"), "\(label)")
    }
    for label in [
      "Payer 20,00 €", "Commander avec obligation de paiement", "Acheter et payer",
      "Zahlungspflichtig bestellen",
    ] {
      #expect(try !rules(flow(label)).contains("order-button-vague"), "\(label)")
    }
  }

  @Test func statutoryRulesApplyOnlyWhereTheirLawDoes() throws {
    let flow = "# Mon abonnement\nFormule Premium — 9,99 €/mois\n[[ Changer de formule ]]\n"
    #expect(try rules(flow, jurisdictions: ["FR"]).contains("no-cancel-button-fr"))
    #expect(try !rules(flow, jurisdictions: ["US"]).contains("no-cancel-button-fr"))
  }

  @Test func twoLikeButtonsAreNoFalseHierarchy() throws {
    let flow = { (decline: String) in
      "# Offre {overlay}\nAssurance casse — 4,00 €\n[[ Oui, je m'assure ]]!\n\(decline)\n"
    }
    #expect(try rules(flow("~ [Non merci]()")).contains("weak-refusal"))
    #expect(try !rules(flow("[[ Non merci ]]")).contains("weak-refusal"))
  }

  @Test func thatTheSameOfferComesBackCountsOnlyAfterANo() throws {
    let flow = { (action: String) in
      """
      # 1. Offre {overlay}
      Essayez l'abonnement Premium
      [[ Oui ]]
      [[ Non merci ]]
      \(action)
      # 2. Offre {overlay}
      Essayez l'abonnement Premium
      [[ Oui ]]
      [[ Non merci ]]
      """
    }
    #expect(try rules(flow("> click \"Non merci\"")).contains("repeated-offer"))
    #expect(try !rules(flow("> click \"Oui\"")).contains("repeated-offer"))
  }
}
