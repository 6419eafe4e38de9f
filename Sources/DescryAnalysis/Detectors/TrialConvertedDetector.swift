internal import DescryCore
internal import DescryRules

/// A first subscription charge with an order in the window in which its trial would have begun.
struct TrialConvertedDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.signUps.compactMap { signUp in
      guard let order = signUp.order else { return nil }
      let charge = scene.entry(signUp.charge)
      let explanation = charge.explanation
      let hypothesis = explanation.hypotheses.first {
        $0.subscription?.id == signUp.subscription.id
      }
      guard let hypothesis else { return nil }
      // Only a line that names the subscription by itself makes it sure.
      let isSure = signUp.isRecognized && charge.subscription == signUp.subscription
      guard isSure || hypothesis.probability >= rule.threshold("probability") else { return nil }
      var sighting = Sighting([order, signUp.charge])
      sighting.describe(signUp.charge, in: scene)
      let ordered = scene.entry(order)
      sighting.set("subscription", signUp.subscription.name)
      sighting.set("order-date", PersonText.day(ordered.date))
      sighting.set("order-amount", Sighting.money(ordered))
      sighting.set("days", "\(charge.day - ordered.day)")
      sighting.set("percent", "\(Int((hypothesis.probability * 100).rounded()))")
      sighting.evidence = hypothesis.evidence
      sighting.isCareful = !isSure
      if let refund = scene.refund(of: signUp.charge), refund.fit != .part {
        sighting.isSettled = true
        sighting.set("credit-date", PersonText.day(scene.entry(refund.credit).date))
      }
      if signUp.accident > 0.3 {
        let chance = Int((signUp.accident * 100).rounded())
        sighting.against.append(
          LocalizedText(
            en: "orders at this merchant are so frequent on this card that one falls into such a "
              + "window by chance in \(chance) of 100 cases",
            fr: "les commandes chez ce commerçant sont si fréquentes sur cette carte qu'une tombe "
              + "par hasard dans une telle fenêtre dans \(chance) cas sur 100"))
      }
      return sighting
    }
  }
}
